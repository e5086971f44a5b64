//! Level two: the same options with the same values, the same window, the same verdict on the checksum.

use crate::conformance::columns::{OptionColumn, SackBlock, SegmentRow};
use crate::conformance::measure::{Disagreement, Measure};
use crate::conformance::tshark::compare::Capture;
use crate::conformance::tshark::relative::Bases;
use crate::conformance::tshark::row::TsharkRow;

const MD5: u8 = 19;
const AO: u8 = 29;
const MPTCP: u8 = 30;
const FAST_OPEN: u8 = 34;
const EXPERIMENTS: [u8; 2] = [253, 254];

/// Per segment that both read: `tshark.options`, `tshark.window`, `tshark.window_scaled`, `tshark.checksum`.
pub(super) fn compare(capture: &Capture) -> Vec<Measure> {
    let mut options = Measure::new("tshark.options", "segments", None);
    let mut window = Measure::new("tshark.window", "segments", None);
    let mut scaled = Measure::new("tshark.window_scaled", "segments", None);
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
            checksum.count(differs("checksum", verdict(status), ours.checksum.clone()));
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

/// Field, tshark's value, synfin's value; both as text, absent as `-`.
fn option_fields(theirs: &TsharkRow, ours: &SegmentRow, bases: &Bases, stream: u64) -> Vec<Field> {
    let edges = |edge: fn(&SackBlock) -> u32| {
        list(ours.sack.iter().map(|block| bases.of_receiver(stream, ours, edge(block))))
    };
    let number = |field: &str| optional(theirs.number(field));
    let hex = |field: &str| theirs.text(field).map_or_else(absent, |digits| digits.replace(':', ""));
    let mut fields: Vec<Field> = vec![
        (
            "option kinds",
            list(theirs.numbers("tcp.option_kind")),
            list(ours.options.iter().map(|one| u64::from(one.kind))),
        ),
        ("mss", number("tcp.options.mss_val"), optional(ours.mss)),
        ("wscale", number("tcp.options.wscale.shift"), optional(ours.wscale)),
        ("sack_permitted", theirs.has("tcp.options.sack_perm").to_string(), ours.sack_permitted.to_string()),
        ("sack left edges", list(theirs.numbers("tcp.options.sack_le")), edges(|block| block.left)),
        ("sack right edges", list(theirs.numbers("tcp.options.sack_re")), edges(|block| block.right)),
        ("ts_val", number("tcp.options.timestamp.tsval"), optional(ours.ts_val)),
        ("ts_ecr", number("tcp.options.timestamp.tsecr"), optional(ours.ts_ecr)),
    ];
    if theirs.has("tcp.options.md5.digest") {
        fields.push(("md5 digest", hex("tcp.options.md5.digest"), value(ours, &[MD5], 0..32)));
    }
    if theirs.has("tcp.options.ao.keyid") {
        let key = theirs.number("tcp.options.ao.keyid").map_or_else(absent, |key| format!("{key:02x}"));
        fields.push(("ao key", key, value(ours, &[AO], 0..2)));
    }
    if theirs.has("tcp.options.tfo.cookie") {
        fields.push((
            "fast open cookie",
            hex("tcp.options.tfo.cookie"),
            value(ours, &[FAST_OPEN], 0..usize::MAX),
        ));
    }
    if let Some(experiment) = theirs.text("tcp.options.experimental.exid") {
        let digits = experiment.trim_start_matches("0x").to_owned();
        fields.push(("experiment", digits, value(ours, &EXPERIMENTS, 0..4)));
    }
    if theirs.has("tcp.options.mptcp.subtype") {
        let subtypes = ours.options.iter().filter(|one| one.kind == MPTCP).filter_map(first_nibble);
        fields.push(("mptcp subtypes", list(theirs.numbers("tcp.options.mptcp.subtype")), list(subtypes)));
    }
    fields
}

type Field = (&'static str, String, String);

/// Hexadecimal digits of the first option of one of these kinds.
fn value(row: &SegmentRow, kinds: &[u8], digits: std::ops::Range<usize>) -> String {
    let option = row.options.iter().find(|one| kinds.contains(&one.kind));
    let Some(text) = option.and_then(|one| one.value.as_deref()) else { return absent() };
    text.get(digits.start..digits.end.min(text.len())).unwrap_or_default().to_owned()
}

fn first_nibble(option: &OptionColumn) -> Option<u64> {
    u64::from_str_radix(option.value.as_deref()?.get(..1)?, 16).ok()
}

fn optional(number: Option<impl ToString>) -> String {
    number.map_or_else(absent, |number| number.to_string())
}

fn absent() -> String {
    "-".to_owned()
}

fn list(numbers: impl IntoIterator<Item = u64>) -> String {
    numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}
