//! Amounts as people read them.

use core::fmt;
use core::time::Duration;

use jiff::Timestamp;
use synfin_flow::time::Moment;

/// Octets: `0 B`, `999 B`, `1.5 kB`, `12.3 MB`; powers of 1000.
///
/// ```
/// use synfin::report::text::units::Octets;
///
/// assert_eq!([0, 999, 1_500, 12_345_678].map(|octets| Octets(octets).to_string()), ["0 B", "999 B", "1.5 kB", "12.3 MB"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Octets(pub u64);

impl fmt::Display for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 1000 {
            return write!(f, "{} B", self.0);
        }
        let mut amount = self.0 as f64 / 1000.0;
        let mut prefixes = ["k", "M", "G", "T", "P", "E"].into_iter();
        let mut prefix = prefixes.next();
        // From 999.95 on, one decimal would say 1000.0.
        while amount >= 999.95 {
            amount /= 1000.0;
            prefix = prefixes.next();
        }
        write!(f, "{amount:.1} {}B", prefix.unwrap_or_default())
    }
}

/// A span of time: `0 s`, `310 ns`, `12.3 µs`, `4.5 ms`, `1.204 s`, `4 min 3 s`, `2 h 5 min`, `3 d 4 h`.
///
/// ```
/// use std::time::Duration;
/// use synfin::report::text::units::Span;
///
/// assert_eq!(Span(Duration::from_micros(12_345)).to_string(), "12.3 ms");
/// assert_eq!(Span(Duration::from_secs(243)).to_string(), "4 min 3 s");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Span(pub Duration);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanoseconds = self.0.as_nanos();
        let seconds = self.0.as_secs();
        match nanoseconds {
            0 => f.write_str("0 s"),
            1..1_000 => write!(f, "{nanoseconds} ns"),
            1_000..1_000_000 => write!(f, "{:.1} µs", nanoseconds as f64 / 1e3),
            1_000_000..1_000_000_000 => write!(f, "{:.1} ms", nanoseconds as f64 / 1e6),
            _ if seconds < 60 => write!(f, "{:.3} s", self.0.as_secs_f64()),
            _ if seconds < 3_600 => write!(f, "{} min {} s", seconds / 60, seconds % 60),
            _ if seconds < 86_400 => write!(f, "{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
            _ => write!(f, "{} d {} h", seconds / 86_400, seconds % 86_400 / 3_600),
        }
    }
}

/// Seconds from one moment to another with six decimals, negative when the clock went backwards.
#[derive(Clone, Copy, Debug)]
pub struct Seconds {
    /// The moment from which to count.
    pub from: Moment,
    /// The moment to tell.
    pub to: Moment,
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.to < self.from { "-" } else { "" };
        let microseconds = self.to.0.abs_diff(self.from.0) / 1_000;
        f.write_str(sign)?;
        f.write_str(itoa::Buffer::new().format(microseconds / 1_000_000))?;
        f.write_str(".")?;
        // A one before them keeps the zeros, and is left out.
        f.write_str(&itoa::Buffer::new().format(1_000_000 + microseconds % 1_000_000)[1..])
    }
}

/// A moment in UTC, to the microsecond: `2026-05-01 10:00:00.000000 UTC`.
///
/// ```
/// use synfin::flow::time::Moment;
/// use synfin::report::text::units::Utc;
///
/// assert_eq!(Utc(Moment(1_700_000_000_250_000_999)).to_string(), "2023-11-14 22:13:20.250000 UTC");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Utc(pub Moment);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every 64-bit number of nanoseconds lies between the years 1677 and 2262, which jiff knows.
        let timestamp = Timestamp::from_nanosecond(self.0.0.into()).unwrap_or_default();
        write!(f, "{}", timestamp.strftime("%Y-%m-%d %H:%M:%S%.6f UTC"))
    }
}

/// A number with its noun: `1 segment`, `3 segments`.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub u64, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(number, noun) = self;
        write!(f, "{number} {noun}{}", if *number == 1 { "" } else { "s" })
    }
}
