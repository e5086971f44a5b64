//! What there is to show at one moment.

use std::time::Duration;

use synfin::capture::live::drops::Drops;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::key::Socket;
use synfin::flow::outcome::Outcome;
use synfin::flow::stage::Stage;
use synfin::report::live::Held;

/// What there is to show at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    pub(crate) rows: Vec<Row>,
    pub(crate) totals: Totals,
}

/// One connection that is held.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) number: u64,
    pub(crate) originator: Socket,
    pub(crate) responder: Socket,
    /// In which part of its life it is, or was when it ended.
    pub(crate) stage: Stage,
    /// Both directions are closed, or one end gave it up.
    pub(crate) is_over: bool,
    /// What would be told of it if nothing more came.
    pub(crate) outcome: Outcome,
    /// By what dissectors know it.
    pub(crate) known_as: String,
    /// Of the originator and the responder.
    pub(crate) states: [(State, Basis); 2],
    /// Octets of IP packets so far, from the originator and from the responder.
    pub(crate) octets: [u64; 2],
    /// The same a second, since the sample before; none if it was not in that one and began before.
    pub(crate) rates: Option<[f64; 2]>,
    /// Since its first segment.
    pub(crate) age: Duration,
    /// Since its last segment.
    pub(crate) idle: Duration,
}

impl Row {
    /// Octets of both directions.
    pub(crate) fn all_octets(&self) -> u64 {
        self.octets.iter().sum()
    }

    /// Octets a second of both directions.
    pub(crate) fn rate(&self) -> f64 {
        self.rates.map_or(0.0, |rates| rates.iter().sum())
    }
}

/// All connections together, and all frames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    /// Since listening began.
    pub(crate) took: Duration,
    pub(crate) frames: u64,
    pub(crate) frames_per_second: f64,
    pub(crate) tcp: u64,
    pub(crate) octets: u64,
    pub(crate) octets_per_second: f64,
    pub(crate) drops: Drops,
    /// TCP segments a second by stage, in the order of [`Stage::ALL`].
    pub(crate) segments_per_second: [f64; Stage::ALL.len()],
    /// Connections that are held.
    pub(crate) held: Held,
    /// Connections that made place for others before they were over.
    pub(crate) made_place: u64,
    /// Connections that have left, by outcome, those that there were.
    pub(crate) outcomes: Vec<(Outcome, u64)>,
}
