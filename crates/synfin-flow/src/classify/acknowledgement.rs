//! Segments that bring nothing new: acknowledgements, window updates and probes.

use synfin_wire::segment::seq::Seq;

use crate::classify::observe::Finding;
use crate::classify::ordinary::{AckPlace, Ordinary};
use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::reason::Why;
use crate::segment_vars::SegmentVars;
use crate::step::Step;

impl Flow {
    /// A segment that only provokes an answer: one number below the next, or one octet against a closed window.
    pub(crate) fn label_probe(seen: &Ordinary<'_>) -> Option<Finding> {
        let (segment, own) = (seen.segment, &seen.own);
        let window_closed = seen.other.is(Mark::WindowKnown) && seen.other.window == 0;
        let below = segment.seq == own.nxt - 1;
        if segment.payload_len > 1 || own.is(Mark::SentFin) {
            return None;
        }
        if window_closed && (below || (segment.payload_len == 1 && segment.seq == own.nxt)) {
            return Some((Step::ZeroWindowProbe, Why::AsksForWindow { seq: segment.seq, nxt: own.nxt }));
        }
        // An octet that nobody acknowledged yet is sent again for its own sake.
        let acknowledged =
            segment.payload_len == 0 || (seen.other.is(Mark::AckKnown) && !seen.other.ack.before(own.nxt));
        (below && acknowledged).then_some((
            Step::KeepAlive,
            Why::AsksWhetherAlive { seq: segment.seq, nxt: own.nxt, octets: segment.payload_len },
        ))
    }

    /// A bare ACK.
    pub(crate) fn label_acknowledgement(&self, seen: &Ordinary<'_>) -> Finding {
        let (segment, own, other) = (seen.segment, &seen.own, &seen.other);
        let ack = segment.ack;
        if seen.acknowledges_fin() && !other.is(Mark::FinAcked) {
            let step =
                if self.first_closer == Some(seen.peer) { Step::FinFirstAck } else { Step::FinSecondAck };
            let both = own.is(Mark::SentFin) && own.is(Mark::FinAcked);
            let peer_fin = other.fin_seq();
            // Of FINs that cross, either may be acknowledged first; the steps are numbered by the FIN that they speak of.
            let why = if step == Step::FinSecondAck && !both {
                Why::AcknowledgesSecondFinFirst { ack, peer_fin }
            } else {
                Why::AcknowledgesFin { ack, peer_fin, both }
            };
            return (step, why);
        }
        let window = self.in_octets(seen.sender, segment.window);
        let before = self.last_window(seen.sender);
        let same_window = window == before;
        let repeats = seen.repeats_ack();
        if repeats && same_window && other.is(Mark::SentKeepAlive) {
            return (Step::KeepAliveAck, Why::AnswersKeepAlive { ack });
        }
        if repeats && same_window && other.is(Mark::SentProbe) {
            return (Step::ZeroWindowProbeAck, Why::AnswersProbe { ack, window });
        }
        if seen.acknowledges_fin() && same_window && other.is(Mark::FinRepeated) {
            return (Step::FinReack, Why::AcknowledgesFinAgain { ack, peer_fin: other.fin_seq() });
        }
        let known = own.is(Mark::AckKnown);
        if seen.ack_place == AckPlace::Impossible && !(known && ack == own.ack) {
            return (Step::Ack, Why::AcknowledgesNeverSent { ack, highest: other.nxt });
        }
        if !known {
            return (Step::Ack, Why::AcknowledgesFirst { ack });
        }
        let before = if repeats { before } else { window };
        compare_acknowledgements(segment, own.ack, window, before)
    }
}

/// A bare ACK beside its sender's highest one before: the window in octets, and the window that it replaces if nothing else is new.
#[inline]
pub(crate) fn compare_acknowledgements(
    segment: &SegmentVars,
    highest: Seq,
    window: u32,
    before: u32,
) -> Finding {
    let ack = segment.ack;
    if ack.before(highest) {
        return (Step::Ack, Why::AcknowledgesLess { ack, before: highest });
    }
    if ack != highest {
        return (Step::Ack, Why::Acknowledges { ack, octets: ack.since(highest).unsigned_abs() });
    }
    if window == before {
        return (Step::AckDuplicate, Why::RepeatsAck { ack });
    }
    let step = if segment.window == 0 { Step::Ack } else { Step::WindowUpdate };
    (step, Why::MovesWindow { ack, before, now: window })
}
