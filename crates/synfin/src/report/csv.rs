//! CSV: a head, then a line a row; lists are JSON within their cell.

use std::io::{self, Write};

use csv::Writer;

use crate::column::table::{Row, Table};
use crate::column::value::Value;
use crate::language::language::Language;
use crate::report::table_writer::TableWriter;

/// Writes a table as CSV (RFC 4180, but lines end in a line feed alone). Null is an empty cell, and so is an empty list.
pub struct Csv<W: Write> {
    out: Writer<W>,
    cell: Vec<u8>,
    head_written: bool,
    language: Language,
}

impl<W: Write> Csv<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Csv<W> {
        Csv::after(false, out)
    }

    /// Goes on behind a head, if that was written.
    pub fn after(head_written: bool, out: W) -> Csv<W> {
        let cell = Vec::with_capacity(256);
        Csv { out: Writer::from_writer(out), cell, head_written, language: Language::English }
    }

    /// The same, with words for people in a language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Csv<W> {
        Csv { language, ..self }
    }

    fn head<T: Table>(&mut self) -> io::Result<()> {
        if !self.head_written {
            self.head_written = true;
            self.out.write_record(T::COLUMNS.iter().map(|column| column.name)).map_err(io_error)?;
        }
        Ok(())
    }
}

impl<W: Write, T: Table> TableWriter<T> for Csv<W> {
    fn row<'r>(&mut self, row: &'r T::Row<'r>) -> io::Result<()> {
        self.head::<T>()?;
        for (_, value) in Row::<T>(row).cells_in(self.language) {
            self.cell.clear();
            write_cell(&mut self.cell, value)?;
            self.out.write_field(&self.cell).map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)?;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.head::<T>()?;
        self.out.flush()
    }
}

/// What went wrong with the output itself, as that: a closed pipe is told by its kind.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn write_cell(cell: &mut Vec<u8>, value: Value<'_>) -> io::Result<()> {
    match value {
        Value::Null => Ok(()),
        Value::Bool(value) => write!(cell, "{value}"),
        Value::Unsigned(value) => cell.write_all(itoa::Buffer::new().format(value).as_bytes()),
        Value::Signed(value) => cell.write_all(itoa::Buffer::new().format(value).as_bytes()),
        Value::Word(value) => cell.write_all(value.as_bytes()),
        Value::Text(value) => write!(cell, "{value}"),
        Value::List(value) => {
            serde_json::to_writer(&mut *cell, &value)?;
            if cell == b"[]" {
                cell.clear();
            }
            Ok(())
        }
    }
}
