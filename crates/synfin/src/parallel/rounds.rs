//! A thread that reads ahead.

use core::num::NonZeroUsize;
use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use synfin_capture::batch::{Batch, Batches};
use synfin_capture::filter_tally::FilterTally;

use crate::parallel::queue::{Bound, Queue, Taken};

/// Octets that a round holds for each thread that analyzes it.
pub(crate) const OCTETS_PER_THREAD: usize = 2 << 20;
/// Records that a round holds for each thread at most.
pub(crate) const RECORDS_PER_THREAD: usize = 1 << 13;

/// The batches of a capture, read ahead by a thread of their own, within bounds.
///
/// What was read is handed over at once, however little it is: nothing waits for an input that stalls.
#[derive(Debug)]
pub struct Rounds {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

impl Rounds {
    /// Reads a capture, or several that are [merged](synfin_capture::merge::Merge), for an analysis by so many threads.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn of(reader: impl Batches + Send + 'static, threads: NonZeroUsize) -> io::Result<Rounds> {
        let octets = OCTETS_PER_THREAD.saturating_mul(threads.get());
        let records = RECORDS_PER_THREAD.saturating_mul(threads.get());
        let queue = Arc::new(Queue::new(Bound { octets, records }));
        let ahead = Ahead(Arc::clone(&queue));
        let thread = Builder::new().name("synfin-reader".to_owned()).spawn(move || ahead.read(reader))?;
        Ok(Rounds { queue, thread: Some(thread) })
    }

    /// The next batches, at least one; those that `batches` held are used again. False at the end of the input.
    pub fn next(&mut self, batches: &mut Vec<Batch>) -> bool {
        self.next_unless(batches, || false)
    }

    /// The same; but `stop` is asked now and then, ten times a second, while there is nothing yet. False too when it says so: drop this
    /// then, or [abandon](Rounds::abandon) it, as the thread may wait on.
    pub fn next_unless(&mut self, batches: &mut Vec<Batch>, stop: impl Fn() -> bool) -> bool {
        match self.queue.take_unless(batches, stop) {
            Taken::Some => return true,
            Taken::Stopped => {}
            Taken::End => self.join(),
        }
        false
    }

    /// What a filter let pass and what it left out of the capture, as far as that was read; nothing where there is none.
    pub fn filter_tally(&self) -> FilterTally {
        self.queue.filter_tally()
    }

    /// Lets the thread go without waiting for it, as it may itself wait for an input that has nothing: it ends as soon as
    /// something comes.
    pub fn abandon(mut self) {
        self.thread = None;
    }

    fn join(&mut self) {
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            resume_unwind(panic);
        }
    }
}

/// The thread ends before this returns, after what it is reading at the moment.
impl Drop for Rounds {
    fn drop(&mut self) {
        self.queue.close();
        if !std::thread::panicking() {
            self.join();
        }
    }
}

/// The thread's side; tells the other one that nothing more will come, whatever ends the thread.
struct Ahead(Arc<Queue>);

impl Ahead {
    fn read(self, mut reader: impl Batches) {
        let mut batch = Batch::default();
        while reader.next_batch(&mut batch) {
            self.0.set_filter_tally(reader.filter_tally());
            let Some(other) = self.0.bring(batch) else { return };
            batch = other;
        }
        self.0.set_filter_tally(reader.filter_tally());
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.0.end();
    }
}
