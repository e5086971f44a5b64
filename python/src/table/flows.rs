//! The table `flows` as a stream of batches.

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use synfin::column::flows::Flows;
use synfin::in_order::InOrder;
use synfin_arrow::batches::{Batches, ROWS};

use crate::reading::run::Run;

/// A pass over the connections of a capture, batch by batch.
pub(crate) struct FlowBatches {
    run: Run,
    in_order: InOrder,
    batches: Batches<Flows>,
    is_over: bool,
}

impl FlowBatches {
    pub(crate) fn new(run: Run, batches: Batches<Flows>) -> FlowBatches {
        FlowBatches { run, in_order: InOrder::default(), batches, is_over: false }
    }

    /// Reads until there is a batch, or to the end. What is to be raised at the end is raised when all before it was told.
    fn fill(&mut self, py: Python<'_>) -> PyResult<()> {
        loop {
            py.detach(|| self.take_ended());
            if self.batches.rows() >= ROWS {
                return Ok(());
            }
            if self.run.pass.is_over() {
                break;
            }
            self.run.advance(py, |pass| pass.advance(|_, _| 0))?;
        }
        if self.batches.rows() == 0 { self.run.close(py) } else { Ok(()) }
    }

    /// Takes the connections that have ended, until there is a batch.
    fn take_ended(&mut self) {
        while self.batches.rows() < ROWS {
            if let Some(flow) = self.in_order.pop() {
                self.batches.push(&flow);
            } else if let Some(flow) = self.run.pass.analyzer.pop_ended() {
                self.in_order.push(flow);
            } else {
                return;
            }
        }
    }
}

impl Iterator for FlowBatches {
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

impl RecordBatchReader for FlowBatches {
    fn schema(&self) -> SchemaRef {
        self.batches.schema()
    }
}
