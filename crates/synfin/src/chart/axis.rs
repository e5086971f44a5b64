//! Where the marks on an axis stand, and what is written at them.

use core::time::Duration;

use crate::report::text::units::Octets;

/// A mark on an axis: its place, and what is written at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick<T> {
    /// Where it stands.
    pub at: T,
    /// What is written at it.
    pub text: String,
}

/// Steps that people like beyond a second, in seconds.
const LONG: [u64; 16] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 86_400];

/// Marks from 0 to `span`, `most` of them at most.
///
/// ```
/// use std::time::Duration;
/// use synfin::chart::axis::times;
///
/// let texts: Vec<_> = times(Duration::from_millis(2_520), 6).into_iter().map(|tick| tick.text).collect();
/// assert_eq!(texts, ["0 s", "0.5 s", "1 s", "1.5 s", "2 s", "2.5 s"]);
/// let texts: Vec<_> = times(Duration::from_secs(9_000), 6).into_iter().map(|tick| tick.text).collect();
/// assert_eq!(texts, ["0 s", "30 min", "1 h", "1 h 30 min", "2 h", "2 h 30 min"]);
/// ```
pub fn times(span: Duration, most: usize) -> Vec<Tick<Duration>> {
    let nanoseconds = u64::try_from(span.as_nanos()).unwrap_or(u64::MAX);
    let gaps = most.saturating_sub(1).max(1) as u64;
    let short = round_steps().take_while(|step| *step < 1_000_000_000);
    let days = round_steps().map(|days| days.saturating_mul(86_400_000_000_000));
    let steps = short.chain(LONG.map(|seconds| seconds * 1_000_000_000)).chain(days);
    let step = steps.into_iter().find(|step| nanoseconds / step <= gaps && *step > 0).unwrap_or(u64::MAX);
    let count = nanoseconds / step;
    (0..=count)
        .map(|index| index * step)
        .map(|at| Tick { at: Duration::from_nanos(at), text: time(at, step) })
        .collect()
}

/// 1, 2, 5, 10, 20, 50 and so on.
fn round_steps() -> impl Iterator<Item = u64> {
    (0..19).flat_map(|power| [1, 2, 5].map(|digit: u64| digit.saturating_mul(10_u64.pow(power))))
}

/// A time in the unit that suits the step.
fn time(nanoseconds: u64, step: u64) -> String {
    if nanoseconds == 0 {
        return "0 s".to_owned();
    }
    if step >= 60_000_000_000 || nanoseconds >= 60_000_000_000 && step >= 1_000_000_000 {
        return long_time(nanoseconds / 1_000_000_000);
    }
    let (unit, name) = match step {
        0..100 => (1, "ns"),
        100..100_000 => (1_000, "µs"),
        100_000..100_000_000 => (1_000_000, "ms"),
        _ => (1_000_000_000, "s"),
    };
    let decimals = (1..=9)
        .find(|digits| (step * 10_u64.pow(*digits)).is_multiple_of(unit))
        .filter(|_| !step.is_multiple_of(unit));
    let decimals = decimals.unwrap_or(0) as usize;
    format!("{:.decimals$} {name}", nanoseconds as f64 / unit as f64).replace(".0 ", " ")
}

fn long_time(seconds: u64) -> String {
    let parts = [(86_400, u64::MAX, "d"), (3_600, 24, "h"), (60, 60, "min"), (1, 60, "s")];
    let told = parts.into_iter().map(|(unit, most, name)| (seconds / unit % most, name));
    let told = told.filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}"));
    told.collect::<Vec<_>>().join(" ")
}

/// Marks at round numbers of octets between two, `most` of them at most.
///
/// ```
/// use synfin::chart::axis::octets;
///
/// let texts: Vec<_> = octets(0, 3_100, 5).into_iter().map(|tick| tick.text).collect();
/// assert_eq!(texts, ["0 B", "1.0 kB", "2.0 kB", "3.0 kB"]);
/// ```
pub fn octets(low: i64, high: i64, most: usize) -> Vec<Tick<i64>> {
    let sign = |at: i64| if at < 0 { "−" } else { "" };
    let text = |at: i64| format!("{}{}", sign(at), Octets(at.unsigned_abs()));
    round(low, high, most).map(|at| Tick { at, text: text(at) }).collect()
}

/// Marks at round numbers from 0 to `high`, `most` of them at most.
pub fn counts(high: u64, most: usize) -> Vec<Tick<u64>> {
    let high = i64::try_from(high).unwrap_or(i64::MAX);
    round(0, high, most).map(|at| Tick { at: at.cast_unsigned(), text: at.to_string() }).collect()
}

fn round(low: i64, high: i64, most: usize) -> impl Iterator<Item = i64> {
    let gaps = most.saturating_sub(1).max(1) as u64;
    let span = high.abs_diff(low).max(1);
    let step = i128::from(round_steps().find(|step| span / step <= gaps).unwrap_or(u64::MAX));
    let (low, high) = (i128::from(low), i128::from(high));
    let first = -(-low).div_euclid(step) * step;
    let marks = core::iter::successors(Some(first), move |at| Some(at + step));
    marks.take_while(move |at| *at <= high).filter_map(|at| i64::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::{octets, times};
    use core::time::Duration;

    #[test]
    fn marks_are_few_and_within_the_axis_whatever_its_length() {
        let mut span = 1_u64;
        while span < u64::MAX / 3 {
            let ticks = times(Duration::from_nanos(span), 7);
            assert!((1..=7).contains(&ticks.len()), "{span}: {ticks:?}");
            assert!(ticks.iter().all(|tick| tick.at.as_nanos() <= span.into()), "{span}: {ticks:?}");
            let mut texts: Vec<_> = ticks.iter().map(|tick| &tick.text).collect();
            texts.dedup();
            assert_eq!(texts.len(), ticks.len(), "{ticks:?}");
            span = span * 3 + 1;
        }
        assert_eq!(times(Duration::ZERO, 7).len(), 1);
        for (low, high) in [(0, 0), (-5, 3), (i64::MIN, i64::MAX), (7, 900_000_000_000)] {
            let ticks = octets(low, high, 6);
            assert!(
                (1..=6).contains(&ticks.len()) && ticks.iter().all(|tick| (low..=high).contains(&tick.at)),
                "{ticks:?}"
            );
        }
    }

    #[test]
    fn short_times_are_told_in_their_unit() {
        let texts = |nanoseconds| {
            let ticks = times(Duration::from_nanos(nanoseconds), 4);
            ticks.into_iter().map(|tick| tick.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(texts(90), "0 s 50 ns");
        assert_eq!(texts(700), "0 s 0.2 µs 0.4 µs 0.6 µs");
        assert_eq!(texts(2_500_000), "0 s 1 ms 2 ms");
        assert_eq!(texts(61_000_000_000), "0 s 20 s 40 s 1 min");
        assert_eq!(texts(3_000_000_000 * 86_400), "0 s 1 d 2 d 3 d");
    }
}
