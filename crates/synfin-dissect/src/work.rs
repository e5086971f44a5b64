//! What the tasks of all dissectors share: their counts, what they told, and how much they hold.

use crate::counts::Counts;
use crate::emission::Emissions;
use crate::failure::Failure;
use crate::field::InFlow;
use crate::held_flow::HeldFlow;
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

    /// Keeps of what was told with the segment at hand what belongs into the row of the connection.
    #[inline(never)]
    pub(crate) fn keep(&mut self, held: &mut HeldFlow) {
        let Some(by) = held.claimed_by else { return };
        for emission in &self.emitted {
            let is_wanted = match emission.in_flow {
                InFlow::Never => false,
                InFlow::First => held.kept.iter().all(|kept| kept.field != emission.field),
                InFlow::Every => true,
            };
            if !is_wanted {
                continue;
            }
            let size = emission.size();
            if held.kept.len() >= DissectionLimits::MOST_KEPT
                || held.kept_octets.saturating_add(size) > DissectionLimits::MOST_KEPT_OCTETS
                || self.kept.saturating_add(size) > self.limits.kept
            {
                self.counts[usize::from(by)].not_kept += 1;
                continue;
            }
            held.kept_octets += size;
            self.kept += size;
            held.kept.push(emission.clone());
        }
    }
}
