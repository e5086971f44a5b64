//! Segments with FIN: each direction closes by itself.

use crate::classify::coverage::Coverage;
use crate::classify::observe::Finding;
use crate::classify::ordinary::Ordinary;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::Mark;
use crate::endpoint::event::Event;
use crate::endpoint::state::State;
use crate::flow::Flow;
use crate::note::{Note, Notes};
use crate::outcome::CloseKind;
use crate::reason::Why;
use crate::stage::Stage;
use crate::step::Step;

impl Ordinary<'_> {
    /// Whether its FIN can be the end of what its sender sent.
    ///
    /// One where the SYN stood is old for the receiver, which drops it (RFC 9293, section 3.10.7.4). One where the last octet stood
    /// counts until that is acknowledged: nobody ends where its own data are, so that octet was another's, or in a packet that no receiver
    /// takes.
    fn brings_fin(&self) -> bool {
        let (end, own, other) = (self.segment.end(), &self.own, &self.other);
        let is_syn = own.is(Mark::IsnKnown) && end == own.iss + 1;
        let is_data = own.is(Mark::SentData) && !end.after(own.captured);
        let was_taken = other.is(Mark::AckKnown) && !other.ack.before(end);
        match self.coverage {
            None => false,
            Some(Coverage::Old) => end == own.nxt && !is_syn && !(is_data && was_taken),
            Some(_) => true,
        }
    }

    /// Whether it acknowledges the peer's FIN only because it comes again: its sender acknowledged that before, in a segment whose
    /// number lies beyond this FIN, so the FIN was sent first, crossing the peer's.
    fn came_first(&self) -> bool {
        self.coverage == Some(Coverage::IntoHole)
            && self.segment.end() == self.own.nxt
            && self.other.is(Mark::FinAcked)
    }
}

impl Flow {
    /// Which of the two FINs it is, or the same again.
    pub(crate) fn label_fin(&mut self, seen: &Ordinary<'_>, notes: &mut Notes) -> Finding {
        let (segment, own, other) = (seen.segment, &seen.own, &seen.other);
        let (ack, octets) = (segment.ack, segment.payload_len);
        let fin = segment.end() - 1;
        if self.completes_handshake(seen) {
            self.finish_handshake(segment.time.since(self.first_time()));
        }
        if !own.is(Mark::SentFin) && !seen.brings_fin() {
            // Its number lies where octets were sent before, or nowhere near: no FIN of this connection.
            notes.insert(Note::FinMoved);
            return if octets > 0 { Flow::label_data(seen, notes) } else { self.label_no_fin(seen) };
        }
        if own.is(Mark::SentFin) {
            if segment.end() != own.nxt {
                notes.insert(Note::FinMoved);
                return (Step::FinRetransmit, Why::FinElsewhere { fin, before: own.fin_seq() });
            }
            if seen.acknowledges_fin() && !other.is(Mark::FinAcked) {
                let peer_fin = other.fin_seq();
                return (Step::FinRetransmit, Why::FinAgainAcknowledgesFin { fin, ack, peer_fin });
            }
            return (Step::FinRetransmit, Why::FinAgain { fin });
        }
        if !other.is(Mark::SentFin) {
            self.first_closer = Some(seen.sender);
            return (Step::FinFirst, Why::Fin { fin, octets, second: false });
        }
        let peer_fin = other.fin_seq();
        let (kind, finding) = if !seen.acknowledges_fin() {
            (CloseKind::Simultaneous, (Step::FinSimultaneous, Why::FinCrossesFin { fin, ack, peer_fin }))
        } else if other.is(Mark::FinAcked) {
            let kind = if seen.came_first() { CloseKind::Simultaneous } else { CloseKind::FourSegment };
            (kind, (Step::FinSecond, Why::Fin { fin, octets, second: true }))
        } else {
            (CloseKind::ThreeSegment, (Step::FinAckCombined, Why::FinAcknowledgesFin { fin, ack, peer_fin }))
        };
        self.close_kind = Some(kind);
        finding
    }

    /// A FIN that cannot be one: what else the segment does, and why it is no FIN unless it has more to tell.
    fn label_no_fin(&self, seen: &Ordinary<'_>) -> Finding {
        let (step, why) = self.label_acknowledgement(seen);
        let (fin, nxt) = (seen.segment.seq, seen.own.nxt);
        let used = seen.coverage == Some(Coverage::Old) && step.stage() != Stage::Close;
        (step, if used { Why::FinOnUsedNumber { fin, nxt } } else { why })
    }

    /// The sender's state after its FIN; a repeated one changes nothing.
    pub(crate) fn send_fin(&mut self, seen: &Ordinary<'_>, notes: &mut Notes) {
        // The law has it CLOSING as soon as the peer's FIN was seen; but a FIN that waits behind a hole has not arrived, and
        // until it does this end is in FIN-WAIT-1.
        let arrived = seen.other.fin_is_complete();
        let crosses = arrived && (!seen.acknowledges_fin() || seen.came_first());
        if seen.own.is(Mark::SentFin) {
            if seen.segment.end() != seen.own.nxt {
                return;
            }
            self.end_mut(seen.sender).mark(Mark::FinRepeated);
            let knows_peer = !seen.other.is(Mark::SentFin) || seen.acknowledges_fin();
            if knows_peer && seen.own.is(Mark::FinAcked) && self.lacks_answer(seen.segment, &seen.own) {
                notes.insert(Note::ReplyWasLost);
                self.end_mut(seen.sender).apply(Event::SentFinUnanswered, Basis::Sent);
            }
            return;
        }
        if !seen.brings_fin() {
            return;
        }
        let fin_end = seen.segment.end();
        if self.end(seen.sender).nxt.after(fin_end) {
            // What lay beyond was never this end's: nothing comes after its FIN.
            self.holes.clear(seen.sender);
            self.end_mut(seen.sender).nxt = fin_end;
        }
        let end = self.end_mut(seen.sender);
        if crosses {
            let basis = if end.state == State::CloseWait { Basis::Sent } else { Basis::Assumed };
            end.apply(Event::SentFinCrossed, basis);
        } else {
            end.apply(Event::SentFin, Basis::Sent);
        }
        end.mark(Mark::SentFin);
    }
}
