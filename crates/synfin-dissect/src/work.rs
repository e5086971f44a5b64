//! What the tasks of all dissectors share: their counts, what they told, and how much they hold.

use crate::counts::Counts;
use crate::emission::Emissions;
use crate::failure::Failure;
use crate::limits::DissectionLimits;

/// What the tasks of all dissectors share.
pub(crate) struct Work {
    /// Of each dissector.
    pub(crate) counts: Vec<Counts>,
    /// What was told with the segment at hand.
    pub(crate) emitted: Emissions,
    /// What all states hold beside their own sizes, and first octets that nobody claimed yet.
    pub(crate) buffered: usize,
    /// Octets of all values that are kept.
    pub(crate) kept: usize,
    pub(crate) limits: DissectionLimits,
}

/// How the work of a dissector on a connection ends.
#[derive(Clone, Debug)]
pub(crate) enum Over {
    /// It told all that it could.
    Done,
    /// It failed, panicked, or held too much.
    Off(Failure),
}

impl Work {
    pub(crate) fn new(dissectors: usize, limits: DissectionLimits) -> Work {
        Work {
            counts: vec![Counts::default(); dissectors],
            emitted: Emissions::default(),
            buffered: 0,
            kept: 0,
            limits,
        }
    }
}
