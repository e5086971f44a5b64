//! The accounts as one JSON object: the books at the top, then an object for each section.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::accounts::Accounts;
use crate::report::stats::section::{Count, Section, books, sections};

/// Writes the accounts of a capture as one line of JSON.
///
/// # Errors
/// Those of the output.
pub fn write(mut out: impl Write, accounts: &Accounts<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Whole(accounts))?;
    out.write_all(b"\n")?;
    out.flush()
}

struct Whole<'a>(&'a Accounts<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for section in books(self.0) {
            section.counts.iter().try_for_each(|count| map.serialize_entry(&count.name, &count.count))?;
        }
        map.serialize_entry("balance", &self.0.balance())?;
        for section in sections(self.0) {
            map.serialize_entry(section.name, &section)?;
        }
        map.end()
    }
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.told().map(|count| (&count.name, Told(count))))
    }
}

/// A number; with the frame it came with first, where that is told.
struct Told<'a>(&'a Count);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(first_frame) = self.0.first_frame else { return self.0.count.serialize(serializer) };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("count", &self.0.count)?;
        map.serialize_entry("first_frame", &first_frame)?;
        map.end()
    }
}
