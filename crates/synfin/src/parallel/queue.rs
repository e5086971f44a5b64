//! Batches on their way from the thread that reads to the one that analyzes.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use synfin_capture::batch::Batch;
use synfin_capture::filter_tally::FilterTally;

/// How much may wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) octets: usize,
    pub(crate) records: usize,
}

/// How long whoever takes waits before it asks whether to stop.
const PATIENCE: Duration = Duration::from_millis(100);

/// What came of taking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// There are batches.
    Some,
    /// Nothing more will come.
    End,
    /// The wait was ended.
    Stopped,
}

/// Batches that wait to be taken, all at once. It is full when they reach its bound; whoever brings more waits.
#[derive(Debug)]
pub(crate) struct Queue {
    bound: Bound,
    state: Mutex<State>,
    brought: Condvar,
    taken: Condvar,
}

#[derive(Debug, Default)]
struct State {
    batches: Vec<Batch>,
    octets: usize,
    records: usize,
    /// Batches whose memory may be used again.
    used: Vec<Batch>,
    /// Nothing more will be brought.
    ended: bool,
    /// What a filter said of that which was brought.
    tally: FilterTally,
    /// Nobody will take any more.
    closed: bool,
}

impl Queue {
    pub(crate) fn new(bound: Bound) -> Queue {
        Queue { bound, state: Mutex::default(), brought: Condvar::new(), taken: Condvar::new() }
    }

    /// Nothing is done under the lock that could leave the state half changed.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings a batch, once there is room; returns one to fill. None when nobody wants more.
    pub(crate) fn bring(&self, batch: Batch) -> Option<Batch> {
        let is_full = |state: &mut State| {
            !state.closed && (state.octets >= self.bound.octets || state.records >= self.bound.records)
        };
        let mut state = self.taken.wait_while(self.state(), is_full).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return None;
        }
        state.octets += batch.size();
        state.records += batch.len();
        state.batches.push(batch);
        self.brought.notify_one();
        Some(state.used.pop().unwrap_or_default())
    }

    /// Says that nothing more will come.
    pub(crate) fn end(&self) {
        let mut state = self.state();
        state.ended = true;
        self.brought.notify_one();
    }

    /// Says what a filter let pass and left out so far.
    pub(crate) fn set_filter_tally(&self, tally: FilterTally) {
        self.state().tally = tally;
    }

    /// What a filter let pass and left out, as it was said last.
    pub(crate) fn filter_tally(&self) -> FilterTally {
        self.state().tally
    }

    /// Takes all that waits, or waits for something, unless `stop` tells it not to; what was in `batches` before is used again.
    pub(crate) fn take_unless(&self, batches: &mut Vec<Batch>, stop: impl Fn() -> bool) -> Taken {
        let is_empty = |state: &mut State| state.batches.is_empty() && !state.ended;
        let mut state = self.state();
        while is_empty(&mut state) {
            if stop() {
                batches.clear();
                return Taken::Stopped;
            }
            let waited = self.brought.wait_timeout_while(state, PATIENCE, is_empty);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let used = core::mem::take(batches);
        *batches = core::mem::replace(&mut state.batches, Vec::with_capacity(used.len()));
        state.used = used;
        (state.octets, state.records) = (0, 0);
        self.taken.notify_one();
        if batches.is_empty() { Taken::End } else { Taken::Some }
    }

    /// Says that nobody will take any more.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.taken.notify_one();
    }
}
