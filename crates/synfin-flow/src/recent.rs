//! The last few segments of a flow, to know one of them when the capture brings it twice.

use core::time::Duration;

use crate::direction::Direction;
use crate::segment_vars::SegmentVars;

/// What is remembered of one segment: a fingerprint, and when it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Memory {
    fingerprint: [u8; 4],
    /// Units of 32 µs, modulo 2^16; unambiguous because four memories are never more than 4 × 0.5 s old.
    moment: [u8; 2],
}

/// The last four segments that both ends sent, in 25 octets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recent {
    /// The newest first.
    memories: [Memory; 4],
    /// Two bits for each memory, the newest's lowest. Bit 0: sent by the originator; bit 1: there is a memory here.
    facts: u8,
}

/// Where [`Recent::facts`] say that there is a memory.
const THERE: u8 = 0b1010_1010;

/// A packet with the same identification within this time is the same packet.
const SAME_IDENTIFICATION: Duration = Duration::from_millis(500);
/// A packet without identification within this time is the same packet: no retransmission comes so soon.
const SAME_MOMENT: Duration = Duration::from_millis(1);

/// Whether the capture brings a packet a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sighting {
    /// It is new.
    First,
    /// A bare ACK without identification, the same as a moment ago: real repeated ACKs look like that too.
    PerhapsAgain,
    /// It is the same packet.
    Again,
}

/// A double may be stamped so much earlier than what it repeats, in units of 32 µs; no memory is old enough to be taken for one.
const STAMPED_EARLIER: u16 = 32;

impl Recent {
    pub(crate) const EMPTY: Recent =
        Recent { memories: [Memory { fingerprint: [0; 4], moment: [0; 2] }; 4], facts: 0 };

    /// Remembers a segment, unless it is one of those remembered, captured a second time.
    ///
    /// `idle` is the time since the flow's segment before.
    #[inline]
    pub(crate) fn saw_before(
        &mut self,
        segment: &SegmentVars,
        sender: Direction,
        idle: Duration,
    ) -> Sighting {
        if idle > SAME_IDENTIFICATION {
            *self = Recent::EMPTY;
        }
        let (now, facts) = memory(segment, sender);
        let sighting = self.compare(segment, now, facts);
        if sighting == Sighting::Again {
            return sighting;
        }
        self.memories.rotate_right(1);
        self.memories[0] = now;
        self.facts = self.facts << 2 | facts;
        sighting
    }

    /// Whether a segment is one of those remembered, captured a second time; nothing is remembered or forgotten.
    pub(crate) fn holds(&self, segment: &SegmentVars, sender: Direction, idle: Duration) -> bool {
        let (now, facts) = memory(segment, sender);
        idle <= SAME_IDENTIFICATION && self.compare(segment, now, facts) == Sighting::Again
    }

    #[inline]
    fn compare(&self, segment: &SegmentVars, now: Memory, facts: u8) -> Sighting {
        let identified = segment.identification.is_some_and(|identification| identification != 0);
        let mut all_facts = self.facts;
        for memory in self.memories {
            let same_sender = all_facts & 3 == facts;
            all_facts >>= 2;
            if same_sender && memory.fingerprint == now.fingerprint {
                let then = u16::from_le_bytes(memory.moment);
                let units = u16::from_le_bytes(now.moment).wrapping_sub(then);
                let units = if units > u16::MAX - STAMPED_EARLIER { 0 } else { units };
                let age = Duration::from_micros(u64::from(units) << 5);
                return match identified {
                    true if age <= SAME_IDENTIFICATION => Sighting::Again,
                    false if age <= SAME_MOMENT && segment.is_empty() => Sighting::PerhapsAgain,
                    false if age <= SAME_MOMENT => Sighting::Again,
                    _ => Sighting::First,
                };
            }
            if !identified && !same_sender {
                return Sighting::First;
            }
        }
        Sighting::First
    }

    /// Exchanges the two ends.
    pub(crate) const fn swap_ends(&mut self) {
        self.facts ^= (self.facts & THERE) >> 1;
    }
}

const _: () = assert!(size_of::<Recent>() == 25);

/// What to remember of a segment, and its two bits of [`Recent::facts`].
#[inline]
fn memory(segment: &SegmentVars, sender: Direction) -> (Memory, u8) {
    let moment = (segment.time.0 >> 15) as u16;
    let now = Memory { fingerprint: fingerprint(segment).to_le_bytes(), moment: moment.to_le_bytes() };
    (now, 2 | u8::from(sender == Direction::Originator))
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
    use super::Sighting::{Again, First, PerhapsAgain};
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
        assert_eq!(recent.saw_before(&at(0, 9), Originator, Duration::ZERO), First);
        assert_eq!(recent.saw_before(&at(400, 9), Originator, Duration::from_millis(400)), Again);
        assert_eq!(recent.saw_before(&at(410, 9), Responder, Duration::from_millis(10)), First);
        assert_eq!(recent.saw_before(&at(420, 10), Originator, Duration::from_millis(10)), First);
    }

    #[test]
    fn without_identification_only_the_same_moment_tells() {
        let mut recent = Recent::default();
        assert_eq!(recent.saw_before(&at(0, 0), Originator, Duration::ZERO), First);
        assert_eq!(recent.saw_before(&at(0, 0), Originator, Duration::ZERO), Again);
        assert_eq!(recent.saw_before(&at(40, 0), Originator, Duration::from_millis(40)), First);
    }

    #[test]
    fn a_double_may_be_stamped_a_little_earlier() {
        let mut recent = Recent::default();
        let early = |nanoseconds: i64| SegmentVars { time: Moment(5_000_000 - nanoseconds), ..at(0, 7) };
        assert_eq!(recent.saw_before(&early(0), Originator, Duration::ZERO), First);
        assert_eq!(recent.saw_before(&early(100_000), Originator, Duration::ZERO), Again);
    }

    #[test]
    fn a_bare_ack_without_identification_is_only_perhaps_a_double() {
        let mut recent = Recent::default();
        let ack = SegmentVars { payload_len: 0, ..at(0, 0) };
        assert_eq!(recent.saw_before(&ack, Originator, Duration::ZERO), First);
        assert_eq!(recent.saw_before(&ack, Originator, Duration::ZERO), PerhapsAgain);
    }
}
