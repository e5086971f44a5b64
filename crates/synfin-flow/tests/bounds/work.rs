//! How much one segment can set in motion.

use synfin_flow::outcome::Ended;
use synfin_testkit::random::Random;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

use crate::rig::{By, FIN_ACK, Rig, SYN_ACK};

const FLAGS: [Flags; 6] = [Flags::SYN, SYN_ACK, Flags::ACK, FIN_ACK, Flags::RST, Flags::from_bits(0)];

/// Sockets enough to keep a small table full, few enough to come again: whatever takes room is asked for at once.
#[test]
fn one_segment_evicts_at_most_one_flow() {
    let mut random = Random::new(7);
    for held in [1, 2, 30, 200] {
        let mut rig = Rig::holding(held);
        let (mut evicted, mut most) = (0, 0);
        for _ in 0..40_000 {
            let client = random.between(0, u64::from(held) * 2 + 2) as u32;
            let by = if random.chance(500) { By::Client } else { By::Server };
            let flags = FLAGS[random.between(0, 5) as usize];
            let [seq, ack] = [0, 1].map(|_| Seq(random.between(0, 40) as u32 * 500));
            rig.tell_raw(client, by, flags, seq, ack);
            let now = rig.table.books().ended(Ended::Evicted);
            most = most.max(now - evicted);
            evicted = now;
        }
        assert!(evicted > 1_000, "a table of {held} was full");
        assert_eq!(most, 1, "a table of {held}");
    }
}
