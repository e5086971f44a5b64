//! Reading one connection of a capture: the one that was asked for, or the one with most to tell.

use std::io;

use synfin::dissect::registry::Registry;
use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;
use synfin::story::interest::Choice;

use crate::arguments::input::InputArguments;
use crate::arguments::one_flow::OneFlowArguments;
use crate::command::all_flows::{self, FlowListener};
use crate::command::chosen::Chosen;
use crate::command::matches::{self, Matches};
use crate::command::spool::Spooled;
use crate::fault::Faults;
use crate::input::{Input, Stop};

/// Gives every segment of the connection that was asked for to `hear`, and returns its summary: that of a number; else the first
/// that was chosen otherwise; else the one with most to tell. Notes a fault, in which `verb` says what cannot be done, if there is
/// no such connection.
pub(crate) fn read(
    arguments: &InputArguments,
    dissectors: &Registry,
    which: &OneFlowArguments,
    verb: &str,
    input: &Input<'_>,
    faults: &mut Faults,
    hear: impl FnMut(&Observation<'_>),
) -> Result<FlowSummary, Stop> {
    // To choose takes one reading, to tell another; standard input can be read only once.
    let spooled = if which.flow.is_none() { Some(Spooled::new(input, faults)?) } else { None };
    let input = spooled.as_ref().map_or(input, |spooled| &spooled.input);
    let flow = match which.flow {
        Some(flow) => flow,
        // What is wrong with the input is told by the second reading.
        None if which.filter.is_empty() => with_most_to_tell(arguments, input)?.unwrap_or_default(),
        None => first_chosen(arguments, which, input, faults)?,
    };
    // Whoever names a number and asks for more is told if the one is not as the other says.
    let asked = if which.flow.is_some() { Some(Chosen::new(&which.filter)) } else { None };
    let others = which.filter.dissectors();
    let dissectors = if asked.is_some() && dissectors.is_empty() { &others } else { dissectors };
    let mut one = One { number: flow, asked, hear, found: Found::Nothing };
    let opened = all_flows::read(arguments, dissectors, input, faults, &mut one)?;
    match one.found {
        Found::It(summary) => return Ok(*summary),
        Found::Other => {
            faults
                .could_not(format_args!("connection {flow} is none of those that the other options choose"));
        }
        Found::Nothing if opened == 0 => {
            faults.could_not(format_args!("there is no TCP connection to {verb}"));
        }
        Found::Nothing => faults.no_connection(flow, opened),
    }
    Err(Stop::NotFound)
}

/// The number of the connection with most to tell; says so if there are several.
fn with_most_to_tell(arguments: &InputArguments, input: &Input<'_>) -> Result<Option<u64>, Stop> {
    let mut interest = MostToTell(Choice::default());
    let read = all_flows::read(arguments, &Registry::new(), input, &mut Faults::default(), &mut interest);
    let opened = match read {
        Err(Stop::NothingRead) => 0,
        opened => opened?,
    };
    let number = interest.0.number();
    if let (Some(number), 2..) = (number, opened) {
        anstream::eprintln!(
            "synfin: of connections 0 to {}, number {number} has most to tell; choose another with --flow N",
            opened - 1
        );
    }
    Ok(number)
}

/// So many of the others that were chosen are told by their numbers.
const OTHERS: usize = 5;

/// The number of the first connection that was chosen; says which others were.
fn first_chosen(
    arguments: &InputArguments,
    which: &OneFlowArguments,
    input: &Input<'_>,
    faults: &mut Faults,
) -> Result<u64, Stop> {
    let matches = matches::find(arguments, &which.filter, OTHERS + 1, input, faults)?;
    let Matches { first, count, opened, .. } = matches;
    let mut numbers = first.into_iter();
    let number = numbers.next().unwrap_or_default();
    if count > 1 {
        let named: Vec<_> = numbers.map(|number| number.to_string()).collect();
        let more = count - 1 - named.len() as u64;
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        anstream::eprintln!(
            "synfin: {count} of {opened} connections are such; this is number {number}; choose another with --flow N: {}{more}",
            named.join(", ")
        );
    }
    Ok(number)
}

/// Finds the connection with most to tell.
struct MostToTell(Choice);

impl FlowListener for MostToTell {
    fn wants_segments(&self) -> bool {
        false
    }

    fn segment(&mut self, _: Moment, _: u64, _: &Verdict) {}

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        self.0.consider(flow);
        Ok(())
    }
}

/// Hears one connection.
struct One<'a, H> {
    number: u64,
    /// What it is to be besides.
    asked: Option<Chosen<'a>>,
    hear: H,
    found: Found,
}

/// What came of the number.
enum Found {
    Nothing,
    It(Box<FlowSummary>),
    /// It is there, and is not as it was to be besides.
    Other,
}

impl<H: FnMut(&Observation<'_>)> FlowListener for One<'_, H> {
    fn wants_segments(&self) -> bool {
        self.asked.as_ref().is_some_and(Chosen::wants_segments)
    }

    fn segment(&mut self, _: Moment, flow: u64, verdict: &Verdict) {
        if let Some(asked) = self.asked.as_mut().filter(|_| flow == self.number) {
            asked.segment(flow, verdict);
        }
    }

    fn hears_of(&self) -> Option<u64> {
        Some(self.number)
    }

    fn hear(&mut self, segment: &Observation<'_>) {
        (self.hear)(segment);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if flow.number() == self.number {
            let is_it = self.asked.as_mut().is_none_or(|asked| asked.take(&flow));
            self.found = if is_it { Found::It(Box::new(flow)) } else { Found::Other };
        }
        Ok(())
    }
}
