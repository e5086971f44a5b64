//! Which time a part of many times does not exceed.

use core::time::Duration;

/// Times that are kept one by one; of as many as these, what is told is exact.
pub const KEPT: usize = 1 << 16;
/// Places for each power of two of nanoseconds, once there are more.
const PLACES: u32 = 128;
/// Powers of two: all that 64 bits of nanoseconds have.
const POWERS: u32 = 64;
/// How far what is told of more times than [`KEPT`] can be from the truth, in percent: a place is 1/128 of its power of two wide.
pub const ERROR_PERCENT: f64 = 100.0 / PLACES as f64;

/// Times, so that it can be told which of them a part does not exceed: one by one as long as they are few, then counted in narrow
/// places.
#[derive(Clone, Debug)]
pub struct Quantiles {
    count: u64,
    times: Times,
}

#[derive(Clone, Debug)]
enum Times {
    /// In nanoseconds.
    Kept(Vec<u64>),
    /// Each place with how many are in it.
    Counted(Vec<u64>),
}

impl Default for Quantiles {
    fn default() -> Quantiles {
        Quantiles { count: 0, times: Times::Kept(Vec::new()) }
    }
}

/// The place of a time: which power of two, and which part of it. Below 128 ns each has its own.
fn place(nanoseconds: u64) -> usize {
    let bits = PLACES.ilog2();
    let power = nanoseconds.max(1).ilog2();
    let (power, part) = if power < bits {
        (0, nanoseconds)
    } else {
        (power - bits + 1, (nanoseconds >> (power - bits)) - u64::from(PLACES))
    };
    power as usize * PLACES as usize + part as usize
}

/// Where a place begins, and how wide it is.
const fn extent(place: usize) -> (u64, u64) {
    let (power, part) = (place / PLACES as usize, (place % PLACES as usize) as u64);
    match power {
        0 => (part, 1),
        power => ((PLACES as u64 + part) << (power - 1), 1 << (power - 1)),
    }
}

impl Quantiles {
    /// Takes a time.
    pub fn add(&mut self, time: Duration) {
        let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.count += 1;
        match &mut self.times {
            Times::Kept(kept) if kept.len() < KEPT => kept.push(nanoseconds),
            Times::Kept(kept) => {
                let mut places = vec![0; (POWERS * PLACES) as usize];
                for time in kept.iter() {
                    places[place(*time)] += 1;
                }
                places[place(nanoseconds)] += 1;
                self.times = Times::Counted(places);
            }
            Times::Counted(places) => places[place(nanoseconds)] += 1,
        }
    }

    /// How many times were taken.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Whether what is told is one of the times, and not only near it.
    pub const fn is_exact(&self) -> bool {
        matches!(self.times, Times::Kept(_))
    }

    /// The shortest time that this part of them does not exceed (the nearest rank): exactly, or interpolated within
    /// [`ERROR_PERCENT`]; none if there are no times.
    pub fn at_most(&self, part: f64) -> Option<Duration> {
        let rank = ((self.count as f64 * part).ceil() as u64).clamp(1, self.count.max(1));
        match &self.times {
            Times::Kept(kept) => {
                let mut kept = kept.clone();
                let index = usize::try_from(rank - 1).ok().filter(|index| *index < kept.len())?;
                let (_, time, _) = kept.select_nth_unstable(index);
                Some(Duration::from_nanos(*time))
            }
            Times::Counted(places) => {
                let mut before = 0;
                let found = places.iter().position(|count| {
                    before += count;
                    before >= rank
                })?;
                let (begin, width) = extent(found);
                let count = places[found];
                let within = (rank + count - before) as f64 / count as f64;
                Some(Duration::from_nanos(begin.saturating_add((within * (width - 1) as f64) as u64)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ERROR_PERCENT, KEPT, PLACES, POWERS, Quantiles, extent, place};
    use core::time::Duration;

    #[test]
    fn every_time_lies_in_its_place_and_places_are_narrow() {
        let near = |power: u32| {
            let at = 1_u64 << power;
            [at - 1, at, at + 1, at + at / 2, at + (at - 1)]
        };
        for time in (0..64).flat_map(near).chain([0, u64::MAX]) {
            let (begin, width) = extent(place(time));
            assert!(begin <= time && time - begin < width, "{time}: {begin} + {width}");
            assert!(width == 1 || width as f64 / begin as f64 * 100.0 <= ERROR_PERCENT, "{time}");
        }
        assert!(place(u64::MAX) < (POWERS * PLACES) as usize);
    }

    #[test]
    fn of_few_times_the_nearest_rank_is_told_exactly() {
        let mut quantiles = Quantiles::default();
        assert_eq!((quantiles.count(), quantiles.at_most(0.5)), (0, None));
        for milliseconds in [24, 18, 20] {
            quantiles.add(Duration::from_millis(milliseconds));
        }
        let told = [0.0, 0.3, 0.5, 0.9, 1.0].map(|part| quantiles.at_most(part).map(|time| time.as_millis()));
        assert_eq!(told, [18, 18, 20, 24, 24].map(Some));
        assert!(quantiles.is_exact());
    }

    #[test]
    fn of_many_times_what_is_told_is_within_its_error_and_the_room_is_bounded() {
        let mut quantiles = Quantiles::default();
        let total = 3 * KEPT as u64;
        // In an order in which neighbours are far from one another.
        for index in 0..total {
            let number = index * 48_271 % total;
            quantiles.add(Duration::from_nanos(1_000 + number * number / 7));
        }
        assert!(!quantiles.is_exact());
        for part in [0.001, 0.5, 0.9, 0.99, 1.0] {
            let number = (total as f64 * part).ceil() as u64 - 1;
            let (exact, told) =
                (1_000 + number * number / 7, quantiles.at_most(part).expect("there are some"));
            let error = (told.as_nanos() as f64 / exact as f64 - 1.0).abs() * 100.0;
            assert!(error <= ERROR_PERCENT, "{part}: {told:?} is {error} % from {exact}");
        }
    }
}
