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
        let [end_of_input, timeout, evicted, reused] = self.ended;
        match why {
            Ended::EndOfInput => end_of_input,
            Ended::Timeout => timeout,
            Ended::Evicted => evicted,
            Ended::Reused => reused,
        }
    }

    /// Whether every flow that began is either held or has left for a reason.
    pub fn balance(&self) -> bool {
        let gone = self.ended.iter().fold(self.live, |sum, ended| sum.saturating_add(*ended));
        self.opened == gone
    }

    /// These accounts and others together.
    pub(crate) fn with(mut self, others: Books) -> Books {
        self.opened = self.opened.saturating_add(others.opened);
        self.live = self.live.saturating_add(others.live);
        self.ended.iter_mut().zip(others.ended).for_each(|(ended, more)| *ended = ended.saturating_add(more));
        self
    }

    pub(crate) const fn open(&mut self) {
        self.opened = self.opened.saturating_add(1);
        self.live = self.live.saturating_add(1);
    }

    pub(crate) const fn end(&mut self, why: Ended) {
        self.live = self.live.saturating_sub(1);
        let [end_of_input, timeout, evicted, reused] = &mut self.ended;
        let ended = match why {
            Ended::EndOfInput => end_of_input,
            Ended::Timeout => timeout,
            Ended::Evicted => evicted,
            Ended::Reused => reused,
        };
        *ended = ended.saturating_add(1);
    }
}
