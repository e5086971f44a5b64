//! Arrow's own format, as a stream: what `pyarrow.ipc.open_stream`, `polars.read_ipc_stream` and DuckDB read.

use std::io::{self, Write};

use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ArrowError;
use synfin::column::table::Table;

use crate::batches::Batches;
use crate::projection::Projection;
use crate::writer::{BatchSink, BatchWriter};

/// Writes a table as an Arrow IPC stream.
pub type ArrowStream<T, W> = BatchWriter<T, StreamWriter<W>>;

impl<T: Table, W: Write> ArrowStream<T, W> {
    /// Writes these columns to `out`; the schema is written at once.
    ///
    /// # Errors
    /// Those of the output.
    pub fn new(out: W, projection: &Projection<T>) -> io::Result<ArrowStream<T, W>> {
        let batches = Batches::new(projection);
        let out = StreamWriter::try_new(out, &batches.schema()).map_err(io_error)?;
        Ok(BatchWriter::of(batches, out))
    }
}

impl<W: Write> BatchSink for StreamWriter<W> {
    fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        StreamWriter::write(self, batch).map_err(io_error)
    }

    fn finish(&mut self) -> io::Result<()> {
        StreamWriter::finish(self).and_then(|()| self.flush()).map_err(io_error)
    }
}

/// The error of the output, as it was; all others come from a broken promise of a table.
fn io_error(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => io::Error::other(error),
    }
}
