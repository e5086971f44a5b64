//! Which records are wanted, where a filter says so.

use std::collections::BTreeSet;

use crate::error::Reason;
use crate::filter::Filter;
use crate::format::step::Step;

/// Says of each record whether it is wanted.
#[derive(Debug)]
pub(crate) struct Judge {
    filter: Filter,
    /// Numbers of the link types of which it was told that the filter means nothing there.
    told: BTreeSet<u16>,
}

impl Judge {
    /// Wants what the filter matches.
    pub(crate) const fn new(filter: Filter) -> Judge {
        Judge { filter, told: BTreeSet::new() }
    }

    /// The step at the beginning of these octets, as it is to be taken: a record that is not wanted is passed over.
    pub(crate) fn judge(&mut self, step: Step, octets: &[u8]) -> Step {
        let Step::Record(found) = step else { return step };
        let link_type = found.link_type;
        match self.filter.matches(link_type, octets.get(found.octets.clone()).unwrap_or_default()) {
            Some(true) => Step::Record(found),
            None if self.told.insert(link_type.0) => Step::Fault {
                reason: Reason::NotFilterable { link_type },
                length: found.length as u64,
                is_frame: true,
            },
            Some(false) | None => Step::Skip { length: found.length, is_frame: true, is_left_out: true },
        }
    }
}
