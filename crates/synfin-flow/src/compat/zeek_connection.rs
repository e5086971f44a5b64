//! What one segment means to Zeek's connection.

use core::time::Duration;

use crate::compat::kept::{Before, COMPLETE, Compat, OVER};
use crate::compat::zeek_conn_state::{ConnState, conn_state};
use crate::compat::zeek_counts::Counted;
use crate::compat::zeek_ends::{EndState, Sent};
use crate::compat::zeek_history::{History, Letter};
use crate::direction::Direction;
use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::segment_vars::SegmentVars;

/// How long Zeek still takes segments for a connection that is closed or reset.
const LINGER: Duration = Duration::from_secs(5);

impl Compat {
    /// One segment; `gap`: it acknowledges octets that were not captured.
    pub(crate) fn tell_zeek(&mut self, segment: &SegmentVars, sender: Direction, before: &Before, gap: bool) {
        self.divide(segment, before);
        if self.is(OVER) {
            return;
        }
        let flags = segment.flags;
        let plain_syn = flags.syn() && !flags.ack();
        if self.history.is_empty() && sender == Direction::Responder && !plain_syn {
            self.history.push_flipped();
        }
        if segment.bad_checksum {
            // Zeek looks no further.
            self.count(Counted::Checksum, Letter::Checksum, sender);
            return;
        }
        self.write_letters(segment, sender, before);
        let (own, peer) = (self.ends.get(sender), self.ends.get(sender.opposite()));
        if segment.window == 0 && !flags.rst() && !peer.is_closed() && !own.is_reset() {
            self.count(Counted::Window, Letter::Window, sender);
        }
        if segment.payload_len > 0 && repeats(segment, own, before) {
            self.count(Counted::Retransmit, Letter::Retransmit, sender);
        }
        self.move_ends(segment, sender);
        let clean = Direction::BOTH.into_iter().all(|of| self.ends.get(of).is_clean());
        if gap && clean {
            self.count(Counted::Gap, Letter::Gap, sender.opposite());
        }
    }

    /// One segment of the usual kind in a connection that has not ended: all its octets are new, and it leaves no gap.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn tell_zeek_of_usual(&mut self, segment: &SegmentVars, sender: Direction, before: &Before) {
        let letter = if segment.payload_len > 0 { Letter::Data } else { Letter::Ack };
        let nothing_new = self.ends.are_established()
            && segment.window != 0
            && !self.history.is_empty()
            && self.history.contains(letter, sender);
        if !nothing_new {
            self.tell_zeek(segment, sender, before, false);
        }
    }

    /// Whether Zeek's connection goes on with this segment, has ended before it, or begins with it.
    #[inline]
    fn divide(&mut self, segment: &SegmentVars, before: &Before) {
        let flags = segment.flags;
        let idle = before.idle > LINGER;
        if flags.syn() && !flags.ack() && self.has_ended() {
            // To Zeek, every SYN after a FIN or reset begins another connection.
            if self.history.contains(Letter::SynAck, Direction::Responder) {
                self.mark(OVER);
            } else {
                self.begin_again();
            }
        } else if flags.syn() && flags.ack() && self.begins_with_answer(segment, before) {
            self.begin_again();
        } else if idle && self.is(COMPLETE) {
            self.mark(OVER);
        }
    }

    fn has_ended(&self) -> bool {
        Direction::BOTH.into_iter().any(|of| {
            let end = self.ends.get(of);
            end.is_closed() || end.is_reset()
        })
    }

    /// Whether the originator sent nothing that Zeek believed, and the responder's number is another than it began with.
    fn begins_with_answer(&self, syn_ack: &SegmentVars, before: &Before) -> bool {
        self.ends.get(Direction::Originator) == EndState::Inactive
            && !self.history.is_empty()
            && before.numbers.is_none_or(|(iss, _)| iss != syn_ack.seq)
    }

    /// The letters for flags, payload and ACK.
    fn write_letters(&mut self, segment: &SegmentVars, sender: Direction, before: &Before) {
        let flags = segment.flags;
        let iss = before.numbers.map(|(iss, _)| iss);
        let fin = before.numbers.map(|(_, nxt)| nxt - 1);
        let number = (segment.seq.0 as u16).to_le_bytes();
        if segment.controls() > 1 {
            let letter = if flags.fin() && flags.rst() { Letter::Inconsistent } else { Letter::MultiFlag };
            self.write_once(letter, sender);
        } else if flags.syn() {
            let letter = if flags.ack() { Letter::SynAck } else { Letter::Syn };
            let first =
                !self.history.contains(Letter::Syn, sender) && !self.history.contains(Letter::SynAck, sender);
            let own = self.ends.get(sender);
            // Until it closes, Zeek takes every SYN of an end for the one that counts.
            let another = (own.is_closed() || own.is_reset()) && iss != Some(segment.seq);
            if first || another {
                self.history.push(letter, sender);
            }
        } else if flags.fin() {
            if !self.history.contains(Letter::Fin, sender) || fin != Some(segment.seq + segment.payload_len) {
                self.history.push(Letter::Fin, sender);
            }
        } else if flags.rst() {
            if !self.history.contains(Letter::Rst, sender) || *sender.of(&self.last_reset) != number {
                self.history.push(Letter::Rst, sender);
            }
            *sender.of_mut(&mut self.last_reset) = number;
        } else if segment.payload_len > 0 {
            self.write_once(Letter::Data, sender);
        } else if flags.ack() {
            self.write_once(Letter::Ack, sender);
        }
    }

    #[inline]
    fn write_once(&mut self, letter: Letter, sender: Direction) {
        if !self.history.contains(letter, sender) {
            self.history.push(letter, sender);
        }
    }

    fn count(&mut self, what: Counted, letter: Letter, of: Direction) {
        if of.of_mut(&mut self.counts).add(what) {
            self.history.push(letter, of);
        }
    }

    fn move_ends(&mut self, segment: &SegmentVars, sender: Direction) {
        let flags = segment.flags;
        let own = self.ends.get(sender);
        if flags.syn() {
            self.ends.send(if flags.ack() { Sent::SynAck } else { Sent::Syn }, sender);
        }
        // Of an end that is open, Zeek does not believe a FIN with a RST.
        let opened = matches!(own, EndState::Established | EndState::Partial);
        if flags.fin() && !(flags.rst() && opened) {
            self.ends.send(Sent::Fin, sender);
        }
        if flags.rst() {
            self.ends.send(Sent::Rst, sender);
        }
        if !(flags.syn() || flags.fin() || flags.rst()) {
            let ack = flags.ack();
            self.ends
                .send(if segment.payload_len > 0 { Sent::Data { ack } } else { Sent::Bare { ack } }, sender);
            return;
        }
        let (own, peer) = (self.ends.get(sender), self.ends.get(sender.opposite()));
        let alone = peer == EndState::Inactive;
        if own.is_reset() || own.is_closed() && (alone || peer.is_closed() || peer.is_reset()) {
            self.mark(COMPLETE);
        }
    }
}

