//! Time as the table believes it.

use core::time::Duration;

use crate::time::Moment;

/// A leap beyond this, forward or back, is believed only when a later stamp confirms it by not falling behind it.
const LEAP: Duration = Duration::from_nanos(LEAP_NANOSECONDS as u64);
const LEAP_NANOSECONDS: i64 = 30_000_000_000;

/// Time since the first stamp that the table believes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TableTime {
    pub(crate) nanoseconds: u64,
}

/// A clock made of the segments' stamps, which never goes back and which one wild stamp cannot move.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    elapsed: TableTime,
    last: Option<Moment>,
    /// Whether a second stamp agrees with the last one; the first of all may be the wild one.
    confirmed: bool,
    doubted: Option<Moment>,
}

impl Clock {
    /// Takes the next stamp; returns the time since the first one that is believed.
    #[inline]
    pub(crate) fn tick(&mut self, stamp: Moment) -> TableTime {
        if let (Some(last), None, true) = (self.last, self.doubted, self.confirmed)
            && let Some(step @ 0..=LEAP_NANOSECONDS) = stamp.0.checked_sub(last.0)
        {
            self.elapsed.nanoseconds = self.elapsed.nanoseconds.saturating_add(step as u64);
            self.last = Some(stamp);
            return self.elapsed;
        }
        self.tick_with_doubt(stamp)
    }

    fn tick_with_doubt(&mut self, stamp: Moment) -> TableTime {
        let Some(last) = self.last else {
            self.last = Some(stamp);
            return self.elapsed;
        };
        let mut last = last;
        if let Some(doubted) =
            self.doubted.take_if(|&mut doubted| stamp >= doubted && apart(stamp, last) > LEAP)
        {
            // Time went on from there; since the first stamp of all, if that was believed, else from nowhere.
            self.advance(if self.confirmed { last } else { doubted }, doubted);
            last = doubted;
        }
        if apart(stamp, last) <= LEAP {
            self.advance(last, last.max(stamp));
            self.doubted = None;
        } else {
            self.doubted = Some(stamp);
        }
        self.elapsed
    }

    fn advance(&mut self, from: Moment, to: Moment) {
        let step = u64::try_from(to.since(from).as_nanos()).unwrap_or(u64::MAX);
        self.elapsed.nanoseconds = self.elapsed.nanoseconds.saturating_add(step);
        self.last = Some(to);
        self.confirmed = true;
    }
}

fn apart(one: Moment, other: Moment) -> Duration {
    one.since(other).max(other.since(one))
}

#[cfg(test)]
mod tests {
    use super::{Clock, TableTime};
    use crate::time::Moment;

    const SECOND: i64 = 1_000_000_000;

    fn elapsed(stamps: &[i64]) -> u64 {
        let mut clock = Clock::default();
        stamps
            .iter()
            .map(|&seconds| clock.tick(Moment(seconds * SECOND)))
            .last()
            .unwrap_or_default()
            .nanoseconds
            / SECOND as u64
    }

    #[test]
    fn one_wild_stamp_moves_nothing() {
        assert_eq!(elapsed(&[0, 1, 4_000_000, 2, 3]), 3);
        assert_eq!(elapsed(&[100, 101, 0, 102, 103]), 3);
    }

    #[test]
    fn a_leap_that_is_confirmed_is_believed() {
        assert_eq!(elapsed(&[0, 1, 1_000, 1_001]), 1_001);
    }

    #[test]
    fn a_capture_of_long_silences_is_believed() {
        // The last stamp of each waits for its confirmation, and a first one that nothing confirms counts for nothing.
        assert_eq!(elapsed(&[0, 60, 120, 180, 240]), 120);
        assert_eq!(elapsed(&[0, 1, 4_000_000, 60, 120]), 60);
        assert_eq!(elapsed(&[0, 1, 60, 4_000_000, 120, 180]), 120);
    }

    #[test]
    fn a_wild_first_stamp_does_not_stop_the_clock() {
        assert_eq!(elapsed(&[9_000_000, 0, 1, 2, 3]), 3);
        assert_eq!(elapsed(&[-9_000_000, 0, 1, 2, 3]), 3, "nor does it count as a time that has passed");
        let mut clock = Clock::default();
        assert_eq!(clock.tick(Moment(i64::MAX)), TableTime::default());
        assert_eq!(clock.tick(Moment(i64::MIN)), TableTime::default());
    }
}
