//! Which connections of a capture are those that were asked for.

use std::collections::BTreeSet;

use synfin::flow_summary::FlowSummary;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::input::InputArguments;
use crate::command::chosen_flows::{ChosenFlows, Taker, none_of};
use crate::fault::Faults;
use crate::input::{Input, Stop};

/// What a reading found.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// The lowest numbers of those that were asked for.
    pub(crate) first: BTreeSet<u64>,
    /// How many were asked for.
    pub(crate) count: u64,
    /// How many connections there are.
    pub(crate) opened: u64,
    /// What was wrong with the input, for whoever does not read it again.
    pub(crate) faults: Faults,
}

/// Reads all to find those that were asked for, of which it keeps the lowest numbers, so many at most. What is wrong with the
/// input is noted only if none was found: else a second reading tells it, or whoever does without one.
///
/// # Errors
/// None is one that was asked for, which is noted.
pub(crate) fn find(
    arguments: &InputArguments,
    filter: &FlowFilterArguments,
    most: usize,
    input: &Input<'_>,
    faults: &mut Faults,
) -> Result<Matches, Stop> {
    let mut finder = ChosenFlows::new(filter, Finder { most, first: BTreeSet::new(), count: 0 });
    let mut first_faults = Faults::default();
    let opened = match finder.read(arguments, input, &mut first_faults) {
        Err(Stop::NothingRead) => {
            *faults = first_faults;
            return Err(Stop::NothingRead);
        }
        opened => opened?,
    };
    let Finder { first, count, .. } = finder.taker;
    if count > 0 {
        return Ok(Matches { first, count, opened, faults: first_faults });
    }
    *faults = first_faults;
    faults.could_not(none_of(opened));
    Err(Stop::NotFound)
}

/// Keeps the lowest numbers.
struct Finder {
    most: usize,
    first: BTreeSet<u64>,
    count: u64,
}

impl Taker for Finder {
    fn flow(&mut self, flow: FlowSummary) {
        self.count += 1;
        self.first.insert(flow.number());
        if self.first.len() > self.most {
            self.first.pop_last();
        }
    }
}
