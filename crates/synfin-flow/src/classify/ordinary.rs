//! Segments with ACK and neither SYN nor RST: the end of the handshake, data, and the close.

use core::ops::ControlFlow;

use synfin_wire::segment::seq::Seq;

use crate::classify::coverage::Coverage;
use crate::classify::observe::Finding;
use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::{End, Mark};
use crate::endpoint::event::Event;
use crate::endpoint::state::State;
use crate::flow::{Flow, Reset};
use crate::note::{Note, Notes};
use crate::outcome::{OpenKind, Start};
use crate::reason::Why;
use crate::segment_vars::SegmentVars;
use crate::step::Step;

/// A jump of an acknowledgement number beyond this is no loss of the capture.
pub(crate) const FARTHEST_JUMP: u32 = 1 << 30;

/// An end whose SYN-ACK was not captured may acknowledge so much more than the SYN.
const FARTHEST_ANSWER: i32 = 1 << 20;

/// How the acknowledgement number of a segment lies to what the peer sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AckPlace {
    /// Within what the peer sent.
    Seen,
    /// Beyond it: the capture missed something.
    Unseen,
    /// Of nothing that the peer can have sent.
    Impossible,
}

/// One ordinary segment, looked at once: what the chapters below need to know, as it was before the segment.
pub(crate) struct Ordinary<'a> {
    pub(crate) segment: &'a SegmentVars,
    pub(crate) sender: Direction,
    pub(crate) peer: Direction,
    /// The sender before the segment.
    pub(crate) own: End,
    /// The peer before the segment.
    pub(crate) other: End,
    pub(crate) ack_place: AckPlace,
    /// The peer drops it as old: all of it lies before what the peer has acknowledged (RFC 9293, section 3.10.7.4).
    pub(crate) old: bool,
    /// How its octets and FIN lie to what was sent before; none if it has neither.
    pub(crate) coverage: Option<Coverage>,
}

impl Ordinary<'_> {
    /// Whether it acknowledges the peer's SYN, and nothing impossible.
    pub(crate) fn acknowledges_syn(&self) -> bool {
        self.other.is(Mark::IsnKnown)
            && self.segment.ack.after(self.other.iss)
            && self.ack_place != AckPlace::Impossible
    }

    /// Whether it acknowledges the peer's FIN.
    pub(crate) fn acknowledges_fin(&self) -> bool {
        self.other.is(Mark::SentFin) && self.segment.ack == self.other.nxt
    }

    /// Whether its octets or FIN end just where the peer has acknowledged them.
    ///
    /// RFC 9293, section 3.10.7.4, has the peer drop it; but Linux drops only what ends before (`tcp_sequence`, executed on 6.18), and
    /// takes the acknowledgement of its FIN from a FIN or data that come again.
    fn ends_where_acknowledged(&self) -> bool {
        let in_time = self.segment.ts_val.is_none_or(|ts_val| !is_older(ts_val, &self.own));
        self.segment.end() == self.other.ack && !self.is_bare() && in_time
    }

    /// Whether it only acknowledges.
    pub(crate) fn is_bare(&self) -> bool {
        self.segment.is_empty()
    }

    /// Whether it is bare, where the sender's numbers stand, and repeats the last acknowledgement.
    pub(crate) fn repeats_ack(&self) -> bool {
        self.is_bare()
            && self.segment.seq == self.own.nxt
            && self.own.is(Mark::AckKnown)
            && self.segment.ack == self.own.ack
    }
}

impl Flow {
    /// A segment with ACK and neither SYN nor RST.
    pub(crate) fn on_ordinary(
        &mut self,
        segment: &SegmentVars,
        sender: Direction,
        notes: &mut Notes,
    ) -> Finding {
        self.take_back_reset(segment, sender, notes);
        self.take_back_refusal(segment, sender, notes);
        if matches!(self.reset, Some((Reset::Stray, _))) {
            // It was not alone: the connection lives, and is joined here.
            self.reset = None;
            notes.insert(Note::RstWasForgedOrStale);
        }
        if self.reset.is_some() {
            let step = if segment.payload_len > 0 { Step::DataAfterReset } else { Step::StrayAfterReset };
            return (step, Why::AfterReset);
        }
        if let ControlFlow::Break(finding) = self.learn_numbers(segment, sender, notes) {
            return finding;
        }
        let seen = self.look_at(segment, sender, notes);
        let finding = self.label(&seen, notes);
        self.move_sender(&seen, notes);
        self.move_receiver(&seen);
        self.take_acknowledgement(&seen);
        finding
    }

