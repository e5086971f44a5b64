//! Segments that bring nothing new: acknowledgements, window updates and probes.

use crate::classify::observe::Finding;
use crate::classify::ordinary::{AckPlace, Ordinary};
use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::reason::Why;
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
            return (step, Why::AcknowledgesFin { ack, peer_fin: other.fin_seq(), both });
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
        if seen.acknowledges_fin() && other.is(Mark::FinRepeated) {
            return (Step::FinReack, Why::AcknowledgesFinAgain { ack, peer_fin: other.fin_seq() });
        }
        if repeats && !same_window {
            let step = if segment.window == 0 { Step::Ack } else { Step::WindowUpdate };
            return (step, Why::MovesWindow { ack, before, now: window });
        }
        if own.is(Mark::AckKnown) && ack == own.ack {
            return (Step::AckDuplicate, Why::RepeatsAck { ack });
        }
        if seen.ack_place == AckPlace::Impossible {
            return (Step::Ack, Why::AcknowledgesNeverSent { ack, highest: other.nxt });
        }
        if !own.is(Mark::AckKnown) {
            return (Step::Ack, Why::AcknowledgesFirst { ack });
        }
        if ack.before(own.ack) {
            return (Step::Ack, Why::AcknowledgesLess { ack, before: own.ack });
        }
        let octets = ack.since(own.ack).unsigned_abs();
        (Step::Ack, Why::Acknowledges { ack, octets })
    }
}
