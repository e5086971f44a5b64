//! The connections of a pass that have left, those that are asked for.

use synfin::column::flows::Flows;
use synfin::filter::condition::Condition;
use synfin::flow_summary::FlowSummary;
use synfin::in_order::InOrder;

use crate::reading::run::Run;

/// Takes connections that have left out of a pass, in order of their numbers, if they are asked for.
pub(crate) struct Ended {
    pub(crate) run: Run,
    condition: Option<Condition<Flows>>,
    in_order: InOrder,
}

impl Ended {
    /// Of a pass that begins; those for which the condition is true, if there is one.
    pub(crate) fn new(run: Run, condition: Option<Condition<Flows>>) -> Ended {
        Ended { run, condition, in_order: InOrder::default() }
    }

    /// The next one; none until more was read.
    pub(crate) fn pop(&mut self) -> Option<FlowSummary> {
        loop {
            if let Some(flow) = self.in_order.pop() {
                if self.condition.as_ref().is_none_or(|condition| condition.holds(&flow)) {
                    return Some(flow);
                }
            } else {
                self.in_order.push(self.run.pop_ended()?);
            }
        }
    }
}