    /// An end that goes on after a reset of its own did not send that reset.
    fn take_back_reset(&mut self, segment: &SegmentVars, sender: Direction, notes: &mut Notes) {
        let end = self.end_mut(sender);
        if end.is(Mark::ResetUnconfirmed) && (segment.seq == end.nxt || segment.seq == end.contig) {
            notes.insert(Note::RstWasForgedOrStale);
            end.assume(end.state_before_reset, Basis::Sent);
            end.unmark(Mark::ResetUnconfirmed);
        }
    }

    /// A refused end that completes the handshake all the same was not refused by its peer.
    fn take_back_refusal(&mut self, segment: &SegmentVars, sender: Direction, notes: &mut Notes) {
        let answered = self.end(sender.opposite());
        let completes = answered.state == State::SynReceived
            && answered.is(Mark::SentSynAck)
            && segment.ack == answered.nxt
            && segment.seq == self.end(sender).nxt;
        if completes && matches!(self.reset, Some((Reset::Refused, _))) {
            notes.insert(Note::RstWasForgedOrStale);
            self.reset = None;
            self.end_mut(sender).assume(State::Established, Basis::Sent);
        }
    }

    /// Finds numbers to begin with where the capture joins late or lacks one direction.
    fn learn_numbers(
        &mut self,
        segment: &SegmentVars,
        sender: Direction,
        notes: &mut Notes,
    ) -> ControlFlow<Finding> {
        let peer = sender.opposite();
        let knows = |flow: &Flow, of| flow.end(of).is(Mark::NumbersKnown);
        match (knows(self, sender), knows(self, peer)) {
            (true, true) => {}
            (false, false) => {
                // Ours: a connection that the capture joins midway counts as established; no RFC speaks to an onlooker.
                notes.insert(Note::Midstream);
                self.set_start(Start::Midstream);
                for (of, number) in [(sender, segment.seq), (peer, segment.ack)] {
                    self.end_mut(of).begin_at(number);
                    self.end_mut(of).assume(State::Established, Basis::Assumed);
                }
            }
            (false, true) if segment.is_empty() || !self.may_answer(segment, peer) => {
                return ControlFlow::Break(self.on_ack_without_syn(segment, sender, notes));
            }
            (false, true) => {
                // The SYN-ACK was not captured: its sender talks as if it had been.
                notes.insert(Note::HandshakeAckUnseen);
                self.handshake_done = true;
                self.end_mut(sender).begin_at(segment.seq);
                self.end_mut(sender).assume(State::Established, Basis::Assumed);
                self.end_mut(peer).apply(Event::GotSynAck, Basis::Assumed);
            }
            (true, false) => {
                notes.insert(Note::PeerUnseen);
                self.end_mut(peer).begin_with_isn(segment.ack - 1);
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether it can come from an end whose SYN-ACK was not captured: it acknowledges the SYN, and not much more than that.
    fn may_answer(&self, segment: &SegmentVars, asker: Direction) -> bool {
        let asked = self.end(asker);
        segment.ack.after(asked.iss) && segment.ack.since(asked.nxt) < FARTHEST_ANSWER
    }

    /// A bare ACK for a SYN, from an end that sent no SYN: the first part of a split handshake, or the voice of an older connection.
    fn on_ack_without_syn(&mut self, segment: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let asked = self.end(sender.opposite());
        let (ack, expected) = (segment.ack, asked.iss + 1);
        if asked.has_sent_before(ack) {
            return (Step::SplitAck, Why::AcknowledgesSynOnly { ack });
        }
        notes.insert(Note::ForeignAck);
        self.remember_foreign_ack(sender, ack);
        (Step::ChallengeAck, Why::AcknowledgesOlderConnection { ack, expected })
    }

    /// Compares the segment's numbers with what both ends sent, and counts its octets.
    fn look_at<'a>(
        &mut self,
        segment: &'a SegmentVars,
        sender: Direction,
        notes: &mut Notes,
    ) -> Ordinary<'a> {
        let peer = sender.opposite();
        let (own, other) = (*self.end(sender), *self.end(peer));
        let jump = segment.ack.since(other.nxt);
        let ack_place = if jump <= 0 {
            if jump.unsigned_abs() < FARTHEST_JUMP { AckPlace::Seen } else { AckPlace::Impossible }
        } else if other.is(Mark::SentFin) || jump.unsigned_abs() >= FARTHEST_JUMP {
            AckPlace::Impossible
        } else {
            AckPlace::Unseen
        };
        *notes = notes
            .with_if(ack_place == AckPlace::Impossible, Note::BadAck)
            .with_if(ack_place == AckPlace::Unseen, Note::AckUnseen);
        let acked = other.is(Mark::AckKnown) && !other.is(Mark::ForeignAck);
        let old = acked
            && if segment.is_empty() {
                segment.seq.before(other.ack) && segment.seq != own.nxt
            } else {
                !segment.end().after(other.ack)
            };
        *notes = notes.with_if(reports_duplicate(segment), Note::Dsack);
        let paws_old = self.compare_timestamp(segment, sender, notes);
        let mut seen =
            Ordinary { segment, sender, peer, own, other, ack_place, old: old || paws_old, coverage: None };
        if !segment.is_empty() {
            seen.coverage = self.place_octets(&seen, notes);
        } else if segment.seq.after(own.nxt) {
            self.note_gap(segment.seq, sender, notes);
        } else if segment.seq.before(own.nxt) && segment.seq != own.nxt - 1 {
            notes.insert(Note::OutOfOrder);
        }
        seen
    }

    /// A bare segment beyond everything seen: octets before it were not captured.
    fn note_gap(&mut self, seq: Seq, sender: Direction, notes: &mut Notes) {
        let end = self.end_mut(sender);
        if end.is(Mark::SentFin) || seq.since(end.nxt).unsigned_abs() >= FARTHEST_JUMP {
            notes.insert(Note::ForeignSpace);
        } else {
            notes.insert(Note::Hole);
            end.raise_nxt(seq);
        }
    }

    /// Counts the segment's octets and FIN; none where its numbers cannot belong to the connection.
    fn place_octets(&mut self, seen: &Ordinary<'_>, notes: &mut Notes) -> Option<Coverage> {
        let (segment, own) = (seen.segment, &seen.own);
        if segment.seq.since(own.nxt).unsigned_abs() >= FARTHEST_JUMP {
            notes.insert(Note::ForeignSpace);
            return None;
        }
        if own.is(Mark::SentFin) && segment.end().after(own.nxt) {
            return None;
        }
        let coverage = self.cover(seen.sender, segment.seq, segment.end(), notes);
        match coverage {
            Coverage::BeyondHole => notes.insert(Note::Hole),
            Coverage::IntoHole => notes.insert(Note::FillsHole),
            Coverage::Late => notes.insert(Note::OutOfOrder),
            Coverage::New | Coverage::Old => {}
        }
        Some(coverage)
    }

    /// RFC 7323, section 5.3: keeps TS.Recent as the receiver does; true for a segment that is older than it.
    fn compare_timestamp(&mut self, segment: &SegmentVars, sender: Direction, notes: &mut Notes) -> bool {
        let Some(ts_val) = segment.ts_val else { return false };
        let last_ack = self.end(sender.opposite());
        let at_edge = !last_ack.is(Mark::AckKnown) || !segment.seq.after(last_ack.ack);
        let end = self.end_mut(sender);
        let older = is_older(ts_val, end);
        if older {
            notes.insert(Note::PawsOld);
        } else if at_edge || !end.is(Mark::Timestamps) {
            end.ts_recent = ts_val;
            end.mark(Mark::Timestamps);
        }
        older
    }

    /// What the segment is called: the first chapter that has a word for it.
    fn label(&mut self, seen: &Ordinary<'_>, notes: &mut Notes) -> Finding {
        if seen.own.is(Mark::OwesChallenge) && seen.repeats_ack() {
            return (Step::ChallengeAck, Why::AsksBack { ack: seen.segment.ack });
        }
        if seen.segment.flags.fin() {
            return self.label_fin(seen, notes);
        }
        if self.completes_handshake(seen) {
            self.finish_handshake(seen.segment.time.since(self.first_time()));
            let (ack, peer_isn, octets) = (seen.segment.ack, seen.other.iss, seen.segment.payload_len);
            return (Step::HandshakeAck, Why::CompletesHandshake { ack, peer_isn, octets });
        }
        if let Some(finding) = Flow::label_probe(seen) {
            return finding;
        }
        if seen.segment.payload_len > 0 {
            return Flow::label_data(seen, notes);
        }
        self.label_acknowledgement(seen)
    }

    /// Whether it is the third segment of the handshake.
    pub(crate) fn completes_handshake(&self, seen: &Ordinary<'_>) -> bool {
        let closes_early = seen.other.is(Mark::SentSynAck) && self.end(seen.peer).state == State::FinWait1;
        let waits = self.end(seen.peer).state == State::SynReceived || closes_early;
        let both_asked =
            self.open_kind == Some(OpenKind::Simultaneous) && seen.own.state == State::Established;
        !self.handshake_done
            && self.start() != Start::Midstream
            && seen.own.is(Mark::IsnKnown)
            && (waits || both_asked)
            && seen.acknowledges_syn()
            && !seen.old
            // More than the SYN-ACK is acknowledged, and the capture has none of it: the end may not have sent it.
            && (seen.ack_place == AckPlace::Seen || !seen.other.is(Mark::SentSynAck) || seen.other.is(Mark::SentData))
    }

    pub(crate) fn finish_handshake(&mut self, now: core::time::Duration) {
        self.handshake_done = true;
        self.syn_ack.stop(now);
        let answered = self.end(Direction::Responder).is(Mark::SentSynAck);
        self.open_kind = match self.open_kind {
            // The responder never sent a SYN-ACK: its SYN was the third of four segments.
            Some(OpenKind::Simultaneous) if !answered => Some(OpenKind::Split),
            kind => kind,
        };
    }

    /// Octets of payload.
    pub(crate) fn label_data(seen: &Ordinary<'_>, notes: &mut Notes) -> Finding {
        let (seq, octets) = (seen.segment.seq, seen.segment.payload_len);
        let own_fin = seen.own.is(Mark::SentFin);
        match seen.coverage {
            None if own_fin => {
                notes.insert(Note::DataAfterFin);
                (Step::DataAfterFin, Why::OctetsAfterOwnFin { seq, octets, fin: seen.own.fin_seq() })
            }
            Some(Coverage::Old) => {
                (Step::DataRetransmit, Why::OldOctets { seq, octets, known: seen.own.contig })
            }
            _ if seen.other.is(Mark::SentFin) && !own_fin => {
                let (ack, peer_fin) = (seen.segment.ack, seen.other.fin_seq());
                (Step::DataHalfClosed, Why::OctetsTowardClosedEnd { octets, ack, peer_fin })
            }
            Some(Coverage::BeyondHole) => {
                (Step::Data, Why::OctetsBeyondHole { seq, octets, expected: seen.own.nxt })
            }
            Some(Coverage::IntoHole) => (Step::Data, Why::OctetsIntoHole { seq, octets }),
            Some(Coverage::New) if seq.before(seen.own.nxt) => {
                let new = seen.segment.end().since(seen.own.nxt).unsigned_abs();
                (Step::Data, Why::PartlyNewOctets { seq, octets, new })
            }
            Some(Coverage::New | Coverage::Late) | None => (Step::Data, Why::NewOctets { seq, octets }),
        }
    }

    /// What the segment proves of the end that sent it.
    fn move_sender(&mut self, seen: &Ordinary<'_>, notes: &mut Notes) {
        let segment = seen.segment;
        let fast_open = self.open_kind == Some(OpenKind::FastOpen);
        if seen.acknowledges_syn() && seen.ack_place == AckPlace::Seen {
            self.end_mut(seen.sender).apply(Event::SentAckOfSyn, Basis::Sent);
        }
        let own = self.end(seen.sender);
        let beyond_syn = segment.ack.after(seen.other.iss + 1) && seen.acknowledges_syn();
        if own.state == State::SynReceived && !fast_open && (beyond_syn || segment.payload_len > 0) {
            if !self.handshake_done {
                notes.insert(Note::HandshakeAckUnseen);
                self.handshake_done = true;
            }
            self.end_mut(seen.sender).apply(Event::SentWhenOpen, Basis::Assumed);
        }
        if seen.acknowledges_fin() {
            self.end_mut(seen.sender).apply(Event::SentAckOfFin, Basis::Sent);
        }
        if segment.flags.fin() {
            self.send_fin(seen, notes);
        }
    }

    /// What the segment does to the end that it reaches, if it arrives.
    fn move_receiver(&mut self, seen: &Ordinary<'_>) {
        let believed = !seen.old && seen.ack_place == AckPlace::Seen;
        let basis = if seen.other.is(Mark::Seen) { Basis::Received } else { Basis::Assumed };
        let before = self.end(seen.peer).state;
        if believed && seen.acknowledges_syn() {
            self.end_mut(seen.peer).apply(Event::GotAckOfSyn, basis);
        }
        if seen.acknowledges_fin() && (believed || seen.ends_where_acknowledged()) {
            self.end_mut(seen.peer).apply(Event::GotAckOfFin, Basis::Received);
        }
        if self.end(seen.peer).state != before {
            self.note_answer(seen.peer);
        }
        if self.end(seen.sender).fin_is_complete() {
            self.end_mut(seen.peer).apply(Event::GotFin, Basis::Assumed);
        } else if self.fin_may_be_complete(seen.sender) {
            let peer = self.end_mut(seen.peer);
            peer.basis = peer.basis.min(Basis::Assumed);
        }
    }

    /// Keeps the acknowledgement number.
    fn take_acknowledgement(&mut self, seen: &Ordinary<'_>) {
        if seen.ack_place == AckPlace::Impossible {
            return;
        }
        let ack = seen.segment.ack;
        let end = self.end_mut(seen.sender);
        end.ack = if end.is(Mark::AckKnown) && !end.is(Mark::ForeignAck) { end.ack.latest(ack) } else { ack };
        end.mark(Mark::AckKnown);
        end.unmark(Mark::ForeignAck);
        self.cover_by_ack(seen.peer, ack);
        if seen.acknowledges_fin() {
            // Of a FIN that came again before its acknowledgement, the second acknowledgement answers the second FIN.
            if seen.other.is(Mark::FinAcked) {
                self.end_mut(seen.peer).unmark(Mark::FinRepeated);
            }
            self.end_mut(seen.peer).mark(Mark::FinAcked);
        }
    }
}

/// Whether a TSval is older than the one that the peer keeps of this end.
const fn is_older(ts_val: u32, of: &End) -> bool {
    of.is(Mark::Timestamps) && (ts_val.wrapping_sub(of.ts_recent) as i32) < 0
}

/// RFC 2883, section 4: whether the first SACK block tells of octets that came twice: below the acknowledgement number, or within
/// the second block.
#[inline]
pub(crate) fn reports_duplicate(segment: &SegmentVars) -> bool {
    let [Some((left, right)), second] = segment.sack else { return false };
    let below = !right.after(segment.ack);
    let within = second.is_some_and(|(from, to)| !left.before(from) && !right.after(to));
    below || within
}
