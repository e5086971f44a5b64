//! How many threads work.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

/// For so many octets of input one thread more is worth its beginning.
const OCTETS_PER_THREAD: u64 = 1 << 20;
/// More than any machine is helped by; each takes memory.
const MOST: NonZeroUsize = NonZeroUsize::new(256).expect("it is not zero");

/// As many as are asked for; else as many as the machine runs at once, and are worth it for an input of so many octets. What tells no
/// length, such as a pipe, is best read by one: what comes is told at once, and the end of the reader ends all.
pub(crate) fn threads(asked: usize, octets: Option<u64>) -> NonZeroUsize {
    let worth = || {
        let worth = octets.map_or(0, |octets| octets / OCTETS_PER_THREAD);
        let most = available_parallelism().unwrap_or(NonZeroUsize::MIN);
        NonZeroUsize::new(usize::try_from(worth).unwrap_or(usize::MAX))
            .map_or(NonZeroUsize::MIN, |worth| worth.min(most))
    };
    NonZeroUsize::new(asked).unwrap_or_else(worth).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::{MOST, threads};
    use std::num::NonZeroUsize;
    use std::thread::available_parallelism;

    #[test]
    fn what_is_asked_for_is_done_within_reason() {
        assert_eq!(threads(3, None).get(), 3);
        assert_eq!(threads(1, Some(u64::MAX)).get(), 1);
        assert_eq!(threads(usize::MAX, None), MOST);
    }

    #[test]
    fn small_inputs_and_pipes_are_read_by_one_thread_and_large_ones_by_all() {
        assert_eq!(threads(0, None).get(), 1);
        assert_eq!(threads(0, Some(100_000)).get(), 1);
        let all = available_parallelism().map_or(1, NonZeroUsize::get);
        assert_eq!(threads(0, Some(u64::MAX)).get(), all.min(MOST.get()));
    }
}
