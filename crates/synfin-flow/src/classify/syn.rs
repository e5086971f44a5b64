//! Segments with SYN: how a connection opens.

use synfin_wire::segment::seq::Seq;

use crate::classify::observe::Finding;
use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::Mark;
use crate::endpoint::event::Event;
use crate::endpoint::state::State;
use crate::flow::{Flow, Reset};
use crate::note::{Note, Notes};
use crate::outcome::{OpenKind, Roles};
use crate::reason::Why;
use crate::segment_vars::SegmentVars;
use crate::step::Step;

impl Flow {
    /// Whether a SYN without ACK belongs to this connection: its own SYN again, one that crosses the peer's, or one
    /// captured after its answer. Else it begins a new one.
    pub fn owns_syn(&self, syn: &SegmentVars, sender: Direction) -> bool {
        let (end, peer) = (self.end(sender), self.end(sender.opposite()));
        let again = end.is(Mark::SentSyn) && end.is(Mark::IsnKnown) && end.iss == syn.seq;
        // Also after a split handshake's ACK, which comes before its SYN.
        let crosses = !end.is(Mark::SentSyn)
            && !end.is(Mark::NumbersKnown)
            && peer.is(Mark::SentSyn)
            && peer.state == State::SynSent
            && self.reset.is_none();
        let after_answer = !end.is(Mark::SentSyn)
            && peer.is(Mark::SentSynAck)
            && peer.is(Mark::AckKnown)
            && end.is(Mark::IsnKnown)
            && end.iss == syn.seq;
        again || crosses || after_answer
    }

    /// A SYN without ACK.
    pub(crate) fn on_syn(&mut self, syn: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let peer = sender.opposite();
        *notes = notes.with_if(syn.payload_len > 0, Note::SynData);
        let isn = syn.seq;
        if self.end(sender).is(Mark::SentSyn) {
            return self.on_syn_again(syn, sender, notes);
        }
        if self.end(peer).is(Mark::SentSynAck) {
            notes.insert(Note::OutOfOrder);
            self.roles = Roles::Syn;
            self.attempts = self.attempts.saturating_add(1);
            self.offer(syn, sender);
            return (Step::Syn, Why::SynAfterItsAnswer { isn });
        }
        let crossed = self.end(peer).is(Mark::SentSyn);
        self.offer(syn, sender);
        self.end_mut(sender).begin_with_isn(isn);
        self.end_mut(sender).raise_nxt(syn.end());
        self.end_mut(sender).contig = syn.end();
        self.end_mut(sender).captured = syn.end();
        if crossed {
            self.open_kind = Some(OpenKind::Simultaneous);
            self.syn.stop(self.age());
            self.syn_ack.start(self.age());
            self.end_mut(sender).apply(Event::SentSynCrossed, Basis::Assumed);
            self.end_mut(peer).apply(Event::GotSyn, Basis::Received);
            return (Step::SynCrossed, Why::SynCrosses { isn, peer_isn: self.end(peer).iss });
        }
        self.ask(sender, isn, syn)
    }

    /// The first SYN, or the first after a refusal.
    fn ask(&mut self, sender: Direction, isn: Seq, syn: &SegmentVars) -> Finding {
        self.attempts = self.attempts.saturating_add(1);
        self.syn.start(self.age());
        self.open_kind = (syn.payload_len > 0).then_some(OpenKind::FastOpen);
        self.end_mut(sender).apply(Event::SentSyn, Basis::Sent);
        self.end_mut(sender.opposite()).apply(Event::GotSyn, Basis::Assumed);
        (Step::Syn, Why::FirstSyn { isn, octets: syn.payload_len })
    }

    /// A SYN from an end that sent one before.
    fn on_syn_again(&mut self, syn: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let peer = sender.opposite();
        let isn = syn.seq;
        if self.end(sender).iss != isn {
            notes.insert(Note::IsnChanged);
            return (Step::SynDuplicate, Why::SynIntoConnection { isn });
        }
        match self.reset {
            Some((Reset::Refused, _)) => {
                self.reset = None;
                self.ask(sender, isn, syn);
                return (Step::SynRetransmit, Why::SynAfterRefusal { isn, attempt: self.attempts });
            }
            Some(_) => {
                // A listener answers it, whatever became of the connection before.
                self.end_mut(peer).assume(State::SynReceived, Basis::Assumed);
                return (Step::SynDuplicate, Why::SynIntoConnection { isn });
            }
            None => {}
        }
        let (own, other) = (self.end(sender), self.end(peer));
        // It has the answer already, or the connection is over: this SYN is an old one.
        let past = own.is(Mark::SentFin) || other.is(Mark::SentFin);
        let open = own.state.is_synchronized() && other.state.is_synchronized();
        if open || past {
            self.end_mut(peer).mark(Mark::OwesChallenge);
            return (Step::SynDuplicate, Why::SynIntoConnection { isn });
        }
        let unanswered = own.state == State::Established && own.basis == Basis::Assumed;
        self.attempts = self.attempts.saturating_add(1);
        self.syn.start(self.age());
        if unanswered {
            notes.insert(Note::ReplyWasLost);
            self.end_mut(sender).apply(Event::SentSynAgain, Basis::Sent);
        }
        (Step::SynRetransmit, Why::SynAgain { isn, attempt: self.attempts })
    }

