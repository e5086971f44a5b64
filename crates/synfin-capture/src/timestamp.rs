//! When a record was captured.

use std::fmt;

/// Nanoseconds in a second.
const SECOND: i64 = 1_000_000_000;

/// A moment: nanoseconds since the epoch (1970-01-01 00:00:00 UTC), negative before it.
///
/// Sixty-four bits reach from 1677 to 2262. What a file claims beyond that stops at [`Timestamp::MIN`] or
/// [`Timestamp::MAX`]; nothing here wraps and nothing panics.
///
/// ```
/// use synfin_capture::timestamp::Timestamp;
///
/// let time = Timestamp::new(1_700_000_000, 1_500_000_000);
/// assert_eq!(time.nanoseconds(), 1_700_000_001_500_000_000);
/// assert_eq!(time.to_string(), "1700000001.500000000");
/// assert_eq!(Timestamp::new(i64::MAX, 0), Timestamp::MAX);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The epoch itself; also the time of a record whose file tells none (a Simple Packet Block).
    pub const EPOCH: Timestamp = Timestamp(0);
    /// The earliest moment, and all before it.
    pub const MIN: Timestamp = Timestamp(i64::MIN);
    /// The latest moment, and all after it.
    pub const MAX: Timestamp = Timestamp(i64::MAX);

    /// So many seconds since the epoch, plus so many nanoseconds, which may exceed a second or be negative.
    #[inline]
    pub const fn new(seconds: i64, nanoseconds: i64) -> Timestamp {
        Timestamp(seconds.saturating_mul(SECOND).saturating_add(nanoseconds))
    }

    /// So many nanoseconds since the epoch.
    #[inline]
    pub const fn from_nanoseconds(nanoseconds: i64) -> Timestamp {
        Timestamp(nanoseconds)
    }

    /// As [`Timestamp::from_nanoseconds`], but stopping at the ends of the range.
    #[inline]
    pub(crate) fn saturating(nanoseconds: i128) -> Timestamp {
        Timestamp(nanoseconds.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
    }

    /// Nanoseconds since the epoch.
    #[inline]
    pub const fn nanoseconds(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    #[inline]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    /// What [`Timestamp::seconds`] leaves: nanoseconds, from 0 to 999,999,999.
    #[inline]
    pub const fn subsecond_nanoseconds(self) -> u32 {
        self.0.rem_euclid(SECOND) as u32
    }

    /// Nanoseconds from `earlier` to `self`, negative when the order is the other way round.
    #[inline]
    pub const fn since(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Seconds since the epoch with nine decimals.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:09}", size / SECOND as u64, size % SECOND as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn nothing_overflows_at_the_ends_of_the_range() {
        assert_eq!(Timestamp::new(i64::MIN, i64::MIN), Timestamp::MIN);
        assert_eq!(Timestamp::saturating(i128::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::MAX.since(Timestamp::MIN), i64::MAX);
        assert_eq!(Timestamp::MIN.to_string(), "-9223372036.854775808");
    }

    #[test]
    fn before_the_epoch_the_parts_still_add_up() {
        let time = Timestamp::new(-1, 250_000_000);
        assert_eq!((time.seconds(), time.subsecond_nanoseconds()), (-1, 250_000_000));
        assert_eq!(time.to_string(), "-0.750000000");
    }
}
