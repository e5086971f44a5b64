//! Rows gathered into record batches.

use core::ops::Range;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, SchemaRef};
use synfin::column::table::{Column as OfTable, Table};
use synfin::language::language::Language;

use crate::column::Column;
use crate::gathered::Gathered;
use crate::projection::Projection;
use crate::schema::schema;

/// Rows of a batch that is written: some megabytes.
pub const ROWS: usize = 8192;

/// Gathers rows of one table. It holds the rows since the last batch was taken, and nothing else.
pub struct Batches<T: Table> {
    schema: SchemaRef,
    columns: Vec<(&'static OfTable<T>, Column)>,
    language: Language,
    rows: usize,
}

impl<T: Table> Batches<T> {
    /// Gathers these columns.
    pub fn new(projection: &Projection<T>) -> Batches<T> {
        let columns = projection.columns().map(|column| (column, Column::new(column))).collect();
        Batches { schema: schema(projection), columns, language: projection.language(), rows: 0 }
    }

    /// The schema of every batch.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Appends a row; only the values of the wanted columns are asked for.
    pub fn push<'r>(&mut self, row: &'r T::Row<'r>) {
        self.extend(core::slice::from_ref(row));
    }

    /// Appends several rows, column by column: some dozens at once take a fraction of the time that they take one by one.
    ///
    /// The memory of the last batch is used again, if that is gone by now.
    pub fn extend<'r>(&mut self, rows: &'r [T::Row<'r>]) {
        for (column, gathered) in &mut self.columns {
            column.gather_in(rows, self.language, gathered.cells());
        }
        self.rows += rows.len();
    }

    /// Appends rows of this range that were gathered before, of the same columns, or those of the range that there are.
    pub fn append(&mut self, gathered: &Gathered<T>, range: Range<usize>) {
        let range = range.start..range.end.min(gathered.rows());
        for ((_, column), (_, cells)) in self.columns.iter_mut().zip(&gathered.columns) {
            column.cells().append(cells, range.clone());
        }
        self.rows += range.len();
    }

    /// Rows since the last batch was taken.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The rows since the last batch was taken, as one; it may hold none.
    ///
    /// # Errors
    /// A row without a value in a column that every row has, or columns of different lengths: no table of synfin makes such.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns.iter_mut().map(|(_, column)| column.finish()).collect::<Result<_, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(core::mem::take(&mut self.rows)));
        RecordBatch::try_new_with_options(self.schema(), columns, &options)
    }
}

impl<T: Table> core::fmt::Debug for Batches<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Batches").field("table", &T::NAME).field("rows", &self.rows).finish_non_exhaustive()
    }
}
