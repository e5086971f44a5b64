//! A table as a stream of batches, each made when it is asked for.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use synfin::column::table::Table;
use synfin_arrow::batches::Batches;
use synfin_arrow::projection::Projection;

use crate::table::raised::Raised;

/// A pass over a capture that gives rows of one table.
pub(crate) trait Rows<T: Table> {
    /// Reads until there is a batch, or to the end. What is to be raised at the end is raised when all before it was told.
    ///
    /// # Errors
    /// What a signal raised, a warning that was made an error, or, when no row is left, what is to be raised at the end.
    fn fill(&mut self, py: Python<'_>, batches: &mut Batches<T>) -> PyResult<()>;
}

/// The batches of a pass.
pub(crate) struct Stream<T: Table, R> {
    rows: R,
    batches: Batches<T>,
    is_over: bool,
}

impl<T: Table, R: Rows<T>> Stream<T, R> {
    /// These columns of the rows.
    pub(crate) fn new(rows: R, columns: &Projection<T>) -> Stream<T, R> {
        Stream { rows, batches: Batches::new(columns), is_over: false }
    }
}

impl<T: Table, R: Rows<T>> Iterator for Stream<T, R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let filled = Python::attach(|py| self.rows.fill(py, &mut self.batches));
        self.is_over = filled.is_err() || self.batches.rows() == 0;
        match filled {
            Err(error) => Some(Err(ArrowError::ExternalError(Box::new(Raised(error))))),
            Ok(()) if self.is_over => None,
            Ok(()) => Some(self.batches.take()),
        }
    }
}

impl<T: Table, R: Rows<T>> RecordBatchReader for Stream<T, R> {
    fn schema(&self) -> SchemaRef {
        self.batches.schema()
    }
}
