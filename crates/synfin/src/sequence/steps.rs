//! A line that goes level until it jumps: what was acknowledged, how far a window reaches.

use crate::sequence::thinned::COLUMNS;

/// A place of the line: several that fall on one another are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Nanoseconds since the connection's first segment.
    pub time: i64,
    /// The least value there.
    pub low: i64,
    /// The greatest value there.
    pub high: i64,
    /// The last value there, with which the line goes on.
    pub last: i64,
}

/// Most places that are held.
const MOST_STEPS: usize = 1 << 14;

/// A line that goes level until it jumps.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    steps: Vec<Step>,
}

impl Steps {
    /// The line goes on at this value.
    pub fn add(&mut self, time: i64, value: i64) {
        if self.steps.last().is_some_and(|step| step.last == value) {
            return;
        }
        if self.steps.len() >= MOST_STEPS {
            self.thin();
        }
        self.steps.push(Step { time, low: value, high: value, last: value });
    }

    /// Makes one of those that fall on one another in a picture of all of them.
    pub fn thin(&mut self) {
        let (Some(first), Some(last)) = (self.steps.first(), self.steps.last()) else { return };
        let (start, width) =
            (first.time, first.time.abs_diff(last.time).div_ceil(COLUMNS.unsigned_abs()).max(1));
        // Time may go backwards in a capture; the line follows the order of the frames.
        let column = |step: &Step| step.time.abs_diff(start) / width;
        let united = |run: &[Step]| {
            let mut steps = run.iter().copied();
            let first = steps.next()?;
            Some(steps.fold(first, |sum, step| Step {
                time: sum.time,
                low: sum.low.min(step.low),
                high: sum.high.max(step.high),
                last: step.last,
            }))
        };
        let thinned: Vec<Step> =
            self.steps.chunk_by(|one, other| column(one) == column(other)).filter_map(united).collect();
        // Where that does not help, as time goes to and fro, every other one is left out.
        let keep = if thinned.len() > MOST_STEPS / 2 { 2 } else { 1 };
        self.steps = thinned.chunks(keep).filter_map(united).collect();
    }

    /// The places, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_STEPS, Steps};

    #[test]
    fn a_value_that_stays_is_one_place() {
        let mut steps = Steps::default();
        for (time, value) in [(0, 1), (5, 1), (9, 7)] {
            steps.add(time, value);
        }
        assert_eq!(
            steps.steps().iter().map(|step| (step.time, step.last)).collect::<Vec<_>>(),
            [(0, 1), (9, 7)]
        );
    }

    #[test]
    fn the_room_is_bounded_even_if_time_goes_to_and_fro() {
        for sign in [1, -1] {
            let mut steps = Steps::default();
            for index in 0..4 * MOST_STEPS as i64 {
                let time = if index % 2 == 0 { index * 1_000 } else { sign * index * 1_000 };
                steps.add(time, index);
                assert!(steps.steps().len() <= MOST_STEPS);
            }
            assert_eq!(steps.steps().last().map(|step| step.last), Some(4 * MOST_STEPS as i64 - 1));
        }
    }
}
