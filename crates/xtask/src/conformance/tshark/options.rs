//! The options of a segment, field by field as tshark names them.

use std::ops::Range;

use crate::conformance::columns::{OptionColumn, SackBlock, SegmentRow};
use crate::conformance::tshark::relative::Bases;
use crate::conformance::tshark::row::TsharkRow;

const MD5: u8 = 19;
const AO: u8 = 29;
const MPTCP: u8 = 30;
const FAST_OPEN: u8 = 34;
const EXPERIMENTS: [u8; 2] = [253, 254];
/// The experiment identifier of Fast Open, as hexadecimal digits.
const FAST_OPEN_EXPERIMENT: &str = "f989";

/// Field, tshark's value, synfin's value; both as text, absent as `-`.
pub(super) fn option_fields(theirs: &TsharkRow, ours: &SegmentRow, bases: &Bases, stream: u64) -> Vec<Field> {
    let edges = |edge: fn(&SackBlock) -> u32| {
        list(ours.sack.iter().map(|block| bases.of_receiver(stream, ours, edge(block))))
    };
    let number = |field: &str| optional(theirs.number(field));
    let hex = |field: &str| theirs.text(field).map_or_else(absent, |digits| digits.replace(':', ""));
    let mut fields: Vec<Field> = vec![
        (
            "option kinds",
            list(kinds_to_the_end(theirs)),
            list(ours.options.iter().filter_map(|one| one.kind.map(u64::from))),
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
        fields.push(("fast open cookie", hex("tcp.options.tfo.cookie"), cookie(ours)));
    }
    if let Some(experiment) = theirs.text("tcp.options.experimental.exid") {
        let digits = experiment.trim_start_matches("0x").to_owned();
        fields.push(("experiment", digits, value(ours, &EXPERIMENTS, 0..4)));
    }
    if theirs.has("tcp.options.mptcp.subtype") {
        let subtypes = ours.options.iter().filter(|one| one.kind == Some(MPTCP)).filter_map(first_nibble);
        fields.push(("mptcp subtypes", list(theirs.numbers("tcp.options.mptcp.subtype")), list(subtypes)));
    }
    fields
}

pub(super) type Field = (&'static str, String, String);

/// Hexadecimal digits of the first option of one of these kinds.
fn value(row: &SegmentRow, kinds: &[u8], digits: Range<usize>) -> String {
    let option = row.options.iter().find(|one| one.kind.is_some_and(|kind| kinds.contains(&kind)));
    let Some(text) = option.and_then(|one| one.value.as_deref()) else { return absent() };
    text.get(digits.start..digits.end.min(text.len())).unwrap_or_default().to_owned()
}

/// tshark reads on behind the end of the list, where only padding can stand, and calls each zero another end.
fn kinds_to_the_end(row: &TsharkRow) -> Vec<u64> {
    let mut kinds = row.numbers("tcp.option_kind");
    if let Some(end) = kinds.iter().position(|kind| *kind == 0) {
        kinds.truncate(end + 1);
    }
    kinds
}

/// The Fast Open cookie, from the option of its own or from the experiment that came before it (RFC 7413, section 4.1.1).
fn cookie(row: &SegmentRow) -> String {
    match value(row, &EXPERIMENTS, 0..usize::MAX).strip_prefix(FAST_OPEN_EXPERIMENT) {
        Some(cookie) => cookie.to_owned(),
        None => value(row, &[FAST_OPEN], 0..usize::MAX),
    }
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