    /// A SYN with ACK.
    pub(crate) fn on_syn_ack(
        &mut self,
        syn_ack: &SegmentVars,
        sender: Direction,
        notes: &mut Notes,
    ) -> Finding {
        let peer = sender.opposite();
        let isn = syn_ack.seq;
        let refused = matches!(self.reset, Some((Reset::Refused, _)));
        if refused
            && !self.end(sender).is(Mark::SentSynAck)
            && self.end(peer).is(Mark::IsnKnown)
            && self.end(peer).has_sent_before(syn_ack.ack)
        {
            // The end that seemed to refuse answers: whether the peer, who was told of a refusal, still wants it, its next segment tells.
            let finding = self.answer(syn_ack, sender, notes);
            self.end_mut(peer).assume(State::Closed, Basis::Received);
            return finding;
        }
        if self.reset.is_some() {
            if self.end(sender).state == State::SynReceived {
                self.end_mut(sender).apply(Event::SentSynAck, Basis::Sent);
            }
            return (Step::StrayAfterReset, Why::AfterReset);
        }
        if !self.any(Mark::NumbersKnown) {
            return self.on_first_syn_ack(syn_ack, sender, notes);
        }
        if !self.end(peer).is(Mark::IsnKnown) {
            return self.on_late_syn_ack(syn_ack, sender, notes);
        }
        let asked = self.end(peer);
        let answers = self.end(peer).has_sent_before(syn_ack.ack);
        let own = self.end(sender);
        // Both FINs are acknowledged: whatever comes late opens nothing again.
        let over = own.is(Mark::FinAcked) && asked.is(Mark::FinAcked);
        let again = own.iss == isn && (own.is(Mark::SentSynAck) || over);
        if again {
            if self.end(peer).state == State::SynSent && answers {
                // The SYN came again in between; here is its answer.
                self.end_mut(peer).apply(Event::GotSynAck, Basis::Assumed);
            }
            if !self.handshake_done {
                self.syn_ack.start(self.age());
            } else if self.lacks_answer(syn_ack, self.end(sender)) {
                notes.insert(Note::ReplyWasLost);
                self.end_mut(sender).apply(Event::SentSynAckUnanswered, Basis::Sent);
            }
            if let Some(ts_val) = syn_ack.ts_val {
                self.end_mut(sender).ts_recent = ts_val;
            }
            return (Step::SynAckRetransmit, Why::SynAckAgain { isn });
        }
        if !answers {
            notes.insert(Note::BadAck);
            let expected = asked.iss + 1;
            if asked.state == State::SynSent {
                self.remember_foreign_ack(sender, syn_ack.ack);
            }
            return (Step::SynAckInvalid, Why::SynAckForNothing { ack: syn_ack.ack, expected });
        }
        let repeats_isn = own.iss == isn;
        if self.open_kind == Some(OpenKind::Split) && repeats_isn {
            // Seen before it, the peer's acknowledgement seemed to split the handshake; the SYN-ACK only came late.
            self.open_kind = Some(OpenKind::Simultaneous);
        }
        let own = self.end(sender);
        let only_asked = own.is(Mark::SentSyn) && own.basis == Basis::Assumed && !self.handshake_done;
        if only_asked && repeats_isn {
            // Whoever answers with the ISN that it asked with has got a SYN: the peer's, told as one of the connection before.
            self.open_kind = Some(OpenKind::Simultaneous);
        }
        let own = self.end(sender);
        let crossed = self.open_kind == Some(OpenKind::Simultaneous) && repeats_isn;
        if over || (own.state.is_synchronized() && own.is(Mark::Seen) && !crossed) {
            notes.insert(Note::IsnChanged);
            let before = own.iss;
            return (Step::SynAckInvalid, Why::SynAckChangesIsn { isn, before });
        }
        if own.is(Mark::SentSynAck) || (own.is(Mark::SentSyn) && own.iss != isn) {
            notes.insert(Note::IsnChanged);
            self.holes.clear(sender);
        }
        self.answer(syn_ack, sender, notes)
    }

