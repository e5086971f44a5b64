//! A table written batch by batch.

use std::io;

use arrow_array::RecordBatch;
use synfin::column::table::Table;
use synfin::report::table_writer::TableWriter;

use crate::batches::{Batches, ROWS};
use crate::gathered::Gathered;

/// What takes whole batches: an output format's own writer.
pub trait BatchSink {
    /// Writes a batch.
    ///
    /// # Errors
    /// Those of the output.
    fn write(&mut self, batch: &RecordBatch) -> io::Result<()>;

    /// Writes what comes behind the last batch, and flushes the output.
    ///
    /// # Errors
    /// Those of the output.
    fn finish(&mut self) -> io::Result<()>;
}

/// Writes the rows of a table in batches of [`ROWS`], the last with what is left; [`crate::ipc`] and [`crate::parquet`] make one.
#[derive(Debug)]
pub struct BatchWriter<T: Table, S> {
    batches: Batches<T>,
    out: S,
}

impl<T: Table, S: BatchSink> BatchWriter<T, S> {
    /// Writes to a sink that was made for the schema of these batches.
    pub(crate) fn of(batches: Batches<T>, out: S) -> BatchWriter<T, S> {
        BatchWriter { batches, out }
    }

    /// Writes rows that were gathered before, of the same columns.
    pub(crate) fn gathered(&mut self, gathered: &Gathered<T>) -> io::Result<()> {
        let mut next = 0;
        while next < gathered.rows() {
            let end = gathered.rows().min(next + ROWS - self.batches.rows());
            self.batches.append(gathered, next..end);
            self.write_full()?;
            next = end;
        }
        Ok(())
    }

    fn write_full(&mut self) -> io::Result<()> {
        if self.batches.rows() < ROWS { Ok(()) } else { self.write_batch() }
    }

    fn write_batch(&mut self) -> io::Result<()> {
        // An error here is a broken promise of a table, and not the output's.
        let batch = self.batches.take().map_err(io::Error::other)?;
        self.out.write(&batch)
    }
}

impl<T: Table, S: BatchSink> TableWriter<T> for BatchWriter<T, S> {
    fn row<'r>(&mut self, row: &'r T::Row<'r>) -> io::Result<()> {
        self.rows(core::slice::from_ref(row))
    }

    fn rows<'r>(&mut self, rows: &'r [T::Row<'r>]) -> io::Result<()> {
        let mut rest = rows;
        while !rest.is_empty() {
            let (some, others) = rest.split_at(rest.len().min(ROWS - self.batches.rows()));
            self.batches.extend(some);
            self.write_full()?;
            rest = others;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.batches.rows() > 0 {
            self.write_batch()?;
        }
        self.out.finish()
    }
}
