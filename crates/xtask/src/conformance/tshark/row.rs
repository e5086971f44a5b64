//! One TCP segment as tshark reads it. A field that occurs several times in a frame is a list, the innermost last.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use serde_json::{Map, Value};

/// The fields of one segment.
pub(in crate::conformance) struct TsharkRow {
    fields: Map<String, Value>,
}

impl TsharkRow {
    /// All rows of one file (`*.jsonl.gz`), in frame order.
    pub(in crate::conformance) fn read(file: &Path) -> Result<Vec<Self>> {
        let mut text = String::new();
        let packed = File::open(file).with_context(|| file.display().to_string())?;
        MultiGzDecoder::new(packed).read_to_string(&mut text).with_context(|| file.display().to_string())?;
        text.lines()
            .map(|line| {
                Ok(Self { fields: serde_json::from_str(line).with_context(|| file.display().to_string())? })
            })
            .collect()
    }

    pub(in crate::conformance) fn frame(&self) -> u64 {
        self.number("frame.number").unwrap_or_default()
    }

    /// The layers, `eth:ethertype:ip:tcp`.
    pub(in crate::conformance) fn protocols(&self) -> &str {
        self.last("frame.protocols").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether the field is there.
    pub(super) fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// The innermost value of a field that is a number.
    pub(in crate::conformance) fn number(&self, field: &str) -> Option<u64> {
        match self.last(field)? {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => whole(text),
            _ => None,
        }
    }

    /// The innermost value of a field that is text.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.last(field).and_then(Value::as_str)
    }

    /// All values of a field that are numbers, in order.
    pub(super) fn numbers(&self, field: &str) -> Vec<u64> {
        match self.fields.get(field) {
            None => Vec::new(),
            Some(Value::Array(values)) => values.iter().filter_map(Value::as_u64).collect(),
            Some(value) => value.as_u64().into_iter().collect(),
        }
    }

    /// How many TCP headers tshark read in this frame.
    pub(super) fn headers(&self) -> usize {
        match self.fields.get("tcp.srcport") {
            Some(Value::Array(values)) => values.len(),
            Some(_) => 1,
            None => 0,
        }
    }

    fn last(&self, field: &str) -> Option<&Value> {
        match self.fields.get(field)? {
            Value::Array(values) => values.last(),
            value => Some(value),
        }
    }
}

/// A number as tshark writes it: decimal, or hexadecimal after `0x`.
fn whole(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::TsharkRow;

    #[test]
    fn the_innermost_of_several_values_counts() {
        let fields =
            serde_json::from_str(r#"{"tcp.srcport":[1,2],"tcp.seq_raw":7,"ip.id":"0x00ff"}"#).expect("JSON");
        let row = TsharkRow { fields };
        assert_eq!((row.number("tcp.srcport"), row.headers()), (Some(2), 2));
        assert_eq!((row.number("tcp.seq_raw"), row.number("ip.id")), (Some(7), Some(255)));
        assert_eq!(row.number("tcp.ack_raw"), None);
    }
}
