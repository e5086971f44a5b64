//! Who is told what a session hears.

use std::io;
use std::time::{Duration, Instant};

use synfin::analyzer::Analyzer;
use synfin::capture::live::drops::Drops;
use synfin::flow::time::Moment;
use synfin::flow_summary::FlowSummary;

/// What a session counted by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    pub(crate) began: Instant,
    /// How late it is by the stamps of the frames.
    pub(crate) clock: Moment,
    /// Octets of all frames on the wire.
    pub(crate) octets: u64,
    /// What the system dropped, as it was known about a second ago.
    pub(crate) drops: Drops,
}

/// Whether to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    GoOn,
    End,
}

/// Whoever watches a session: rows on standard output, or a table on the screen.
pub(crate) trait Audience {
    /// A connection has left.
    fn ended(&mut self, flow: &FlowSummary) -> io::Result<()>;

    /// Some frames came, or for a while none did.
    fn turn(&mut self, analyzer: &Analyzer, tally: &Tally, now: Instant) -> io::Result<Wish>;

    /// How long it may take until the next turn.
    fn patience(&self) -> Duration;
}
