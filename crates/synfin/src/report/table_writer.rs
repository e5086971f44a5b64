//! What every output format can do.

use std::io;

use synfin_flow::time::Moment;

use crate::column::table::Table;

/// Writes the rows of a table, one after another.
pub trait TableWriter<T: Table> {
    /// Writes a row.
    ///
    /// # Errors
    /// Those of the output.
    fn row<'r>(&mut self, row: &'r T::Row<'r>) -> io::Result<()>;

    /// Hands over all rows so far, as far as the format can do that before the end: for an output that is read while it is written.
    ///
    /// # Errors
    /// Those of the output.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Says from when seconds count, before the first row; otherwise they count from that one. It matters to text alone, where other
    /// forms tell moments.
    fn count_from(&mut self, start: Moment) {
        let _ = start;
    }

    /// Writes several rows; what a writer of columns does quicker than one by one.
    ///
    /// # Errors
    /// Those of the output.
    fn rows<'r>(&mut self, rows: &'r [T::Row<'r>]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    /// Writes what comes behind the last row, and flushes the output.
    ///
    /// # Errors
    /// Those of the output.
    fn finish(&mut self) -> io::Result<()>;
}
