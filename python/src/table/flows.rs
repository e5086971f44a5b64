//! The rows of the table `flows`.

use pyo3::prelude::*;
use synfin::column::flows::Flows;
use synfin::filter::condition::Condition;
use synfin::in_order::InOrder;
use synfin_arrow::batches::{Batches, ROWS};

use crate::reading::pass::Pass;
use crate::reading::run::Run;
use crate::table::stream::Rows;

/// Connections that are taken at once.
const AT_ONCE: usize = 32;

/// A pass over the connections of a capture.
pub(crate) struct FlowRows {
    run: Run,
    condition: Option<Condition<Flows>>,
    in_order: InOrder,
}

impl FlowRows {
    pub(crate) fn new(run: Run, condition: Option<Condition<Flows>>) -> FlowRows {
        FlowRows { run, condition, in_order: InOrder::default() }
    }

    /// Takes the connections that have ended, until there is a batch.
    fn take_ended(&mut self, batches: &mut Batches<Flows>) {
        let mut rows = Vec::with_capacity(AT_ONCE);
        while batches.rows() + rows.len() < ROWS {
            if let Some(flow) = self.in_order.pop() {
                if self.condition.as_ref().is_some_and(|condition| !condition.holds(&flow)) {
                    continue;
                }
                rows.push(flow);
                if rows.len() == AT_ONCE {
                    batches.extend(&rows);
                    rows.clear();
                }
            } else if let Some(flow) = self.run.pop_ended() {
                self.in_order.push(flow);
            } else {
                break;
            }
        }
        batches.extend(&rows);
    }
}

impl Rows<Flows> for FlowRows {
    fn fill(&mut self, py: Python<'_>, batches: &mut Batches<Flows>) -> PyResult<()> {
        self.run.ensure_goes_on()?;
        loop {
            py.detach(|| self.take_ended(batches));
            if batches.rows() >= ROWS {
                return Ok(());
            }
            if self.run.is_over()? {
                break;
            }
            self.run.advance(py, Pass::advance_for_flows)?;
        }
        if batches.rows() == 0 { self.run.close(py) } else { Ok(()) }
    }
}
