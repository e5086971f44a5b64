//! What a dissector gets.

use synfin_flow::direction::Direction;
use synfin_flow::note::Notes;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

/// The segment at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Number of the frame, from 1.
    pub frame: u64,
    /// When it was captured.
    pub time: Moment,
    /// The end that sent it.
    pub direction: Direction,
    /// What it does in the life of its connection.
    pub step: Step,
    /// What else there is to say.
    pub notes: Notes,
}

/// Octets of payload that were not there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Data<'a> {
    /// The segment that brought them, or the last of them.
    pub at: At,
    /// How many octets its sender sent before the first of these.
    pub offset: u64,
    /// At least one octet.
    pub octets: &'a [u8],
}

/// Octets that a dissector does not get: lost by the capture, late, or not kept of a long segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The segment that shows it.
    pub at: At,
    /// How many octets its sender sent before the gap.
    pub offset: u64,
    /// How many are missing; at least one.
    pub len: u64,
}
