//! The applications above the two ends.

use crate::random::Random;
use crate::two_ends::end::Manners;

/// What an application asks of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Passive open.
    Listen,
    /// Active open.
    Connect,
    /// Writes so many octets.
    Write(u32),
    /// Reads all there is.
    Read,
    /// Closes its half.
    Close,
    /// Aborts.
    Abort,
}

/// Manners of any kind.
pub(crate) fn manners(random: &mut Random) -> Manners {
    let mss = [200, 536, 1460][random.below(3) as usize];
    Manners {
        iss: if random.chance(300) {
            0_u32.wrapping_sub(random.below(3000) as u32)
        } else {
            random.next_u32()
        },
        mss,
        buffer: if random.chance(300) { mss * random.between(1, 4) as u32 } else { 65_535 },
        reads_after_ns: Some(if random.chance(700) { 0 } else { random.between(1_000_000, 700_000_000) }),
        delays_acks: random.chance(500),
        fin_rides: random.chance(300),
        repeats_syn_ack: random.chance(800),
    }
}

/// When which end does what: a random application at both ends: opens, a few writes and reads, and in the end each closes, aborts, or stays.
pub(crate) fn actions(random: &mut Random) -> Vec<(u64, usize, Action)> {
    let mut actions = Vec::new();
    if random.chance(120) {
        let apart = random.below(20_000_000);
        actions.extend([(0, 0, Action::Connect), (apart, 1, Action::Connect)]);
    } else if random.chance(950) {
        actions.extend([(0, 1, Action::Listen), (1, 0, Action::Connect)]);
    } else {
        actions.push((0, 0, Action::Connect)); // nobody listens
    }
    let length_ns = [50_000_000, 1_000_000_000, 10_000_000_000][random.below(3) as usize];
    let mut ends_ns = [0; 2];
    for (end, last_ns) in ends_ns.iter_mut().enumerate() {
        for _ in 0..random.below(8) {
            let time_ns = 1_000_000 + random.below(length_ns);
            *last_ns = time_ns.max(*last_ns);
            actions.push((time_ns, end, Action::Write(random.between(1, 4000) as u32)));
        }
    }
    // Both at the same moment makes the close simultaneous.
    let together = random.chance(200);
    for end in 0..2 {
        let after = if together { ends_ns[0].max(ends_ns[1]) } else { ends_ns[end] };
        let pause = if together { 0 } else { random.below(length_ns) };
        let action = random.weighted(&[(80, Some(Action::Close)), (12, Some(Action::Abort)), (8, None)]);
        if let Some(action) = action.flatten() {
            actions.push((after + 2_000_000 + pause, end, action));
        }
    }
    actions
}
