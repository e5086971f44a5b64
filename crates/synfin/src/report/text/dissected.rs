//! What dissectors told, in a few words.

use core::fmt::{self, Write as _};

use synfin_dissect::emission::{Emission, Emissions};
use synfin_dissect::value::FieldValue;

/// What was told with one segment: for each field that was told, or several times in a row, who told it, and its values.
pub(crate) fn of_segment(fields: &Emissions) -> Vec<String> {
    runs(fields).map(|(dissector, told)| format!("{dissector} {told}")).collect()
}

/// What was told of a whole connection, likewise; who told it is told elsewhere.
pub(crate) fn of_flow(fields: &Emissions) -> Vec<String> {
    runs(fields).map(|(_, told)| told).collect()
}

fn runs(fields: &Emissions) -> impl Iterator<Item = (&str, String)> {
    let same = |one: &Emission, next: &Emission| one.dissector == next.dissector && one.field == next.field;
    fields.as_slice().chunk_by(same).filter_map(|run| {
        let first = run.first()?;
        let mut told = format!("{}: {}", first.field, shown(first));
        for next in &run[1..] {
            // A String takes everything.
            let _ = write!(told, ", {}", shown(next));
        }
        Some((&*first.dissector, told))
    })
}

/// The value; octets that were cut say so behind them, as texts do themselves.
fn shown(emission: &Emission) -> impl fmt::Display {
    let is_silent = emission.is_cut && matches!(emission.value, FieldValue::Octets(_));
    fmt::from_fn(move |f| write!(f, "{}{}", emission.value, if is_silent { "…" } else { "" }))
}

/// By what people know the connection: `tls example.com, h2`.
pub(crate) fn headline<'n>(claimed_by: impl IntoIterator<Item = &'n str>, fields: &Emissions) -> String {
    let told = claimed_by.into_iter().map(|name| {
        let own = fields.iter().filter(|field| field.is_headline && &*field.dissector == name);
        let values: Vec<String> = own.map(|field| shown(field).to_string()).collect();
        if values.is_empty() { name.to_owned() } else { format!("{name} {}", values.join(", ")) }
    });
    told.collect::<Vec<_>>().join("; ")
}
