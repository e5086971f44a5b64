//! JSON: one object a line, its keys in the order of the table.

use std::io::{self, Write};

use crate::column::table::{Row, RowIn, Table};
use crate::language::language::Language;
use crate::report::table_writer::TableWriter;

/// Writes a table as one JSON object a line.
#[derive(Debug)]
pub struct JsonLines<W: Write> {
    out: W,
    line: Vec<u8>,
    language: Language,
}

impl<W: Write> JsonLines<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> JsonLines<W> {
        JsonLines { out, line: Vec::with_capacity(2048), language: Language::English }
    }

    /// The same, with words for people in a language.
    #[must_use]
    pub fn in_language(self, language: Language) -> JsonLines<W> {
        JsonLines { language, ..self }
    }
}

impl<W: Write, T: Table> TableWriter<T> for JsonLines<W> {
    fn row<'r>(&mut self, row: &'r T::Row<'r>) -> io::Result<()> {
        self.line.clear();
        if self.language == Language::English {
            serde_json::to_writer(&mut self.line, &Row::<T>(row))?;
        } else {
            serde_json::to_writer(&mut self.line, &RowIn::<T>(row, self.language))?;
        }
        self.line.push(b'\n');
        self.out.write_all(&self.line)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
