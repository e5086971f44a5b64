//! The rows of the table `flows`.

use pyo3::prelude::*;
use synfin::column::flows::Flows;
use synfin_arrow::batches::{Batches, ROWS};

use crate::reading::ended::Ended;
use crate::reading::pass::Pass;
use crate::table::stream::Rows;

/// Connections that are taken at once.
const AT_ONCE: usize = 32;

/// A pass over the connections of a capture.
pub(crate) struct FlowRows(pub(crate) Ended);

impl FlowRows {
    /// Takes the connections that have ended, until there is a batch.
    fn take_ended(&mut self, batches: &mut Batches<Flows>) {
        let mut rows = Vec::with_capacity(AT_ONCE);
        while batches.rows() + rows.len() < ROWS {
            let Some(flow) = self.0.pop() else { break };
            rows.push(flow);
            if rows.len() == AT_ONCE {
                batches.extend(&rows);
                rows.clear();
            }
        }
        batches.extend(&rows);
    }
}

impl Rows<Flows> for FlowRows {
    fn fill(&mut self, py: Python<'_>, batches: &mut Batches<Flows>) -> PyResult<()> {
        self.0.run.ensure_goes_on()?;
        loop {
            py.detach(|| self.take_ended(batches));
            if batches.rows() >= ROWS {
                return Ok(());
            }
            if self.0.run.is_over()? {
                break;
            }
            self.0.run.advance(py, Pass::advance_for_flows)?;
        }
        if batches.rows() == 0 { self.0.run.close(py) } else { Ok(()) }
    }
}
