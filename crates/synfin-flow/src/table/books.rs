//! The table's accounts.

use crate::outcome::Ended;

/// How many flows began, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// Flows that began.
    pub opened: u64,
    /// Flows that are held now.
    pub live: u64,
    ended: [u64; Ended::ALL.len()],
}

impl Books {
    /// Flows that left the table for one reason.
    pub const fn ended(&self, why: Ended) -> u64 {
        self.ended[why as usize]
    }

    /// Whether every flow that began is either held or has left for a reason.
    pub fn balance(&self) -> bool {
        self.opened == self.live + self.ended.iter().sum::<u64>()
    }

    /// These accounts and others together.
    pub(crate) fn with(mut self, others: Books) -> Books {
        self.opened += others.opened;
        self.live += others.live;
        self.ended.iter_mut().zip(others.ended).for_each(|(ended, more)| *ended += more);
        self
    }

    pub(crate) const fn open(&mut self) {
        self.opened += 1;
        self.live += 1;
    }

    pub(crate) const fn end(&mut self, why: Ended) {
        self.live -= 1;
        self.ended[why as usize] += 1;
    }
}
