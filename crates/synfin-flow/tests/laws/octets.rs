//! Octets counted in sequence space agree with a set that holds every single one of them.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::{any, proptest};
use proptest::prop_assert_eq;
use synfin_flow::direction::Direction;
use synfin_flow::flow::Flow;
use synfin_flow::note::Note;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::step::Step;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::segments::cases;

/// The initial number of the end that only acknowledges.
const RESPONDER: u32 = 9_000;

/// A connection just opened, its originator's first octet at `first`.
fn open(first: Seq) -> Flow {
    let segment = |seq, ack, flags| SegmentVars { seq, ack, flags, window: 65_535, ..SegmentVars::default() };
    let syn = segment(first - 1, Seq(0), Flags::SYN);
    let (mut flow, sender) = Flow::open(&syn, 40_000, 50_000);
    flow.observe(&syn, sender);
    flow.observe(&segment(Seq(RESPONDER), first, Flags::SYN | Flags::ACK), sender.opposite());
    flow.observe(&segment(first, Seq(RESPONDER + 1), Flags::ACK), sender);
    flow
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn payload_missing_and_repeated_octets_are_those_of_a_set(
        first in any::<u32>(), parts in vec((0..60_u32, 1..12_u32, any::<bool>()), 1..24),
    ) {
        let first = Seq(first);
        let mut flow = open(first);
        let (mut captured, mut acknowledged) = (BTreeSet::new(), 0_u32);
        let mut retransmits = 0;
        let mut frame = 3;
        for (start, length, answered) in parts {
            frame += 1;
            // Never below what the peer has acknowledged without the capture having it: whether such octets are late or sent
            // again cannot be known from their numbers alone.
            let start = if start < acknowledged { acknowledged } else { start };
            let data = SegmentVars {
                frame,
                seq: first + start,
                ack: Seq(RESPONDER + 1),
                flags: Flags::ACK,
                window: 65_535,
                payload_len: length,
                identification: Some(frame as u16),
                ..SegmentVars::default()
            };
            let verdict = flow.observe(&data, Direction::Originator);
            if verdict.notes.contains(Note::HolesOverflow) {
                // What is forgotten cannot be counted; it is told.
                return Ok(());
            }
            let octets: Vec<u32> = (start..start + length).collect();
            let is_new = octets.iter().any(|octet| !captured.contains(octet));
            if verdict.step != Step::KeepAlive {
                prop_assert_eq!(verdict.step == Step::DataRetransmit, !is_new, "{}", verdict.reason());
            }
            retransmits += u32::from(verdict.step == Step::DataRetransmit);
            captured.extend(octets);
            if answered {
                frame += 1;
                acknowledged = captured.last().map_or(0, |last| last + 1);
                let ack = SegmentVars {
                    frame,
                    seq: Seq(RESPONDER + 1),
                    ack: first + acknowledged,
                    identification: Some(frame as u16),
                    payload_len: 0,
                    ..data
                };
                flow.observe(&ack, Direction::Responder);
            }
            let tally = flow.tally(Direction::Originator);
            let missed = (0..acknowledged).filter(|octet| !captured.contains(octet)).count() as u64;
            prop_assert_eq!(tally.payload_bytes, captured.len() as u64, "after frame {}", frame);
            prop_assert_eq!(tally.missed_bytes, missed, "after frame {}", frame);
            prop_assert_eq!(tally.retransmits, retransmits);
        }
    }
}
