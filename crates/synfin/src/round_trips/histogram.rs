//! Counts of times in bins of equal ratio.

use core::time::Duration;

use crate::round_trips::quantiles::Quantiles;

/// Bins for each power of ten.
pub const BINS_PER_DECADE: usize = 10;
/// Powers of ten: from 1 µs to 1000 s.
const DECADES: usize = 9;
/// Where the first bin begins, in nanoseconds.
const FIRST: f64 = 1_000.0;
/// Bins in all; the first also holds what is shorter, the last what is longer.
pub const BINS: usize = BINS_PER_DECADE * DECADES;

/// How many times lie in each bin.
#[derive(Clone, Debug)]
pub struct Histogram {
    bins: [u64; BINS],
    shortest: Duration,
    longest: Duration,
    quantiles: Quantiles,
}

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram {
            bins: [0; BINS],
            shortest: Duration::MAX,
            longest: Duration::ZERO,
            quantiles: Quantiles::default(),
        }
    }
}

/// Where a bin begins.
pub fn begin(bin: usize) -> Duration {
    let decades = bin as f64 / BINS_PER_DECADE as f64;
    Duration::from_nanos((FIRST * 10_f64.powf(decades)).round() as u64)
}

/// The bin that a time lies in.
pub fn bin_of(time: Duration) -> usize {
    let decades = (time.as_nanos() as f64 / FIRST).max(1.0).log10();
    let near = (decades * BINS_PER_DECADE as f64) as usize;
    // The logarithm may miss a boundary by a hair: the boundaries themselves decide.
    let bin = (near.saturating_sub(1)..=near + 1).rev().find(|bin| begin(*bin) <= time).unwrap_or(0);
    bin.min(BINS - 1)
}

impl Histogram {
    /// Takes a time.
    pub fn add(&mut self, time: Duration) {
        self.bins[bin_of(time)] += 1;
        self.shortest = self.shortest.min(time);
        self.longest = self.longest.max(time);
        self.quantiles.add(time);
    }

    /// How many times were taken.
    pub const fn count(&self) -> u64 {
        self.quantiles.count()
    }

    /// How many lie in each bin.
    pub const fn bins(&self) -> &[u64; BINS] {
        &self.bins
    }

    /// The shortest time and the longest, if there is any.
    pub fn extremes(&self) -> Option<(Duration, Duration)> {
        (self.shortest <= self.longest).then_some((self.shortest, self.longest))
    }

    /// The shortest time that this part of them does not exceed; see [`Quantiles::at_most`].
    pub fn at_most(&self, part: f64) -> Option<Duration> {
        self.quantiles.at_most(part)
    }

    /// Whether that is one of the times, and not only near it.
    pub const fn is_exact(&self) -> bool {
        self.quantiles.is_exact()
    }
}

#[cfg(test)]
mod tests {
    use super::{BINS, Histogram, begin, bin_of};
    use core::time::Duration;

    #[test]
    fn every_boundary_begins_its_own_bin_and_ends_the_one_before() {
        for bin in 1..BINS {
            assert_eq!(bin_of(begin(bin)), bin);
            assert_eq!(bin_of(begin(bin).saturating_sub(Duration::from_nanos(1))), bin - 1);
        }
    }

    #[test]
    fn what_lies_outside_is_in_the_bins_at_the_edge() {
        assert_eq!([Duration::ZERO, Duration::from_nanos(999), Duration::MAX].map(bin_of), [0, 0, BINS - 1]);
        let mut histogram = Histogram::default();
        assert_eq!((histogram.count(), histogram.extremes(), histogram.at_most(0.5)), (0, None, None));
        histogram.add(Duration::MAX);
        assert_eq!(
            (histogram.bins()[BINS - 1], histogram.extremes()),
            (1, Some((Duration::MAX, Duration::MAX)))
        );
    }
}