/// Whether payload brings the sender's numbers no further, as Zeek keeps them.
fn repeats(segment: &SegmentVars, own: EndState, before: &Before) -> bool {
    let flags = segment.flags;
    // A SYN sets them to its own end, payload and all.
    if flags.syn() {
        return true;
    }
    // An end's first segment sets them, and after its reset they are not believed.
    if own == EndState::Inactive || own.is_reset() {
        return false;
    }
    // The octets of a reset do not count as payload.
    let end = if flags.rst() { segment.seq } else { segment.end() };
    before.numbers.is_some_and(|(_, nxt)| !end.after(nxt))
}

impl Flow {
    /// Zeek's `conn_state`; [`crate::compat`] says where it cannot be the same.
    pub fn zeek_conn_state(&self) -> ConnState {
        let empty = |of: Direction| {
            let end = self.end(of);
            !end.is(Mark::NumbersKnown) || end.relative(end.nxt) <= if end.is(Mark::SentFin) { 2 } else { 1 }
        };
        let ends = &self.compat.ends;
        conn_state(
            ends.get(Direction::Originator),
            ends.get(Direction::Responder),
            Direction::BOTH.into_iter().all(empty),
            self.compat.history.is_syn_then_reset(),
        )
    }

    /// Zeek's `history`; [`crate::compat`] says where it cannot be the same.
    pub const fn zeek_history(&self) -> History {
        self.compat.history
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use crate::flow::Flow;
    use crate::segment_vars::SegmentVars;
    use std::string::ToString as _;
    use synfin_wire::segment::flags::Flags;
    use synfin_wire::segment::seq::Seq;

    fn told(flags: Flags, seq: u32, ack: u32) -> SegmentVars {
        SegmentVars { flags, seq: Seq(seq), ack: Seq(ack), window: 9, ..SegmentVars::default() }
    }

    #[test]
    fn a_wrong_checksum_is_all_that_is_told_of_its_segment() {
        let syn = SegmentVars { bad_checksum: true, ..told(Flags::SYN, 100, 0) };
        let (mut flow, client) = Flow::open(&syn, 54203, 80);
        flow.observe(&syn, client);
        assert_eq!(flow.zeek_history().to_string(), "C");
        assert_eq!(flow.zeek_conn_state().name(), "OTH");
        // To Zeek, the answer to a SYN that it ignored begins another connection.
        flow.observe(&told(Flags::SYN | Flags::ACK, 500, 101), client.opposite());
        flow.observe(&SegmentVars { bad_checksum: true, ..told(Flags::ACK, 101, 501) }, client);
        flow.observe(&told(Flags::FIN | Flags::ACK, 501, 101), client.opposite());
        assert_eq!(flow.zeek_history().to_string(), "^hCf");
        assert_eq!(flow.zeek_conn_state().name(), "SHR");
    }

    #[test]
    fn roles_that_were_guessed_wrongly_are_exchanged_in_the_letters_too() {
        let data = SegmentVars { payload_len: 4, ..told(Flags::ACK, 501, 101) };
        let (mut flow, guessed) = Flow::open(&data, 54203, 23);
        flow.observe(&data, guessed);
        assert_eq!(flow.zeek_history().to_string(), "D");
        let late = told(Flags::SYN | Flags::ACK, 500, 101);
        let verdict = flow.observe(&late, guessed);
        assert_ne!(verdict.sender, guessed);
        assert_eq!(flow.zeek_history().to_string(), "^dh");
    }
}
