//! What is kept for a frame: plain data without a destructor, in the host's memory.

use synfin::flow::outcome::Outcome;
use synfin::flow::verdict::Verdict;

/// What is kept for a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// What its segment told.
    Segment(Segment),
    /// A bug in synfin showed itself here: it stops, and the host goes on.
    Stopped,
}

/// What a segment told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// The number of its connection.
    pub(crate) flow: u64,
    pub(crate) verdict: Verdict,
    /// What became of the connection, where this segment ended it.
    pub(crate) outcome: Option<Outcome>,
    /// The `tcp.stream` that the connection began in, where the host counts this segment to another.
    pub(crate) began_in: Option<u32>,
}

const _: () = assert!(!core::mem::needs_drop::<Told>());
