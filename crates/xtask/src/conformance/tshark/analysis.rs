//! Level three: which connection a segment belongs to, how complete that connection is, and what the segment means in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::conformance::columns::{FlowRow, SegmentRow};
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::tshark::compare::Capture;
use crate::conformance::tshark::row::TsharkRow;

/// `tshark.streams`, `tshark.completeness` and one figure for each mark of `tcp.analysis`.
pub(super) fn compare(capture: &Capture) -> Vec<Measure> {
    let pairs: Vec<(&TsharkRow, &SegmentRow)> = capture.pairs().collect();
    let partition = Partition::of(&pairs);
    let mut measures = vec![streams(capture, &pairs, &partition), completeness(capture, &pairs, &partition)];
    measures.extend(MARKS.iter().map(|mark| marks(capture, &pairs, mark)));
    measures
}

/// Which streams meet which flows.
struct Partition {
    flows_of: HashMap<u64, BTreeSet<u64>>,
    streams_of: HashMap<u64, BTreeSet<u64>>,
}

impl Partition {
    fn of(pairs: &[(&TsharkRow, &SegmentRow)]) -> Self {
        let mut partition = Self { flows_of: HashMap::new(), streams_of: HashMap::new() };
        for (theirs, ours) in pairs {
            if let Some(stream) = theirs.number("tcp.stream") {
                partition.flows_of.entry(stream).or_default().insert(ours.flow);
                partition.streams_of.entry(ours.flow).or_default().insert(stream);
            }
        }
        partition
    }

    /// Whether the stream and the flow hold the same segments.
    fn same(&self, stream: u64, flow: u64) -> bool {
        self.flows_of.get(&stream).is_some_and(|flows| flows.len() == 1 && flows.contains(&flow))
            && self.streams_of.get(&flow).is_some_and(|streams| streams.len() == 1)
    }
}

/// A segment agrees when its stream and its flow hold the same segments.
fn streams(capture: &Capture, pairs: &[(&TsharkRow, &SegmentRow)], partition: &Partition) -> Measure {
    let mut measure = Measure::new("tshark.streams", "segments", Some(99.0)).all_judged();
    for (theirs, ours) in pairs {
        let Some(stream) = theirs.number("tcp.stream") else { continue };
        let differs = (!partition.same(stream, ours.flow)).then(|| {
            let [flows, streams] = [partition.flows_of.get(&stream), partition.streams_of.get(&ours.flow)]
                .map(|numbers| format!("{:?}", numbers.into_iter().flatten().collect::<Vec<_>>()));
            let (theirs, own) = (
                format!("stream {stream} = flows {flows}"),
                format!("flow {} = streams {streams}", ours.flow),
            );
            Disagreement::new(&capture.name, ours.frame, "stream", theirs, own).about(about(ours))
        });
        measure.count(differs);
    }
    measure
}

/// One unit a connection that both cut out alike.
fn completeness(capture: &Capture, pairs: &[(&TsharkRow, &SegmentRow)], partition: &Partition) -> Measure {
    let mut measure = Measure::new("tshark.completeness", "connections", Some(99.5)).all_judged();
    let flows: HashMap<u64, &FlowRow> = capture.flows.iter().map(|flow| (flow.flow, flow)).collect();
    let mut last: BTreeMap<u64, (u64, u64, u64)> = BTreeMap::new();
    for (theirs, ours) in pairs {
        if let (Some(stream), Some(value)) = (theirs.number("tcp.stream"), theirs.number("tcp.completeness"))
            && partition.same(stream, ours.flow)
        {
            last.insert(stream, (ours.frame, ours.flow, value));
        }
    }
    for (frame, flow, theirs) in last.into_values() {
        let ours = flows.get(&flow).and_then(|row| row.wireshark_completeness).map(u64::from);
        let told = ours.map_or_else(|| "null".to_owned(), |value| value.to_string());
        let differs = (ours != Some(theirs)).then(|| {
            Disagreement::new(&capture.name, frame, "completeness", theirs, told)
                .about(format!("flow {flow}"))
        });
        measure.count(differs);
    }
    measure
}

/// A mark of tshark and the steps and notes of synfin that say the same.
struct Mark {
    measure: &'static str,
    /// tshark's fields, any of which sets the mark.
    fields: &'static [&'static str],
    /// Steps that say the same.
    steps: &'static [&'static str],
    /// Notes that say the same.
    notes: &'static [&'static str],
    /// Whether tshark sets the mark only on segments that occupy sequence numbers.
    only_numbers: bool,
    /// Whether every difference must be judged.
    all_judged: bool,
}

/// The bits SYN and FIN.
const SYN_AND_FIN: u16 = 0b11;

/// Whether a segment has octets of payload, a SYN or a FIN.
fn occupies_numbers(row: &SegmentRow) -> bool {
    row.payload_len > 0 || row.flags & SYN_AND_FIN != 0
}

