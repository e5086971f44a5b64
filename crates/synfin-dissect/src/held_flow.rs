//! A connection that is held.

use synfin_flow::direction::Direction;

use crate::cursor::Cursor;
use crate::emission::Emissions;
use crate::failure::Failure;
use crate::flow_info::FlowInfo;
use crate::stages::Stages;
use crate::start::Start;

/// A connection that is held.
pub(crate) struct HeldFlow {
    pub(crate) number: u64,
    /// Who claimed it, by its place in the registry.
    pub(crate) claimed_by: Option<u16>,
    pub(crate) claim: Claim,
    pub(crate) kept: Emissions,
    /// Octets that those take.
    pub(crate) kept_octets: usize,
    pub(crate) failure: Option<Failure>,
}

/// Whose it is.
pub(crate) enum Claim {
    /// Its first octets do not tell yet.
    Undecided(Box<Undecided>),
    By(Box<Active>),
    /// Nobody's, or nobody's any more.
    Over,
}

/// First octets, until they tell whose they are.
pub(crate) struct Undecided {
    pub(crate) info: FlowInfo,
    pub(crate) first: [First; 2],
}

/// First octets of one direction.
#[derive(Default)]
pub(crate) struct First {
    pub(crate) octets: Vec<u8>,
    pub(crate) start: Start,
    /// How many of them are in the account of what is buffered.
    pub(crate) counted: usize,
    /// They are nobody's; the other direction may tell more.
    pub(crate) is_nobodys: bool,
}

impl Undecided {
    /// Octets that it holds.
    pub(crate) fn held(&self) -> usize {
        self.first.iter().map(|first| first.counted).sum()
    }
}

/// A dissector at work.
pub(crate) struct Active {
    pub(crate) task: Task,
    pub(crate) info: FlowInfo,
    pub(crate) ends: [ActiveEnd; 2],
}

/// Whose work it is.
pub(crate) struct Task {
    /// The dissector's place in the registry.
    pub(crate) dissector: u16,
    /// The stages that it hears of.
    pub(crate) stages: Stages,
    /// Where its state lies.
    pub(crate) place: usize,
    /// What the state holds beside its own size, as far as was asked.
    pub(crate) held: usize,
}

/// One direction, and how far it was told.
#[derive(Clone, Copy, Default)]
pub(crate) struct ActiveEnd {
    pub(crate) start: Start,
    pub(crate) cursor: Cursor,
}

impl HeldFlow {
    pub(crate) const fn new(number: u64) -> HeldFlow {
        HeldFlow {
            number,
            claimed_by: None,
            claim: Claim::Over,
            kept: Emissions::new(),
            kept_octets: 0,
            failure: None,
        }
    }
}

/// Place of an end in an array of two.
#[inline]
pub(crate) const fn index(of: Direction) -> usize {
    of as usize
}

#[cfg(test)]
mod tests {
    use super::{Active, HeldFlow};

    #[test]
    fn a_connection_that_is_held_takes_at_most_400_octets_of_the_engines_own() {
        assert!(size_of::<HeldFlow>() + size_of::<Active>() <= 400);
    }
}
