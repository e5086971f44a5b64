//! The unit of an interface's time stamps.

use crate::timestamp::Timestamp;

/// How the ticks of an interface become time (draft-ietf-opsawg-pcapng, options if_tsresol and if_tsoffset).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolution {
    unit: Unit,
    /// if_tsoffset: seconds to be added.
    pub(crate) offset: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A tick is 10^0 to 10^-9 seconds: so many nanoseconds.
    Nanoseconds(u32),
    /// A tick is shorter than a nanosecond: 10 to this power make one.
    PartsOfNanosecond(u8),
    /// A tick is 2^-n seconds.
    Halves(u8),
}

impl Resolution {
    /// What holds unless the options say otherwise: microseconds since the epoch.
    pub(crate) const MICROSECONDS: Resolution = Resolution { unit: Unit::Nanoseconds(1000), offset: 0 };

    /// Takes an if_tsresol: the high bit tells the base (2 when set, else 10), the rest the negative exponent.
    pub(crate) fn set(&mut self, tsresol: u8) {
        let exponent = tsresol & 0x7f;
        self.unit = if tsresol & 0x80 != 0 {
            Unit::Halves(exponent)
        } else {
            match 9_u8.checked_sub(exponent) {
                Some(zeros) => Unit::Nanoseconds(10_u32.pow(zeros.into())),
                None => Unit::PartsOfNanosecond(exponent - 9),
            }
        };
    }

    /// The moment `ticks` units after the offset. Parts of a nanosecond are cut off.
    #[inline]
    pub(crate) fn time(self, ticks: u64) -> Timestamp {
        const SECOND: i128 = 1_000_000_000;
        let ticks = i128::from(ticks);
        let nanoseconds = match self.unit {
            Unit::Nanoseconds(nanoseconds) => ticks * i128::from(nanoseconds),
            // 10^38 is the last power that fits; the ticks are below 10^20 anyway.
            Unit::PartsOfNanosecond(zeros) => ticks / 10_i128.pow(u32::from(zeros).min(38)),
            // At most 2^64 * 10^9 < 2^94.
            Unit::Halves(exponent) => (ticks * SECOND) >> exponent,
        };
        Timestamp::saturating(nanoseconds + i128::from(self.offset) * SECOND)
    }
}

#[cfg(test)]
mod tests {
    use super::Resolution;
    use crate::timestamp::Timestamp;

    fn time(tsresol: u8, offset: i64, ticks: u64) -> Timestamp {
        let mut resolution = Resolution { offset, ..Resolution::MICROSECONDS };
        resolution.set(tsresol);
        resolution.time(ticks)
    }

    #[test]
    fn both_bases_give_the_same_moment() {
        let half_past_five = Timestamp::new(5, 500_000_000);
        for (tsresol, ticks) in [(1, 55), (6, 5_500_000), (9, 5_500_000_000), (12, 5_500_000_000_000)] {
            assert_eq!(time(tsresol, 0, ticks), half_past_five, "base 10, {tsresol}");
        }
        for (tsresol, ticks) in
            [(0x81, 11), (0x8a, 5632), (0xa0, 0x5_8000_0000), (0xbc, 0x5800_0000_0000_0000)]
        {
            assert_eq!(time(tsresol, 0, ticks), half_past_five, "base 2, {tsresol:#x}");
        }
    }

    #[test]
    fn the_offset_is_in_seconds_and_may_be_negative() {
        assert_eq!(time(9, -1, 1), Timestamp::new(-1, 1));
        assert_eq!(time(0, 7, 3), Timestamp::new(10, 0));
    }

    #[test]
    fn no_resolution_and_no_offset_overflows() {
        for tsresol in 0..=u8::MAX {
            for offset in [i64::MIN, 0, i64::MAX] {
                let (first, last) = (time(tsresol, offset, 0), time(tsresol, offset, u64::MAX));
                assert!(first <= last, "{tsresol:#x} {offset}");
            }
        }
        assert_eq!(time(0, 0, u64::MAX), Timestamp::MAX);
        assert_eq!(time(0x7f, 0, u64::MAX), Timestamp::EPOCH);
    }
}
