//! Level one: the same segments, with the same ports, numbers, flags and length.

use std::collections::BTreeMap;

use crate::conformance::columns::SegmentRow;
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::tshark::compare::Capture;
use crate::conformance::tshark::row::TsharkRow;

/// The nine flags of synfin's column; tshark's field also holds the reserved bits.
const NINE_FLAGS: u64 = 0x1ff;

pub(super) fn measure() -> Measure {
    Measure::new("tshark.segments", "segments", Some(99.5)).all_judged()
}

/// One unit for every frame in which either reads a segment.
pub(super) fn compare(capture: &Capture) -> Measure {
    let mut measure = measure();
    let mut frames: BTreeMap<u64, (Option<&TsharkRow>, Vec<&SegmentRow>)> = BTreeMap::new();
    for row in &capture.theirs {
        frames.entry(row.frame()).or_default().0 = Some(row);
    }
    for row in &capture.ours {
        frames.entry(row.frame).or_default().1.push(row);
    }
    for (frame, (theirs, ours)) in frames {
        measure.count(differences(&capture.name, frame, theirs, &ours));
    }
    measure
}

fn differences(
    name: &str,
    frame: u64,
    theirs: Option<&TsharkRow>,
    ours: &[&SegmentRow],
) -> Vec<Disagreement> {
    let told = |row: &SegmentRow| format!("{}:{} > {}:{}", row.src, row.src_port, row.dst, row.dst_port);
    let (theirs, ours) = match (theirs, ours.split_last()) {
        (None, Some((row, _))) => {
            return vec![Disagreement::new(name, frame, "segment", "no row", told(row))];
        }
        (Some(row), None) => {
            let told = format!("{:?} > {:?}", row.number("tcp.srcport"), row.number("tcp.dstport"));
            return vec![Disagreement::new(name, frame, "segment", told, "no row").about(row.protocols())];
        }
        (None, None) => return Vec::new(),
        (Some(theirs), Some((ours, _))) => (theirs, *ours),
    };
    let columns = [
        ("src_port", "tcp.srcport", u64::from(ours.src_port)),
        ("dst_port", "tcp.dstport", u64::from(ours.dst_port)),
        ("seq", "tcp.seq_raw", u64::from(ours.seq)),
        ("ack", "tcp.ack_raw", u64::from(ours.ack)),
        ("flags", "tcp.flags", u64::from(ours.flags)),
        ("payload_len", "tcp.len", u64::from(ours.payload_len)),
    ];
    let mut all = Vec::new();
    for (column, field, ours) in columns {
        // tshark leaves out what a header too short for it does not hold.
        let Some(theirs) = theirs.number(field) else { continue };
        let theirs = if column == "flags" { theirs & NINE_FLAGS } else { theirs };
        if theirs != ours {
            all.push(Disagreement::new(name, frame, column, theirs, ours));
        }
    }
    let headers = theirs.headers();
    all.into_iter().map(|one| one.about(format!("{} ({headers} TCP headers)", theirs.protocols()))).collect()
}
