//! Connections over time.

use core::time::Duration;
use std::collections::HashMap;

use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

use crate::flow_summary::FlowSummary;
use crate::report::text::brief::brief_name;

/// Parts that the time of a capture is cut into: what comes in one is drawn in one place.
pub const CELLS: usize = 640;
/// Bars that a picture has at most; connections beyond are counted.
pub const MOST_ROWS: usize = 500;
/// Bars that a picture has unless asked otherwise.
pub const USUAL_ROWS: usize = 50;

/// Which stage is drawn where segments of several come at one place: the first of these. What is rare is what is looked for.
const BY_RARITY: [Stage; Stage::ALL.len()] =
    [Stage::Reset, Stage::Close, Stage::Open, Stage::Outside, Stage::Transfer];

/// A bar: one connection.
#[derive(Clone, Debug)]
pub struct Bar {
    flow: FlowSummary,
    cells: Vec<Option<Stage>>,
}

impl Bar {
    /// The connection.
    pub const fn flow(&self) -> &FlowSummary {
        &self.flow
    }

    /// The stage of its segments in each part of the time; none where none came.
    pub fn cells(&self) -> &[Option<Stage>] {
        &self.cells
    }
}

/// The connections of a capture over time.
#[derive(Clone, Debug)]
pub struct Timeline {
    start: Moment,
    end: Moment,
    bars: Vec<Bar>,
    /// Which bar is whose.
    places: HashMap<u64, usize>,
    /// Connections that began in each part of the time.
    begun: Vec<u64>,
    connections: u64,
    source: Option<String>,
}

impl Timeline {
    /// A picture of these connections from top to bottom, at most [`MOST_ROWS`] of them, over the time of all of them; it is filled by
    /// [`Timeline::watch`] and [`Timeline::count`].
    pub fn new(flows: &[FlowSummary]) -> Timeline {
        let start = flows.iter().map(FlowSummary::first_time).min().unwrap_or_default();
        let end = flows.iter().map(FlowSummary::last_time).max().unwrap_or_default();
        Timeline::between(start, end, flows)
    }

    /// The same over the time from `start` to `end`.
    pub fn between(start: Moment, end: Moment, flows: &[FlowSummary]) -> Timeline {
        let flows = flows.iter().take(MOST_ROWS);
        let bars: Vec<Bar> = flows.map(|flow| Bar { flow: flow.clone(), cells: vec![None; CELLS] }).collect();
        let places = bars.iter().enumerate().map(|(place, bar)| (bar.flow.number(), place)).collect();
        Timeline { start, end, bars, places, begun: vec![0; CELLS], connections: 0, source: None }
    }

    /// The same, with the name of what it was read from, which is told in the picture.
    #[must_use]
    pub fn with_source(self, name: &str) -> Timeline {
        Timeline { source: Some(brief_name(name)), ..self }
    }

    /// Takes a segment.
    pub fn watch(&mut self, time: Moment, flow: u64, step: Step) {
        let Some(&place) = self.places.get(&flow) else { return };
        let cell = self.cell(time);
        if let Some(cell) = self.bars[place].cells.get_mut(cell) {
            *cell = rarer(*cell, Some(step.stage()));
        }
    }

    /// Takes a connection, whether or not it is drawn.
    pub fn count(&mut self, flow: &FlowSummary) {
        self.connections += 1;
        let cell = self.cell(flow.first_time());
        self.begun[cell] += 1;
    }

    /// The part of the time that a moment lies in.
    fn cell(&self, time: Moment) -> usize {
        let span = u128::from(self.end.0.abs_diff(self.start.0)).max(1);
        let since = u128::from(time.0.saturating_sub(self.start.0).max(0).unsigned_abs());
        usize::try_from(since * (CELLS as u128 - 1) / span).map_or(CELLS - 1, |cell| cell.min(CELLS - 1))
    }

    /// The cells in which a connection begins and ends.
    pub(crate) fn life(&self, flow: &FlowSummary) -> (usize, usize) {
        (self.cell(flow.first_time()), self.cell(flow.last_time()))
    }

    /// The bars from top to bottom.
    pub fn bars(&self) -> &[Bar] {
        &self.bars
    }

    /// How many connections there are, drawn or not.
    pub const fn connections(&self) -> u64 {
        self.connections
    }

    /// How many connections began in each part of the time.
    pub fn begun(&self) -> &[u64] {
        &self.begun
    }

    /// From when time counts.
    pub const fn start(&self) -> Moment {
        self.start
    }

    /// How long the time is.
    pub const fn span(&self) -> Duration {
        self.end.since(self.start)
    }

    /// How long one of so many equal parts of it is.
    pub(crate) fn part(&self, parts: usize) -> Duration {
        self.span() / u32::try_from(parts).unwrap_or(u32::MAX).max(1)
    }

    /// What it was read from, if that was told; shortened, and anything can be in it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

/// What is drawn where both come.
pub(crate) fn rarer(one: Option<Stage>, other: Option<Stage>) -> Option<Stage> {
    let both = [one, other];
    BY_RARITY.into_iter().find(|stage| both.contains(&Some(*stage)))
}
