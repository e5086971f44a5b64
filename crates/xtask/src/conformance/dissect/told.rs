//! What synfin's dissectors tell of each frame.

use serde::Deserialize;
use serde_json::Value;

/// One row of the table `segments`.
#[derive(Debug, Deserialize)]
pub(in crate::conformance) struct ToldRow {
    pub(super) frame: u64,
    pub(super) flow: u64,
    rel_seq: Option<i64>,
    payload_len: u32,
    #[serde(default)]
    fields: Vec<Field>,
}

#[derive(Debug, Deserialize)]
struct Field {
    dissector: String,
    name: String,
    value: Value,
}

impl ToldRow {
    /// Whether it has payload of which nobody knows how much came before.
    pub(super) fn is_midstream(&self) -> bool {
        self.payload_len > 0 && self.rel_seq.is_none()
    }

    /// All values of a field, in order.
    pub(super) fn all(&self, dissector: &str, name: &str) -> Vec<String> {
        self.each(dissector).filter(|(field, _)| *field == name).map(|(_, value)| value).collect()
    }

    /// All fields of a dissector with their values, in order.
    pub(super) fn each(&self, dissector: &str) -> impl Iterator<Item = (&str, String)> {
        let own = self.fields.iter().filter(move |field| field.dissector == dissector);
        own.map(|Field { name, value, .. }| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (name.as_str(), text)
        })
    }
}
