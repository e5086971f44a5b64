//! Which connections are told.

use clap::Args;
use synfin::column::flows::Flows;
use synfin::dissect::registry::Registry;
use synfin::flow::direction::Direction;
use synfin::flow::outcome::Outcome;
use synfin::flow_summary::FlowSummary;

use crate::arguments::dissect::all;
use crate::arguments::row_filter::RowFilterArguments;
use crate::arguments::word::Words;
use crate::filter::ends::one_is_among;

/// Each asks more: a connection is told where all hold. Of several of one kind, one is enough.
#[derive(Args, Debug)]
#[command(
    next_help_heading = "Which connections (of several of one kind one is enough, of different kinds all must hold)"
)]
pub(crate) struct FlowFilterArguments {
    /// Those that came to this, as in REFUSED; in letters of any size, and several with commas between.
    #[arg(long = "outcome", value_name = "OUTCOME", value_delimiter = ',', hide_possible_values = true)]
    #[arg(value_parser = Words::new("outcome", &Outcome::ALL, Outcome::name))]
    outcomes: Vec<Outcome>,
    /// What is asked of segments is asked of any of a connection's.
    #[command(flatten)]
    pub(crate) rows: RowFilterArguments<Flows>,
}

impl FlowFilterArguments {
    /// Who looks into payload where nothing but this filter asks for it: all for a condition about what they tell.
    pub(crate) fn dissectors(&self) -> Registry {
        let asks = self.rows.condition.as_ref().is_some_and(|condition| !condition.dissectors().is_empty());
        if asks { all() } else { Registry::new() }
    }

    /// Whether every connection is told.
    pub(crate) fn is_empty(&self) -> bool {
        self.outcomes.is_empty() && self.rows.is_empty()
    }

    /// Whether a connection is one of those that were asked for, but for what its segments did.
    pub(crate) fn takes(&self, flow: &FlowSummary) -> bool {
        let ends = Direction::BOTH.map(|end| (flow.socket(end).address(), flow.socket(end).port()));
        let RowFilterArguments { ends: asked, condition, .. } = &self.rows;
        (self.outcomes.is_empty() || self.outcomes.contains(&flow.outcome()))
            && one_is_among(ends, &asked.hosts, &asked.ports)
            && condition.as_ref().is_none_or(|condition| condition.holds(flow))
    }
}
