//! The usual segment of an open connection, decided where the flow lies.
//!
//! Nine segments in ten bring the next octets, or acknowledge some, between two ends that are open, with nothing missing and nothing
//! doubtful. For these, a few comparisons of packed numbers tell what the whole classifier would tell; for every other
//! segment they tell nothing, and change nothing.

use core::time::Duration;

use synfin_wire::segment::flags::Flags;

use crate::class::Class;
use crate::classify::acknowledgement::compare_acknowledgements;
use crate::classify::observe::Finding;
use crate::classify::ordinary::{FARTHEST_JUMP, reports_duplicate};
use crate::compat::kept::{Before, COMPLETE, OVER};
use crate::compat::wireshark::completeness_of_usual;
use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::Mark;
use crate::endpoint::state::State;
use crate::flow::shift;
use crate::note::{Note, Notes};
use crate::packed::U48;
use crate::reason::Why;
use crate::recent::{Memory, Sighting};
use crate::segment_vars::SegmentVars;
use crate::step::Step;
use crate::table::octets::Octets;
use crate::table::packed_end::{Facts, PackedEnd};
use crate::table::packed_flow::PackedFlow;
use crate::time::Moment;
use crate::verdict::Verdict;

/// What both ends must have done.
const DONE: u32 =
    Mark::Seen as u32 | Mark::NumbersKnown as u32 | Mark::AckKnown as u32 | Mark::WindowKnown as u32;

/// What neither end may have done.
const UNDONE: u32 = Mark::SentFin as u32
    | Mark::FinAcked as u32
    | Mark::OwesChallenge as u32
    | Mark::SentKeepAlive as u32
    | Mark::SentProbe as u32
    | Mark::ResetUnconfirmed as u32
    | Mark::ForeignAck as u32
    | Mark::HolesForgotten as u32;

/// Whether an end is open, and its numbers are beyond doubt.
#[inline]
fn is_plain(facts: Facts) -> bool {
    facts.state() == State::Established && facts.marks() & (DONE | UNDONE) == DONE
}

impl PackedFlow {
    /// Observes a segment of the usual kind as [`Flow::observe`](crate::flow::Flow::observe) would; none for any other, or in a flow
    /// where anything is out of the ordinary, with nothing changed.
    ///
    /// The verdict is written where it is wanted: copied while it is still on its way to the cache, it would be waited for.
    #[inline]
    pub(crate) fn observe_usual(
        &mut self,
        segment: &SegmentVars,
        sender: Direction,
        verdict: &mut Verdict,
    ) -> Option<()> {
        #[cfg(debug_assertions)]
        let before = *self;
        let decided = self.decide(segment, sender, verdict);
        // The fast way is held against the slow one wherever debug assertions are on, as in all tests and fuzz targets.
        #[cfg(debug_assertions)]
        before.assert_decided(self, segment, sender, decided.map(|()| &*verdict));
        decided
    }

    #[inline]
    fn decide(&mut self, segment: &SegmentVars, sender: Direction, verdict: &mut Verdict) -> Option<()> {
        let flags = segment.flags;
        let plain = flags.ack() && !flags.intersects(Flags::SYN | Flags::FIN | Flags::RST);
        let doubtful = segment.malformed | segment.bad_checksum;
        // A closed window is remembered of the flow, and is rare.
        if segment.window == 0 || !plain || doubtful || !self.is_open_and_complete() {
            return None;
        }
        let (own, peer) = (*sender.of(&self.ends), *sender.opposite().of(&self.ends));
        let (facts, peer_facts) = (own.facts(), peer.facts());
        if !is_plain(facts) || !is_plain(peer_facts) {
            return None;
        }
        // An acknowledgement of the SYN proves an open end.
        if facts.basis() != Basis::Sent && peer_facts.is(Mark::IsnKnown) {
            return None;
        }
        let nxt = own.nxt();
        let jump = segment.ack.since(peer.nxt());
        if segment.seq != nxt || jump > 0 || jump.unsigned_abs() >= FARTHEST_JUMP {
            return None;
        }
        let octets = segment.payload_len;
        let end = nxt + octets;
        let wraps_round = end.0.wrapping_sub(own.iss().0) < nxt.0.wrapping_sub(own.iss().0);
        let probes = octets == 1 && peer.window() == 0;
        let old = octets > 0 && !end.after(peer.ack());
        if octets >= FARTHEST_JUMP || wraps_round || probes || old {
            return None;
        }
        let older = |ts_val: u32| ts_val.wrapping_sub(own.ts_recent()).cast_signed() < 0;
        if facts.is(Mark::Timestamps) && segment.ts_val.is_some_and(older) {
            return None;
        }
        let sent = own.sent_after(segment.ip_len)?;
        let time = self.times(segment)?;
        let finding = if octets > 0 {
            (Step::Data, Why::NewOctets { seq: segment.seq, octets })
        } else {
            if segment.ack.before(own.ack()) {
                return None;
            }
            let [window, before] = own.windows_before(segment.window, peer_facts);
            compare_acknowledgements(segment, own.ack(), window, before)
        };
        let now = Memory::of(segment, sender);
        let notes = match self.recent.look_for(segment, now, time.idle) {
            Sighting::Again => return None,
            Sighting::PerhapsAgain => Notes::EMPTY.with(Note::MaybeCaptureDuplicate),
            Sighting::First => Notes::EMPTY,
        };
        if self.compat.is(COMPLETE | OVER) || self.compat.history.is_empty() {
            return None;
        }

        // From here on it is decided.
        self.recent.remember(now, time.idle);
        self.last_time = Octets::low_of(time.since_first);
        self.last_frame = Octets::low_of(time.frames_since_first);
        let before = Before::usual(time.idle, own.iss(), nxt);
        self.compat.mark(completeness_of_usual(octets));
        self.compat.tell_zeek_of_usual(segment, sender, &before);
        let end_of_flow = sender.of_mut(&mut self.ends);
        end_of_flow.send(segment, end, sent, peer_facts);
        if let Some(ts_val) = segment.ts_val
            && (!segment.seq.after(peer.ack()) || !facts.is(Mark::Timestamps))
        {
            end_of_flow.keep_timestamp(ts_val);
        }
        let notes = notes
            .with_if(time.backwards, Note::TimeBackwards)
            .with_if(segment.truncated, Note::Truncated)
            .with_if(reports_duplicate(segment), Note::Dsack);
        *verdict = tell(segment, sender, (own, peer), notes, finding);
        Some(())
    }

