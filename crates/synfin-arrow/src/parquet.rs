//! Parquet, compressed with zstd: for keeping, and for what reads columns.

use std::io::{self, Write};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use synfin::column::table::Table;

use crate::batches::Batches;
use crate::projection::Projection;
use crate::writer::{BatchSink, BatchWriter};

/// Rows of a row group: what a writer holds in memory, encoded, until the group is full.
const GROUP: usize = 1 << 18;

/// Writes a table as a Parquet file.
pub type Parquet<T, W> = BatchWriter<T, ArrowWriter<W>>;

impl<T: Table, W: Write + Send> Parquet<T, W> {
    /// Writes these columns to `out`.
    ///
    /// # Errors
    /// Those of the output.
    pub fn new(out: W, projection: &Projection<T>) -> io::Result<Parquet<T, W>> {
        let batches = Batches::new(projection);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("synfin ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = ArrowWriter::try_new(out, batches.schema(), Some(properties)).map_err(io_error)?;
        Ok(BatchWriter::of(batches, out))
    }
}

impl<W: Write + Send> BatchSink for ArrowWriter<W> {
    fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        ArrowWriter::write(self, batch).map_err(io_error)
    }

    fn finish(&mut self) -> io::Result<()> {
        ArrowWriter::finish(self).map_err(io_error)?;
        self.inner_mut().flush()
    }
}

/// The error of the output, as it was; all others come from a broken promise of a table.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}
