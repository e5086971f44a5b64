//! The table `segments` as a stream of batches.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use synfin::column::segments::Segments;
use synfin_arrow::batches::{Batches, ROWS};

use crate::reading::run::Run;

/// A pass over the segments of a capture, batch by batch.
pub(crate) struct SegmentBatches {
    run: Run,
    /// Only those of this connection.
    flow: Option<u64>,
    batches: Batches<Segments>,
    is_over: bool,
}

impl SegmentBatches {
    pub(crate) fn new(run: Run, flow: Option<u64>, batches: Batches<Segments>) -> SegmentBatches {
        SegmentBatches { run, flow, batches, is_over: false }
    }

    /// Reads until there is a batch, or to the end. What is to be raised at the end is raised when all before it was told.
    fn fill(&mut self, py: Python<'_>) -> PyResult<()> {
        while self.batches.rows() < ROWS && !self.run.pass.is_over() {
            let (batches, wanted) = (&mut self.batches, self.flow);
            self.run.advance(py, |pass| {
                pass.advance_for_segments(|row, _| {
                    if wanted.is_none_or(|flow| flow == row.flow()) {
                        batches.push(row);
                    }
                    0
                })
            })?;
        }
        if self.batches.rows() == 0 { self.run.close(py) } else { Ok(()) }
    }
}

impl Iterator for SegmentBatches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let filled = Python::attach(|py| self.fill(py));
        self.is_over = filled.is_err() || self.batches.rows() == 0;
        match filled {
            Err(error) => Some(Err(ArrowError::ExternalError(Box::new(error)))),
            Ok(()) if self.is_over => None,
            Ok(()) => Some(self.batches.take()),
        }
    }
}

impl RecordBatchReader for SegmentBatches {
    fn schema(&self) -> SchemaRef {
        self.batches.schema()
    }
}