    /// Whether it is open in both directions, with nothing that was not captured and nothing that is counted beyond its packed octets.
    #[inline]
    fn is_open_and_complete(&self) -> bool {
        let facts = self.facts();
        facts.class() == Class::Established && facts.all_captured() && facts.is_joined_or_open()
    }

    /// What a segment's stamps come to; none if they do not fit.
    #[inline]
    fn times(&self, segment: &SegmentVars) -> Option<Times> {
        let first = self.first_time.get();
        let last = Moment(first.wrapping_add(self.last_time.get()) as i64);
        let backwards = segment.time < last;
        let latest = if backwards { last } else { segment.time };
        let since_first = (latest.0 as u64).wrapping_sub(first);
        let frames_since_first = segment.frame.wrapping_sub(self.first_frame.get()) & U48::MAX;
        let beyond = Octets::<6>::high_of(since_first) | Octets::<4>::high_of(frames_since_first);
        let fits = beyond == 0 && segment.frame <= U48::MAX;
        fits.then_some(Times { since_first, frames_since_first, idle: segment.time.since(last), backwards })
    }

    /// Reads something of each line of the cache that it lies in.
    #[inline]
    pub(crate) fn approach(&self) -> u32 {
        let [originator, responder] = &self.ends;
        let ends = originator.facts().marks() ^ responder.facts().marks();
        let middle = u32::from(self.compat.completeness());
        ends ^ middle ^ self.facts.word()
    }

    #[cfg(debug_assertions)]
    fn assert_decided(
        self,
        after: &PackedFlow,
        segment: &SegmentVars,
        sender: Direction,
        verdict: Option<&Verdict>,
    ) {
        use crate::flow::Flow;
        use crate::table::measured::Measured;

        let Some(verdict) = verdict else {
            assert_eq!(self, *after, "an undecided segment changed something");
            return;
        };
        let mut flow = Flow::BLANK;
        self.unpack(&mut flow);
        assert!(
            !flow.is_foreign(segment, sender),
            "a foreign segment was taken for a usual one: {segment:?}"
        );
        let slow = flow.observe(segment, sender);
        let measured = Measured::of(&flow);
        let mut packed = self;
        packed.pack(&flow, &measured);
        assert_eq!(*verdict, slow, "{segment:?}");
        assert!(!measured.needs_rare, "{segment:?}");
        assert_eq!(packed, *after, "{segment:?}");
    }
}

/// What a segment's stamps come to.
struct Times {
    /// From the flow's first segment to its latest, in nanoseconds.
    since_first: u64,
    frames_since_first: u64,
    /// Since the flow's segment before.
    idle: Duration,
    backwards: bool,
}

#[inline]
fn tell(
    segment: &SegmentVars,
    sender: Direction,
    (own, peer): (PackedEnd, PackedEnd),
    notes: Notes,
    (step, why): Finding,
) -> Verdict {
    let (facts, peer_facts) = (own.facts(), peer.facts());
    let states = [facts, peer_facts].map(|facts| (State::Established, facts.basis()));
    let [originator, responder] = match sender {
        Direction::Originator => states,
        Direction::Responder => [states[1], states[0]],
    };
    let scale = shift(facts.marks(), peer_facts.marks(), own.window_scale());
    Verdict {
        sender,
        step,
        notes,
        originator,
        responder,
        rel_seq: facts.is(Mark::IsnKnown).then(|| own.relative_to_isn(segment.seq)),
        rel_ack: peer_facts.is(Mark::IsnKnown).then(|| peer.relative_to_isn(segment.ack)),
        window_scaled: scale.map(|shift| u32::from(segment.window) << shift),
        why,
    }
}