    /// A SYN-ACK that answers the peer's SYN.
    fn answer(&mut self, syn_ack: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let peer = sender.opposite();
        let isn = syn_ack.seq;
        self.offer(syn_ack, sender);
        let crossed = self.open_kind == Some(OpenKind::Simultaneous);
        if !crossed || !self.end(sender).is(Mark::IsnKnown) || self.end(sender).iss != isn {
            self.end_mut(sender).begin_with_isn(isn);
        }
        let end = syn_ack.end();
        self.end_mut(sender).raise_nxt(end);
        self.end_mut(sender).contig = self.end(sender).contig.latest(end);
        self.end_mut(sender).captured = self.end(sender).captured.latest(end);
        self.end_mut(sender).mark(Mark::SentSynAck);
        self.end_mut(sender).ack = syn_ack.ack;
        self.end_mut(sender).mark(Mark::AckKnown);
        self.end_mut(sender).unmark(Mark::ForeignAck);
        let asked = self.end(peer);
        let accepted = syn_ack.ack.since(asked.iss + 1).unsigned_abs();
        if syn_ack.ack.before(asked.nxt) && self.open_kind == Some(OpenKind::FastOpen) {
            // RFC 7413, section 4.2.2: what the SYN-ACK does not acknowledge is sent again.
            notes.insert(Note::TfoDataNotAccepted);
            let peer = self.end_mut(peer);
            peer.nxt = syn_ack.ack;
            peer.contig = syn_ack.ack;
            peer.captured = syn_ack.ack;
            peer.mark(Mark::SynDataRefused);
        }
        if self.open_kind.is_none() {
            self.open_kind = Some(OpenKind::ThreeWay);
        }
        if !crossed {
            self.syn.stop(self.age());
            self.syn_ack.start(self.age());
        }
        let peer_isn = self.end(peer).iss;
        self.end_mut(peer).apply(Event::GotSynAck, Basis::Assumed);
        if syn_ack.flags.fin() {
            notes.insert(Note::FinInSynAck);
            self.end_mut(sender).apply(Event::SentSynAckFin, Basis::Sent);
            self.end_mut(sender).mark(Mark::SentFin);
            self.first_closer = self.first_closer.or(Some(sender));
            self.end_mut(peer).apply(Event::GotFin, Basis::Assumed);
        } else {
            self.end_mut(sender).apply(Event::SentSynAck, Basis::Sent);
        }
        (Step::SynAck, Why::AcknowledgesSyn { ack: syn_ack.ack, peer_isn, isn, octets: accepted })
    }

    /// A SYN-ACK with nothing before it.
    fn on_first_syn_ack(&mut self, syn_ack: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        notes.insert(Note::SynUnseen);
        let peer = sender.opposite();
        self.end_mut(peer).begin_with_isn(syn_ack.ack - 1);
        self.end_mut(peer).assume(State::SynSent, Basis::Assumed);
        self.answer(syn_ack, sender, notes);
        (Step::SynAck, Why::AcknowledgesUnseenSyn { ack: syn_ack.ack, isn: syn_ack.seq })
    }

    /// Whoever sends a SYN-ACK answers, whatever the ports said; returns the sender by its right role.
    pub(crate) fn correct_roles(&mut self, segment: &SegmentVars, sender: Direction) -> Direction {
        let flags = segment.flags;
        let tells = flags.syn() && flags.ack() && !flags.rst() && !segment.malformed;
        if !tells || self.roles != Roles::Guess || !self.was_sent_late(segment, sender) {
            return sender;
        }
        self.roles = Roles::SynAck;
        if sender == Direction::Originator {
            self.swap_roles();
        }
        Direction::Responder
    }

    /// Whether a SYN-ACK's own octets follow it in numbers that came before it: it was captured after what was sent later.
    fn was_sent_late(&self, syn_ack: &SegmentVars, sender: Direction) -> bool {
        let own = self.end(sender);
        own.is(Mark::NumbersKnown) && !own.is(Mark::IsnKnown) && !(syn_ack.seq + 1).after(own.contig)
    }

    /// A SYN-ACK into a connection that was joined after its SYN.
    fn on_late_syn_ack(&mut self, syn_ack: &SegmentVars, sender: Direction, notes: &mut Notes) -> Finding {
        let isn = syn_ack.seq;
        if self.was_sent_late(syn_ack, sender) {
            notes.insert(Note::OutOfOrder);
            return (Step::SynAckRetransmit, Why::SynAckAgain { isn });
        }
        let (own, other) = (self.end(sender), self.end(sender.opposite()));
        if own.is(Mark::SentSyn) && own.iss == isn && !other.is(Mark::NumbersKnown) {
            // Both ends ask at once, and the other's SYN was not captured, or told as one of the connection before.
            self.open_kind = Some(OpenKind::Simultaneous);
            return self.on_first_syn_ack(syn_ack, sender, notes);
        }
        notes.insert(Note::BadAck);
        let expected = self.end(sender.opposite()).nxt;
        (Step::SynAckInvalid, Why::SynAckForNothing { ack: syn_ack.ack, expected })
    }

    /// Keeps an acknowledgement number that this connection cannot have brought about.
    pub(crate) fn remember_foreign_ack(&mut self, sender: Direction, ack: Seq) {
        let end = self.end_mut(sender);
        end.ack = ack;
        end.mark(Mark::AckKnown);
        end.mark(Mark::ForeignAck);
    }

    /// What a SYN offers.
    fn offer(&mut self, syn: &SegmentVars, sender: Direction) {
        let end = self.end_mut(sender);
        end.mark(Mark::SentSyn);
        if let Some(mss) = syn.mss {
            end.mss = mss;
            end.mark(Mark::MssKnown);
        }
        if let Some(shift) = syn.window_scale {
            end.window_scale = shift;
            end.mark(Mark::ScaleKnown);
        }
        end.set(Mark::SackPermitted, syn.sack_permitted);
        if let Some(ts_val) = syn.ts_val {
            end.ts_recent = ts_val;
            end.mark(Mark::Timestamps);
        }
    }
}
