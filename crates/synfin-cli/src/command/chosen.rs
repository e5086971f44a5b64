//! The connections that were asked for.

use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::filter::told_of_flows::ToldOfFlows;

/// Finds out of each connection whether it was asked for, once it has left.
#[derive(Debug)]
pub(crate) struct Chosen<'a> {
    filter: &'a FlowFilterArguments,
    came: ToldOfFlows,
}

impl<'a> Chosen<'a> {
    /// Those that these arguments ask for.
    pub(crate) fn new(filter: &'a FlowFilterArguments) -> Chosen<'a> {
        Chosen { filter, came: ToldOfFlows::new(&filter.rows.steps, &filter.rows.notes) }
    }

    /// Whether it has to know of segments.
    pub(crate) fn wants_segments(&self) -> bool {
        self.came.is_needed()
    }

    /// Takes what a segment told.
    pub(crate) fn segment(&mut self, flow: u64, verdict: &Verdict) {
        self.came.segment(flow, verdict);
    }

    /// Whether a connection that has left was asked for; forgets what its segments told.
    pub(crate) fn take(&mut self, flow: &FlowSummary) -> bool {
        self.came.take(flow.number()) && self.filter.takes(flow)
    }
}
