//! The accounts as CSV: section, name, count, and the frame it came with first.

use std::io::{self, Write};

use csv::Writer;

use crate::accounts::Accounts;
use crate::report::stats::section::{books, sections};

/// Writes the accounts of a capture as CSV.
///
/// # Errors
/// Those of the output.
pub fn write(out: impl Write, accounts: &Accounts<'_>) -> io::Result<()> {
    let mut out = Writer::from_writer(out);
    out.write_record(["section", "name", "count", "first_frame"])?;
    for section in books(accounts).into_iter().chain(sections(accounts)) {
        for count in section.told() {
            let [number, first_frame] = [count.count, count.first_frame]
                .map(|number| number.map(|number| number.to_string()).unwrap_or_default());
            out.write_record([section.name, &count.name, &number, &first_frame])?;
        }
    }
    out.flush()
}