/// tshark cuts retransmissions, reordering and fast retransmissions apart by time; synfin goes by sequence numbers alone,
/// so they are one mark here.
#[rustfmt::skip]
const MARKS: &[Mark] = &[
    Mark {
        measure: "tshark.seen_before",
        fields: &["tcp.analysis.retransmission", "tcp.analysis.out_of_order"],
        steps:  &["DATA_RETRANSMIT", "SYN_RETRANSMIT", "SYN_DUPLICATE", "SYN_ACK_RETRANSMIT", "FIN_RETRANSMIT", "CAPTURE_DUPLICATE"],
        notes:  &["fills-hole", "out-of-order"],
        only_numbers: true, all_judged: true,
    },
    Mark { measure: "tshark.duplicate_ack",     fields: &["tcp.analysis.duplicate_ack"],      steps: &["ACK_DUPLICATE", "CHALLENGE_ACK", "FIN_REACK"], notes: &[],              only_numbers: false, all_judged: true },
    Mark { measure: "tshark.keep_alive",        fields: &["tcp.analysis.keep_alive"],         steps: &["KEEP_ALIVE", "ZERO_WINDOW_PROBE"],             notes: &[],              only_numbers: false, all_judged: true },
    Mark { measure: "tshark.keep_alive_ack",    fields: &["tcp.analysis.keep_alive_ack"],     steps: &["KEEP_ALIVE_ACK", "ZERO_WINDOW_PROBE_ACK"],     notes: &[],              only_numbers: false, all_judged: true },
    Mark { measure: "tshark.window_update",     fields: &["tcp.analysis.window_update"],      steps: &["WINDOW_UPDATE"],                               notes: &[],              only_numbers: false, all_judged: true },
    Mark { measure: "tshark.zero_window",       fields: &["tcp.analysis.zero_window"],        steps: &[],                                              notes: &["zero-window"], only_numbers: false, all_judged: true },
    Mark { measure: "tshark.lost_segment",      fields: &["tcp.analysis.lost_segment"],       steps: &[],                                              notes: &["hole"],        only_numbers: false, all_judged: false },
    Mark { measure: "tshark.ack_lost_segment",  fields: &["tcp.analysis.ack_lost_segment"],   steps: &[],                                              notes: &["ack-unseen"],  only_numbers: false, all_judged: false },
    Mark { measure: "tshark.reused_ports",      fields: &["tcp.analysis.reused_ports"],       steps: &[],                                              notes: &["port-reuse"],  only_numbers: false, all_judged: true },
];

/// One unit for each segment that either marks.
fn marks(capture: &Capture, pairs: &[(&TsharkRow, &SegmentRow)], mark: &Mark) -> Measure {
    let measure = Measure::new(mark.measure, "segments", None);
    let mut measure = if mark.all_judged { measure.all_judged() } else { measure };
    for (theirs, ours) in pairs.iter().filter(|(_, ours)| !mark.only_numbers || occupies_numbers(ours)) {
        let by_tshark = mark.fields.iter().any(|field| theirs.has(field));
        let by_synfin = mark.steps.contains(&ours.step.as_str())
            || ours.notes.iter().any(|note| mark.notes.contains(&note.as_str()));
        if !by_tshark && !by_synfin {
            continue;
        }
        let name = mark.measure.trim_start_matches("tshark.");
        let differs = (by_tshark != by_synfin).then(|| {
            Disagreement::new(&capture.name, ours.frame, name, by_tshark, by_synfin).about(about(ours))
        });
        measure.count(differs);
    }
    measure
}

/// The step and the notes, for the judge; and of data whether only a part of them is new.
fn about(row: &SegmentRow) -> String {
    let partly = row.reason.contains("of which the last").then_some("partly-new");
    let words = std::iter::once(row.step.as_str()).chain(row.notes.iter().map(String::as_str)).chain(partly);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::Partition;

    fn partition(pairs: &[(u64, u64)]) -> Partition {
        let mut partition = Partition { flows_of: HashMap::new(), streams_of: HashMap::new() };
        for (stream, flow) in pairs {
            partition.flows_of.entry(*stream).or_default().insert(*flow);
            partition.streams_of.entry(*flow).or_default().insert(*stream);
        }
        partition
    }

    #[test]
    fn a_stream_cut_in_two_flows_is_the_same_as_neither() {
        let partition = partition(&[(0, 0), (0, 1), (1, 2)]);
        assert!(!partition.same(0, 0));
        assert!(!partition.same(0, 1));
        assert!(partition.same(1, 2));
    }

    #[test]
    fn two_streams_in_one_flow_are_not_the_same_as_it() {
        let partition = partition(&[(0, 0), (1, 0)]);
        assert!(!partition.same(0, 0));
        assert!(!partition.same(1, 0));
    }
}
