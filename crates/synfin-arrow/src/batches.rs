//! Rows gathered into record batches.

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, SchemaRef};
use synfin::column::table::{Column, Table};
use synfin::language::language::Language;

use crate::builder::Builder;
use crate::projection::Projection;
use crate::schema::schema;

/// Rows of a batch that is written: some megabytes.
pub const ROWS: usize = 8192;

/// Gathers rows of one table. It holds the rows since the last batch was taken, and nothing else.
pub struct Batches<T: Table> {
    schema: SchemaRef,
    columns: Vec<(&'static Column<T>, Builder)>,
    language: Language,
    rows: usize,
}

impl<T: Table> Batches<T> {
    /// Gathers these columns.
    pub fn new(projection: &Projection<T>) -> Batches<T> {
        let columns = projection.columns().map(|column| (column, Builder::new(column.kind))).collect();
        Batches { schema: schema(projection), columns, language: projection.language(), rows: 0 }
    }

    /// The schema of every batch.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Appends a row; only the values of the wanted columns are asked for.
    pub fn push<'r>(&mut self, row: &'r T::Row<'r>) {
        for (column, builder) in &mut self.columns {
            builder.append(column.value_in(row, self.language));
        }
        self.rows += 1;
    }

    /// Rows since the last batch was taken.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The rows since the last batch was taken, as one; it may hold none.
    ///
    /// # Errors
    /// A row without a value in a column that every row has: no table of synfin makes one.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns.iter_mut().map(|(_, builder)| builder.finish()).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(core::mem::take(&mut self.rows)));
        RecordBatch::try_new_with_options(self.schema(), columns, &options)
    }
}

impl<T: Table> core::fmt::Debug for Batches<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Batches").field("table", &T::NAME).field("rows", &self.rows).finish_non_exhaustive()
    }
}
