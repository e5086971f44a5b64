//! Segments with RST: believed, doubted or ignored (RFC 9293, section 3.10.7; RFC 5961, section 3).

use synfin_wire::segment::seq::Seq;

use crate::classify::observe::Finding;
use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::Mark;
use crate::endpoint::event::Event;
use crate::endpoint::state::State;
use crate::flow::{Flow, Reset};
use crate::note::{Note, Notes};
use crate::outcome::Start;
use crate::reason::Why;
use crate::segment_vars::SegmentVars;
use crate::step::Step;

/// The least window that a reset is measured by: an onlooker may not know the true one.
const LEAST_WINDOW: u32 = 65_535;

impl Flow {
    /// A reset: the first row that fits.
    pub(crate) fn on_reset(&mut self, rst: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let peer = sender.opposite();
        *notes = notes.with_if(rst.payload_len > 0, Note::RstData);
        let (own, other) = (*self.end(sender), *self.end(peer));
        let seq = rst.seq;
        if own.state == State::SynSent && !rst.flags.ack() && other.is(Mark::ForeignAck) && seq == other.ack {
            return (Step::RstReply, Why::ResetOfOlderConnection { seq });
        }
        if !self.any(Mark::Seen) {
            self.end_mut(sender).apply(Event::SentRst, Basis::Sent);
            self.reset = Some((Reset::Stray, sender));
            return (Step::RstStray, Why::ResetOfNothing);
        }
        let over = own.is(Mark::FinAcked) && other.is(Mark::FinAcked);
        if self.reset.is_some() || over {
            return self.on_reset_after_end(rst, sender);
        }
        if other.state == State::SynSent {
            return self.on_reset_of_syn(rst, sender);
        }
        let unchecked =
            other.state == State::Unknown || !(own.is(Mark::NumbersKnown) || other.is(Mark::AckKnown));
        if unchecked {
            self.end_mut(sender).apply(Event::SentRst, Basis::Sent);
            self.end_mut(peer).apply(Event::GotRst, Basis::Assumed);
            self.reset = Some((Reset::Open, sender));
            return (Step::RstAbort, Why::ResetUnchecked { seq });
        }
        let acked = other.is(Mark::AckKnown) && !other.is(Mark::ForeignAck);
        // Linux accepts the number of a FIN that it received as well (tcp_reset_check); other stacks send their reset there.
        let at_fin = own.is(Mark::SentFin)
            && seq == own.fin_seq()
            && matches!(other.state, State::CloseWait | State::LastAck | State::Closing);
        // Ours: whoever takes its own SYN back may stamp the reset with the SYN's number.
        let takes_back = own.state == State::SynSent && !other.is(Mark::SentSyn) && seq == own.iss;
        let in_sequence = own.is(Mark::NumbersKnown) && (seq == own.contig || seq == own.nxt || takes_back);
        if in_sequence || at_fin || (acked && seq == other.ack) {
            let acked = acked.then_some(other.ack);
            return self.on_reset_in_sequence(rst, sender, acked);
        }
        let expected = if acked { other.ack } else { own.contig };
        let window = self.last_window(peer).max(LEAST_WINDOW);
        let distance = seq.since(expected);
        if distance >= 0 && distance.unsigned_abs() < window {
            notes.insert(Note::RstUnconfirmed);
            let end = self.end_mut(sender);
            if !end.is(Mark::ResetUnconfirmed) {
                end.state_before_reset = end.state;
                end.mark(Mark::ResetUnconfirmed);
            }
            end.apply(Event::SentRst, Basis::Sent);
            self.end_mut(peer).mark(Mark::OwesChallenge);
            return (Step::RstChallenged, Why::ResetInWindow { seq, expected });
        }
        (Step::RstOutOfWindow, Why::ResetOutOfWindow { seq, expected, window })
    }

    /// `acked`: what the receiver acknowledged last.
    fn on_reset_in_sequence(&mut self, rst: &SegmentVars, sender: Direction, acked: Option<Seq>) -> Finding {
        let seq = rst.seq;
        let why = if acked == Some(seq) {
            Why::ResetInSequence { seq }
        } else {
            Why::ResetWhereSenderStands { seq, acked }
        };
        let gives_up = self.end(sender).state == State::SynSent;
        let was_open = self.is_open() || self.start() != Start::Syn;
        self.end_mut(sender).apply(Event::SentRst, Basis::Sent);
        self.end_mut(sender.opposite()).apply(Event::GotRst, Basis::Received);
        if was_open {
            self.reset = Some((Reset::Open, sender));
            return (Step::RstAbort, why);
        }
        self.reset = Some((Reset::BeforeOpen, sender));
        (Step::RstAbortOpen, if gives_up { Why::ResetGivesUp { seq } } else { why })
    }

    /// RFC 9293, section 3.10.7.3: in SYN-SENT a reset counts only if it acknowledges the SYN.
    fn on_reset_of_syn(&mut self, rst: &SegmentVars, sender: Direction) -> Finding {
        let peer = sender.opposite();
        let isn = self.end(peer).iss;
        let ack = rst.flags.ack().then_some(rst.ack);
        match ack {
            Some(ack) if self.end(peer).has_sent_before(ack) => {
                self.end_mut(sender).apply(Event::SentRst, Basis::Sent);
                self.end_mut(peer).apply(Event::GotRst, Basis::Received);
                self.reset = Some((Reset::Refused, sender));
                (Step::RstRefuse, Why::ResetRefuses { ack, isn })
            }
            _ => (Step::RstInvalid, Why::ResetAcknowledgesNothing { ack, expected: isn + 1 }),
        }
    }

    fn on_reset_after_end(&mut self, rst: &SegmentVars, sender: Direction) -> Finding {
        let peer = sender.opposite();
        // RFC 9293, section 3.10.7.4, has it checked in TIME-WAIT as in any state; executed on Linux 6.18: elsewhere it is ignored.
        let in_sequence = rst.seq == self.end(sender).nxt;
        self.end_mut(sender).apply(Event::SentRst, Basis::Sent);
        if in_sequence && self.end(peer).state == State::TimeWait {
            // RFC 1337: the assassination of TIME-WAIT.
            self.end_mut(peer).apply(Event::GotRst, Basis::Received);
        }
        (Step::RstAfterClose, Why::ResetAfterEnd)
    }
}
