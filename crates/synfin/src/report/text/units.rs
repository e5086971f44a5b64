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
        let mut digits = itoa::Buffer::new();
        if self.0 < 1000 {
            f.write_str(digits.format(self.0))?;
            return f.write_str(" B");
        }
        let mut unit = 1_000;
        let mut names = [" kB", " MB", " GB", " TB", " PB", " EB"].into_iter();
        let mut name = names.next().unwrap_or_default();
        // From 999.95 on, one decimal would say 1000.0.
        while u128::from(self.0) * 100 >= u128::from(unit) * 99_995 {
            unit *= 1_000;
            name = names.next().unwrap_or_default();
        }
        match to_a_tenth(self.0, unit) {
            Some(tenths) => write_tenths(f, tenths, name),
            None => write!(f, "{:.1}{name}", self.0 as f64 / unit as f64),
        }
    }
}

/// So many tenths of a unit, to the nearest; none where two are equally near, or the number is so large that a fraction of it cannot be
/// told exactly: then the ways of floating-point numbers decide, as slow as they are.
fn to_a_tenth(amount: u64, unit: u64) -> Option<u64> {
    let tenth = unit / 10;
    let (whole, rest) = (amount / tenth, amount % tenth);
    (rest * 2 != tenth && amount < 1 << 49).then(|| whole + u64::from(rest * 2 > tenth))
}

/// `12.3 ms`, without the machinery of floating-point numbers, which costs more than all the rest of a row.
fn write_tenths(f: &mut fmt::Formatter<'_>, tenths: u64, name: &str) -> fmt::Result {
    let mut digits = itoa::Buffer::new();
    f.write_str(digits.format(tenths / 10))?;
    f.write_str(".")?;
    f.write_str(digits.format(tenths % 10))?;
    f.write_str(name)
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
        let nanoseconds = u64::try_from(self.0.as_nanos()).unwrap_or(u64::MAX);
        let seconds = self.0.as_secs();
        let tenths = |f: &mut fmt::Formatter<'_>, unit: u64, name: &str| match to_a_tenth(nanoseconds, unit) {
            Some(tenths) => write_tenths(f, tenths, name),
            None => write!(f, "{:.1}{name}", nanoseconds as f64 / unit as f64),
        };
        match nanoseconds {
            0 => f.write_str("0 s"),
            1..1_000 => write!(f, "{nanoseconds} ns"),
            1_000..1_000_000 => tenths(f, 1_000, " µs"),
            1_000_000..1_000_000_000 => tenths(f, 1_000_000, " ms"),
            _ if seconds < 60 => match to_a_tenth(nanoseconds, 10_000_000) {
                Some(thousandths) => {
                    let mut digits = itoa::Buffer::new();
                    f.write_str(digits.format(thousandths / 1_000))?;
                    f.write_str(".")?;
                    // A one before them keeps the zeros, and is left out.
                    f.write_str(&digits.format(1_000 + thousandths % 1_000)[1..])?;
                    f.write_str(" s")
                }
                None => write!(f, "{:.3} s", self.0.as_secs_f64()),
            },
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

impl core::str::FromStr for Utc {
    type Err = jiff::Error;

    /// Reads a moment as RFC 3339 writes it, or without an offset, which is UTC then.
    ///
    /// ```
    /// use synfin::report::text::units::Utc;
    ///
    /// let told = |text: &str| text.parse::<Utc>().map(|utc| utc.0.0);
    /// assert_eq!(told("2023-11-14 22:13:20.25").unwrap(), 1_700_000_000_250_000_000);
    /// assert_eq!(told("2023-11-14T23:13:20+01:00").unwrap(), 1_700_000_000_000_000_000);
    /// assert_eq!(told("2023-11-14").unwrap(), 1_699_920_000_000_000_000);
    /// assert!(told("yesterday").is_err());
    /// ```
    fn from_str(text: &str) -> Result<Utc, jiff::Error> {
        let told = text.parse::<Timestamp>().or_else(|_| {
            let local: jiff::civil::DateTime = text.parse()?;
            jiff::tz::TimeZone::UTC.to_timestamp(local)
        })?;
        // Beyond the years that 64 bits of nanoseconds reach, the nearest moment that they tell.
        let nanoseconds = told.as_nanosecond().clamp(i64::MIN.into(), i64::MAX.into());
        Ok(Utc(Moment(nanoseconds as i64)))
    }
}

/// A number with its noun: `1 segment`, `3 segments`.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub u64, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(number, noun) = self;
        f.write_str(itoa::Buffer::new().format(*number))?;
        f.write_str(" ")?;
        f.write_str(noun)?;
        f.write_str(if *number == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::{Octets, Span};
    use core::time::Duration;

    /// Octets as floating-point numbers tell them.
    fn slowly(octets: u64) -> String {
        if octets < 1000 {
            return format!("{octets} B");
        }
        let mut amount = octets as f64 / 1000.0;
        let mut prefixes = ["k", "M", "G", "T", "P", "E"].into_iter();
        let mut prefix = prefixes.next();
        while amount >= 999.95 {
            amount /= 1000.0;
            prefix = prefixes.next();
        }
        format!("{amount:.1} {}B", prefix.unwrap_or_default())
    }

    /// A span as floating-point numbers tell it, below a minute.
    fn span_slowly(nanoseconds: u64) -> String {
        match nanoseconds {
            0 => "0 s".to_owned(),
            1..1_000 => format!("{nanoseconds} ns"),
            1_000..1_000_000 => format!("{:.1} µs", nanoseconds as f64 / 1e3),
            1_000_000..1_000_000_000 => format!("{:.1} ms", nanoseconds as f64 / 1e6),
            _ => format!("{:.3} s", Duration::from_nanos(nanoseconds).as_secs_f64()),
        }
    }

    /// Numbers of every size, those half-way between two tenths and their neighbours among them.
    fn numbers() -> impl Iterator<Item = u64> {
        let round = (0..19)
            .flat_map(|power| (1..200_u64).map(move |digits| digits.saturating_mul(10_u64.pow(power))));
        let half = (2..17).flat_map(|power| {
            (1..120_u64)
                .map(move |digits| digits.saturating_mul(10_u64.pow(power)) + 5 * 10_u64.pow(power - 1))
        });
        let odd = (0..64).map(|shift| 0x9e37_79b9_7f4a_7c15 >> shift);
        round
            .chain(half)
            .chain(odd)
            .chain([u64::MAX])
            .flat_map(|number| [number.saturating_sub(1), number, number.saturating_add(1)])
    }

    #[test]
    fn octets_are_told_as_floating_point_numbers_tell_them() {
        for number in numbers() {
            assert_eq!(Octets(number).to_string(), slowly(number), "{number}");
        }
    }

    #[test]
    fn spans_are_told_as_floating_point_numbers_tell_them() {
        for number in numbers().map(|number| number % 60_000_000_000) {
            assert_eq!(Span(Duration::from_nanos(number)).to_string(), span_slowly(number), "{number}");
        }
    }
}
