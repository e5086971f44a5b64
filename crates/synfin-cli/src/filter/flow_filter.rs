//! Which connections are told.

use synfin::flow::direction::Direction;
use synfin::flow_summary::FlowSummary;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::filter::ends::one_is_among;

/// Whether a connection is one of those that were asked for, but for what its segments did.
pub(crate) fn takes(arguments: &FlowFilterArguments, flow: &FlowSummary) -> bool {
    let ends = Direction::BOTH.map(|end| (flow.socket(end).address(), flow.socket(end).port()));
    (arguments.outcomes.is_empty() || arguments.outcomes.contains(&flow.outcome()))
        && one_is_among(ends, &arguments.ends.hosts, &arguments.ends.ports)
        && arguments.condition.as_ref().is_none_or(|condition| condition.holds(flow))
}
