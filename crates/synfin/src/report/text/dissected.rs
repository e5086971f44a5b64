//! What dissectors told, in a few words.

use core::fmt::Write as _;

use synfin_dissect::emission::{Emission, Emissions};
use synfin_dissect::field::Headline;
use synfin_dissect::value::FieldValue;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::brief::brief;
use crate::report::text::line::columns;

/// Columns that a value takes where several stand beside one another.
const VALUE: usize = 56;

/// Columns that a value takes in a sentence, which may go on over several lines.
const VALUE_OF_SENTENCE: usize = 240;

/// How much of a value is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Much {
    /// All of it: for programs.
    All,
    /// As much as people like to read.
    Brief,
}

impl Much {
    /// Columns that a value may take.
    const fn columns(self) -> usize {
        match self {
            Much::All => usize::MAX,
            Much::Brief => VALUE_OF_SENTENCE,
        }
    }
}

/// A value in so many columns; octets that were cut say so behind them, as texts do themselves.
fn value(emission: &Emission, room: usize) -> String {
    let is_silent = emission.is_cut && matches!(emission.value, FieldValue::Octets(_));
    let whole = format!("{}{}", emission.value, if is_silent { "…" } else { "" });
    if room == usize::MAX { whole } else { brief(&whole, room) }
}

/// Cuts the longest of these values until all of them, with commas between, take at most `room` columns, or none is long.
fn fit(values: &mut [String], room: usize) {
    const SHORT: usize = 16;
    for _ in 0..values.len() {
        let taken = values.iter().map(|value| columns(value) + 2).sum::<usize>().saturating_sub(2);
        let Some(longest) = values.iter_mut().max_by_key(|value| columns(value)) else { return };
        if taken <= room || columns(longest) <= SHORT {
            return;
        }
        *longest = brief(longest, columns(longest).saturating_sub(taken - room).max(SHORT));
    }
}

/// What was told with one segment: for each field that was told, or several times in a row, who told it, and its values, none of
/// which takes more than a line of `room` columns.
pub(crate) fn of_segment(fields: &Emissions, room: usize) -> Vec<String> {
    let told = runs(fields).filter_map(|run| Some((run, run.first()?)));
    told.map(|(run, first)| {
        let before = columns(&first.dissector) + columns(&first.field) + 3;
        format!("{} {}", first.dissector, field(run, first, room.saturating_sub(before).max(VALUE / 2)))
    })
    .collect()
}

/// What one dissector told with a segment or of a connection: who, and each field with its values.
pub(crate) fn by_dissector(fields: &Emissions, much: Much) -> Vec<(&str, Vec<String>)> {
    let mut told: Vec<(&str, Vec<String>)> = Vec::new();
    for (run, first) in runs(fields).filter_map(|run| Some((run, run.first()?))) {
        let words = field(run, first, much.columns());
        match told.last_mut() {
            Some((who, fields)) if *who == &*first.dissector => fields.push(words),
            _ => told.push((&first.dissector, vec![words])),
        }
    }
    told
}

/// Emissions in a row of the same field.
fn runs(fields: &Emissions) -> impl Iterator<Item = &[Emission]> {
    let same = |one: &Emission, next: &Emission| one.dissector == next.dissector && one.field == next.field;
    fields.as_slice().chunk_by(same)
}

/// `server_name: example.com`
fn field(run: &[Emission], first: &Emission, room: usize) -> String {
    let mut told = format!("{}: {}", first.field, value(first, room));
    for next in &run[1..] {
        // A String takes everything.
        let _ = write!(told, ", {}", value(next, room));
    }
    told
}

/// What of a dissector names a connection for people. An answer that came before all that it could answer is left out, where there is
/// any.
fn own_headline<'f>(name: &'f str, fields: &'f Emissions) -> impl Iterator<Item = &'f Emission> {
    let is_own = move |field: &&Emission| field.headline != Headline::Never && &*field.dissector == name;
    let is_answer = |field: &&Emission| field.headline == Headline::Answer;
    let own = move || fields.iter().filter(is_own);
    let early = own().take_while(is_answer).count();
    own().skip(if own().all(|field| is_answer(&field)) { 0 } else { early })
}

/// By what people know the connection, on at most `room` columns: `tls example.com, h2`, `http1 GET, /, example.com, 200 (+3 more)`;
/// where none of it is among the few, `tls ja4 t12i860600_e18388e7f3a3_4446390ac224`, and where there is none, `ssh (nothing told)`.
pub(crate) fn headline<'n>(
    claimed_by: impl IntoIterator<Item = &'n str>,
    fields: &Emissions,
    room: usize,
    language: Language,
) -> String {
    // Where no page bounds them, values are as short as beside one another.
    let widest = if room == usize::MAX { VALUE } else { room.max(VALUE) };
    let told = claimed_by.into_iter().map(|name| {
        let own = || own_headline(name, fields);
        let labelled = |field: &Emission| format!("{} {}", field.field, value(field, widest));
        let words = |field: &Emission| match field.headline {
            Headline::Labelled => labelled(field),
            _ => value(field, widest),
        };
        let mut values: Vec<String> = own().map(words).collect();
        if values.is_empty() {
            // What names no connection by itself says under its name what there is to say.
            let firsts = runs(fields).filter_map(<[Emission]>::first);
            values = firsts.filter(|field| &*field.dissector == name).map(labelled).collect();
        }
        // Each request has one target, and most of them are not among the values.
        let more = own().map(|field| field.more).max().unwrap_or(0);
        let more =
            if more > 0 { say!(language, "more-values", count = u64::from(more)) } else { String::new() };
        fit(&mut values, room.saturating_sub(columns(name) + 1 + columns(&more)));
        if values.is_empty() {
            return say!(language, "dissector-told-nothing", dissector = name);
        }
        format!("{name} {}{more}", values.join(", "))
    });
    brief(&told.collect::<Vec<_>>().join("; "), room)
}
