//! Arrow's own format, as a stream: what `pyarrow.ipc.open_stream`, `polars.read_ipc_stream` and DuckDB read.

use std::io::{self, Write};

use arrow_ipc::writer::StreamWriter;
use arrow_schema::ArrowError;
use synfin::column::table::Table;
use synfin::report::table_writer::TableWriter;

use crate::batches::{Batches, ROWS};
use crate::projection::Projection;

/// Writes a table as an Arrow IPC stream, batch by batch.
pub struct ArrowStream<T: Table, W: Write> {
    batches: Batches<T>,
    out: StreamWriter<W>,
}

impl<T: Table, W: Write> ArrowStream<T, W> {
    /// Writes these columns to `out`; the schema is written at once.
    ///
    /// # Errors
    /// Those of the output.
    pub fn new(out: W, projection: &Projection<T>) -> io::Result<ArrowStream<T, W>> {
        let batches = Batches::new(projection);
        let out = StreamWriter::try_new(out, &batches.schema()).map_err(io_error)?;
        Ok(ArrowStream { batches, out })
    }

    fn write_batch(&mut self) -> io::Result<()> {
        let batch = self.batches.take().map_err(io_error)?;
        self.out.write(&batch).map_err(io_error)
    }
}

impl<T: Table, W: Write> TableWriter<T> for ArrowStream<T, W> {
    fn row<'r>(&mut self, row: &'r T::Row<'r>) -> io::Result<()> {
        self.batches.push(row);
        if self.batches.rows() == ROWS { self.write_batch() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.batches.rows() > 0 {
            self.write_batch()?;
        }
        self.out.finish().map_err(io_error)?;
        self.out.flush().map_err(io_error)
    }
}

/// The error of the output, as it was; all others come from a broken promise of a table.
fn io_error(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => io::Error::other(error),
    }
}
