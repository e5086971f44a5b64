//! Which connection has most to tell.

use core::time::Duration;

use synfin_flow::direction::Direction;

use crate::flow_summary::FlowSummary;

/// How much a connection has to tell; the greatest is the most interesting. A reset comes before an end that was not reached,
/// that before segments sent again, and those before length; of two alike, the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interest {
    reset: bool,
    incomplete: bool,
    retransmits: u64,
    segments: u64,
    duration: Duration,
    early: core::cmp::Reverse<u64>,
}

impl Interest {
    /// What a connection has to tell.
    pub fn of(flow: &FlowSummary) -> Interest {
        let tallies = Direction::BOTH.map(|end| flow.tally(end));
        Interest {
            reset: flow.reset_by().is_some(),
            incomplete: flow.open_kind().is_none() || flow.close_kind().is_none(),
            retransmits: tallies.iter().map(|tally| u64::from(tally.retransmits)).sum(),
            segments: tallies.iter().map(|tally| u64::from(tally.segments)).sum(),
            duration: flow.duration(),
            early: core::cmp::Reverse(flow.number()),
        }
    }
}

/// Looks for the connection with most to tell.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    best: Option<FlowSummary>,
}

impl Choice {
    /// Takes one more connection into account.
    pub fn consider(&mut self, flow: FlowSummary) {
        if self.best.as_ref().is_none_or(|best| Interest::of(&flow) > Interest::of(best)) {
            self.best = Some(flow);
        }
    }

    /// The number of the connection with most to tell so far; none before the first.
    pub fn number(&self) -> Option<u64> {
        self.best.as_ref().map(FlowSummary::number)
    }
}
