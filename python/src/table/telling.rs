//! A stream that also tells Python what ended it: Arrow's C interface has only a number and a text for that.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;

use crate::table::raised::Raised;

/// The batches of a stream, and someone who wants the exception that ends it.
pub(crate) struct Telling<S> {
    stream: S,
    tell: Py<PyAny>,
}

impl<S> Telling<S> {
    /// `tell` is called with the exception.
    pub(crate) fn new(stream: S, tell: Py<PyAny>) -> Telling<S> {
        Telling { stream, tell }
    }
}

impl<S: RecordBatchReader> Iterator for Telling<S> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.stream.next();
        if let Some(Err(ArrowError::ExternalError(error))) = &next
            && let Some(Raised(error)) = error.downcast_ref::<Raised>()
        {
            // What goes wrong in telling is told by the stream's own error all the same.
            let _ = Python::attach(|py| self.tell.call1(py, (error.value(py),)));
        }
        next
    }
}

impl<S: RecordBatchReader> RecordBatchReader for Telling<S> {
    fn schema(&self) -> SchemaRef {
        self.stream.schema()
    }
}
