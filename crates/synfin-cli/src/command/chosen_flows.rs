//! Reading a capture for the sake of the connections that were asked for.

use std::io;

use synfin::flow::step::Step;
use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::input::InputArguments;
use crate::command::all_flows::{FlowListener, read};
use crate::command::chosen::Chosen;
use crate::fault::Faults;
use crate::input::{Input, Stop};

/// What takes the connections that were asked for.
pub(crate) trait Taker {
    /// Whether it wants to know of all segments, too, whoever's they are.
    const WANTS_SEGMENTS: bool = false;

    /// Takes a segment.
    fn segment(&mut self, _time: Moment, _flow: u64, _step: Step) {}

    /// Takes a connection that was asked for, and has left.
    fn flow(&mut self, flow: FlowSummary);
}

/// Gives the connections that were asked for to a taker.
pub(crate) struct ChosenFlows<'a, T> {
    filter: &'a FlowFilterArguments,
    chosen: Chosen<'a>,
    /// Connections that were taken.
    taken: u64,
    pub(crate) taker: T,
}

impl<'a, T: Taker> ChosenFlows<'a, T> {
    pub(crate) fn new(filter: &'a FlowFilterArguments, taker: T) -> ChosenFlows<'a, T> {
        ChosenFlows { filter, chosen: Chosen::new(filter), taken: 0, taker }
    }

    /// Reads all; how many connections there were, asked for or not.
    pub(crate) fn read(
        &mut self,
        arguments: &InputArguments,
        input: &Input<'_>,
        faults: &mut Faults,
    ) -> Result<u64, Stop> {
        let dissectors = self.filter.dissectors();
        read(arguments, &dissectors, input, faults, self)
    }

    /// The same; notes a fault if there is nothing to draw.
    pub(crate) fn read_to_draw(
        &mut self,
        arguments: &InputArguments,
        input: &Input<'_>,
        faults: &mut Faults,
    ) -> Result<(), Stop> {
        let opened = self.read(arguments, input, faults)?;
        if self.taken > 0 {
            return Ok(());
        }
        faults.could_not(none_of(opened));
        Err(Stop::NotFound)
    }
}

impl<T: Taker> FlowListener for ChosenFlows<'_, T> {
    fn wants_segments(&self) -> bool {
        T::WANTS_SEGMENTS || self.chosen.wants_segments()
    }

    fn segment(&mut self, time: Moment, flow: u64, verdict: &Verdict) {
        self.chosen.segment(flow, verdict);
        self.taker.segment(time, flow, verdict.step);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if self.chosen.take(&flow) {
            self.taken += 1;
            self.taker.flow(flow);
        }
        Ok(())
    }
}

/// What is said where no connection of so many is one that was asked for.
pub(crate) fn none_of(opened: u64) -> String {
    match opened {
        0 => "there is no TCP connection".to_owned(),
        1 => "the only TCP connection is not one that was asked for".to_owned(),
        _ => format!("none of {opened} TCP connections is one that was asked for"),
    }
}
