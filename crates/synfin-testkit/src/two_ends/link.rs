//! The link between the ends, and what it does to segments.

use crate::random::Random;

/// How bad a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// How many segments in a thousand are lost.
    pub loss_per_mille: u64,
    /// How many in a thousand arrive twice.
    pub duplicate_per_mille: u64,
    /// The shortest time from one end to the other.
    pub delay_ns: u64,
    /// How much longer it may take; more than the gap between two segments reorders them.
    pub jitter_ns: u64,
}

impl Link {
    /// A link that changes nothing.
    pub const PERFECT: Link =
        Link { loss_per_mille: 0, duplicate_per_mille: 0, delay_ns: 5_000_000, jitter_ns: 0 };

    /// A link from perfect to quite bad.
    pub fn random(random: &mut Random) -> Link {
        let delay_ns = random.between(100_000, 50_000_000);
        // Mostly a swap now and then; sometimes whole bursts arrive in no order at all.
        let jitter_ns = match random.below(10) {
            0..=4 => 0,
            5..=8 => random.below(2_000_000),
            _ => random.below(delay_ns * 2),
        };
        Link {
            loss_per_mille: if random.chance(600) { random.below(250) } else { 0 },
            duplicate_per_mille: if random.chance(300) { random.below(150) } else { 0 },
            delay_ns,
            jitter_ns,
        }
    }

    /// After how long each copy of a segment arrives; none if it is lost.
    pub fn deliveries_ns(&self, random: &mut Random) -> Vec<u64> {
        if random.chance(self.loss_per_mille) {
            return Vec::new();
        }
        let copies = 1 + usize::from(random.chance(self.duplicate_per_mille));
        (0..copies).map(|_| self.delay_ns + random.below(self.jitter_ns + 1)).collect()
    }
}
