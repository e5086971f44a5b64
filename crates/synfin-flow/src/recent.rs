//! The last few segments of a flow, to know one of them when the capture brings it twice.

use core::time::Duration;

use crate::direction::Direction;
use crate::segment_vars::SegmentVars;

/// What is remembered of one segment: a fingerprint, and when it came.
#[derive(Clone, Copy, Debug, Default)]
struct Memory {
    fingerprint: u32,
    /// Units of 32 µs, modulo 2^16; unambiguous because four memories are never more than 4 × 0.5 s old.
    moment: u16,
    /// Bit 0: sent by the originator; bit 1: there is a memory here.
    facts: u8,
}

/// The last four segments that both ends sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Recent([Memory; 4]);

/// A packet with the same identification within this time is the same packet.
const SAME_IDENTIFICATION: Duration = Duration::from_millis(500);
/// A packet without identification within this time is the same packet: no retransmission comes so soon.
const SAME_MOMENT: Duration = Duration::from_millis(1);

impl Recent {
    pub(crate) const EMPTY: Recent = Recent([Memory { fingerprint: 0, moment: 0, facts: 0 }; 4]);

    /// Remembers a segment; true when it is one of those remembered, captured a second time.
    ///
    /// `idle` is the time since the flow's segment before.
    pub(crate) fn saw_before(&mut self, segment: &SegmentVars, sender: Direction, idle: Duration) -> bool {
        if idle > SAME_IDENTIFICATION {
            self.0 = [Memory::default(); 4];
        }
        let now = Memory {
            fingerprint: fingerprint(segment),
            moment: (segment.time.0 >> 15) as u16,
            facts: 2 | u8::from(sender == Direction::Originator),
        };
        if self.repeats(segment, now) {
            return true;
        }
        self.0.rotate_right(1);
        self.0[0] = now;
        false
    }

    fn repeats(&self, segment: &SegmentVars, now: Memory) -> bool {
        let identified = segment.identification.is_some_and(|identification| identification != 0);
        for memory in self.0 {
            if memory.facts == now.facts && memory.fingerprint == now.fingerprint {
                let age = Duration::from_micros(u64::from(now.moment.wrapping_sub(memory.moment)) << 5);
                return if identified {
                    age <= SAME_IDENTIFICATION
                } else {
                    !segment.is_empty() && age <= SAME_MOMENT
                };
            }
            if !identified && memory.facts != now.facts {
                return false;
            }
        }
        false
    }

    /// Exchanges the two ends.
    pub(crate) fn swap_ends(&mut self) {
        for memory in &mut self.0 {
            if memory.facts != 0 {
                memory.facts ^= 1;
            }
        }
    }
}

/// 32 bits that the captures of one packet share, whatever a router or switch changed on its way.
fn fingerprint(segment: &SegmentVars) -> u32 {
    // Ours: 64-bit finalizer of the multiply-xorshift kind. A chosen collision makes a sender's own segment look captured twice,
    // which it could do by sending the same segment twice.
    let numbers = u64::from(segment.seq.0) << 32 | u64::from(segment.ack.0);
    let rest = u64::from(segment.checksum) << 48
        | u64::from(segment.identification.unwrap_or(0)) << 32
        | u64::from(segment.flags.bits()) << 20 ^ u64::from(segment.payload_len);
    let mut hash = numbers.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ rest.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::Recent;
    use crate::direction::Direction::{Originator, Responder};
    use crate::segment_vars::SegmentVars;
    use crate::time::Moment;
    use core::time::Duration;
    use synfin_wire::segment::seq::Seq;

    fn at(milliseconds: i64, identification: u16) -> SegmentVars {
        SegmentVars {
            time: Moment(milliseconds * 1_000_000),
            seq: Seq(7),
            payload_len: 3,
            identification: Some(identification),
            ..SegmentVars::default()
        }
    }

    #[test]
    fn the_same_identification_soon_after_is_the_same_packet() {
        let mut recent = Recent::default();
        assert!(!recent.saw_before(&at(0, 9), Originator, Duration::ZERO));
        assert!(recent.saw_before(&at(400, 9), Originator, Duration::from_millis(400)));
        assert!(!recent.saw_before(&at(410, 9), Responder, Duration::from_millis(10)));
        assert!(!recent.saw_before(&at(420, 10), Originator, Duration::from_millis(10)));
    }

    #[test]
    fn without_identification_only_the_same_moment_tells() {
        let mut recent = Recent::default();
        assert!(!recent.saw_before(&at(0, 0), Originator, Duration::ZERO));
        assert!(recent.saw_before(&at(0, 0), Originator, Duration::ZERO));
        assert!(!recent.saw_before(&at(40, 0), Originator, Duration::from_millis(40)));
    }
}
