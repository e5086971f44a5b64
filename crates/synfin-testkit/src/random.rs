//! Numbers that look random and are the same for the same seed, for ever.

/// A small seeded generator (SplitMix64).
///
/// Ours and not a crate's, for one reason: a capture made from a seed today must have the same octets after
/// every update of every dependency. Not for anything that must be hard to guess.
///
/// ```
/// use synfin_testkit::random::Random;
///
/// let (mut one, mut other) = (Random::new(7), Random::new(7));
/// assert_eq!(one.below(1000), other.below(1000));
/// ```
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// A generator whose every number follows from `seed`.
    pub const fn new(seed: u64) -> Random {
        Random { state: seed }
    }

    /// The next 64 bits.
    pub const fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next 32 bits.
    pub const fn next_u32(&mut self) -> u32 {
        (self.next_u64() >> 32) as u32
    }

    /// A number from 0 to `bound - 1`; 0 when `bound` is 0.
    pub const fn below(&mut self, bound: u64) -> u64 {
        ((self.next_u64() as u128 * bound as u128) >> 64) as u64
    }

    /// A number from `low` to `high`, both included; `low` when `high` is smaller.
    pub const fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low).saturating_add(1))
    }

    /// True `per_mille` times in a thousand.
    pub const fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of `choices`, each as likely as its weight. `None` when all weights are 0.
    pub fn weighted<T: Copy>(&mut self, choices: &[(u64, T)]) -> Option<T> {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for &(weight, choice) in choices {
            if left < weight {
                return Some(choice);
            }
            left -= weight;
        }
        None
    }

    /// A generator of its own for a part, so that what one part draws does not move the others.
    #[must_use]
    pub const fn fork(&mut self) -> Random {
        Random::new(self.next_u64())
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_same_seed_gives_the_published_numbers() {
        // The first three outputs of SplitMix64 for seed 1234567, as its reference implementation prints them.
        let mut random = Random::new(1_234_567);
        let drawn = [random.next_u64(), random.next_u64(), random.next_u64()];
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn a_bound_is_never_reached() {
        let mut random = Random::new(1);
        assert!((0..10_000).all(|_| random.below(3) < 3));
        assert!((0..10_000).all(|_| (5..=9).contains(&random.between(5, 9))));
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn a_choice_of_no_weight_is_never_made() {
        let mut random = Random::new(2);
        assert!((0..1000).all(|_| random.weighted(&[(1, 'a'), (0, 'b'), (3, 'c')]) != Some('b')));
        assert_eq!(random.weighted(&[(0, 'a')]), None);
    }
}
