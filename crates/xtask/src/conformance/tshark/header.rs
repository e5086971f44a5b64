//! Level two: the same options with the same values, the same window, the same verdict on the checksum.

use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::tshark::compare::Capture;
use crate::conformance::tshark::options::option_fields;
use crate::conformance::tshark::relative::Bases;
use crate::conformance::tshark::row::TsharkRow;

/// Per segment that both read: `tshark.options`, `tshark.window`, `tshark.window_scaled`, `tshark.checksum`.
pub(super) fn compare(capture: &Capture) -> Vec<Measure> {
    let mut options = Measure::new("tshark.options", "segments", Some(99.9)).all_judged();
    let mut window = Measure::new("tshark.window", "segments", Some(100.0));
    let mut scaled = Measure::new("tshark.window_scaled", "segments", Some(100.0));
    let mut checksum = Measure::new("tshark.checksum", "segments", None);
    let mut bases = Bases::default();
    for (theirs, ours) in capture.pairs() {
        let stream = theirs.number("tcp.stream").unwrap_or_default();
        bases.take(stream, ours);
        let differs = |field: &str, theirs_says: String, ours_says: String| {
            (theirs_says != ours_says).then(|| {
                Disagreement::new(&capture.name, ours.frame, field, theirs_says, ours_says)
                    .about(theirs.protocols())
            })
        };
        let fields = option_fields(theirs, ours, &bases, stream);
        options.count(fields.into_iter().filter_map(|(field, a, b)| differs(field, a, b)));
        if let Some(value) = theirs.number("tcp.window_size_value") {
            window.count(differs("window", value.to_string(), ours.window.to_string()));
        }
        if let (Some(shown), Some(own)) = (scaled_window(theirs), ours.window_scaled) {
            scaled.count(differs("window_scaled", shown.to_string(), own.to_string()));
        }
        if let Some(status) = theirs.number("tcp.checksum.status") {
            let differs = differs("checksum", verdict(status), ours.checksum.clone());
            let note = ours.checksum_note.clone().unwrap_or_default();
            checksum.count(differs.map(|one| one.about(note)));
        }
    }
    vec![options, window, scaled, checksum]
}

/// tshark's scaled window, where it has seen both window scale options.
fn scaled_window(row: &TsharkRow) -> Option<u64> {
    // A scale that it does not know it prints as a negative number.
    row.number("tcp.window_size_scalefactor")?;
    row.number("tcp.window_size")
}

fn verdict(status: u64) -> String {
    match status {
        0 => "bad".to_owned(),
        1 => "good".to_owned(),
        2 => "unverified".to_owned(),
        other => format!("status {other}"),
    }
}
