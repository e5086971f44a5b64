//! Which connections of a capture are those that were asked for.

use std::collections::BTreeSet;
use std::io;

use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;

use crate::arguments::InputArguments;
use crate::arguments::flow_filter::FlowFilterArguments;
use crate::command::all_flows::{FlowListener, read};
use crate::command::chosen::Chosen;
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
    let mut finder = Finder { chosen: Chosen::new(filter), most, matches: Matches::default() };
    let mut first_faults = Faults::default();
    let opened = read(arguments, &filter.dissectors(), input, &mut first_faults, &mut finder);
    let opened = match opened {
        Err(Stop::NothingRead) => {
            *faults = first_faults;
            return Err(Stop::NothingRead);
        }
        opened => opened?,
    };
    if finder.matches.count > 0 {
        return Ok(Matches { opened, faults: first_faults, ..finder.matches });
    }
    *faults = first_faults;
    faults.could_not(none_of(opened));
    Err(Stop::NotFound)
}

/// What is said where no connection of so many is one that was asked for.
pub(crate) fn none_of(opened: u64) -> String {
    match opened {
        0 => "there is no TCP connection".to_owned(),
        1 => "the only TCP connection is not one that was asked for".to_owned(),
        _ => format!("none of {opened} TCP connections is one that was asked for"),
    }
}

struct Finder<'a> {
    chosen: Chosen<'a>,
    most: usize,
    matches: Matches,
}

impl FlowListener for Finder<'_> {
    fn wants_segments(&self) -> bool {
        self.chosen.wants_segments()
    }

    fn segment(&mut self, _: Moment, flow: u64, verdict: &Verdict) {
        self.chosen.segment(flow, verdict);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if self.chosen.take(&flow) {
            let Matches { first, count, .. } = &mut self.matches;
            *count += 1;
            first.insert(flow.number());
            if first.len() > self.most {
                first.pop_last();
            }
        }
        Ok(())
    }
}
