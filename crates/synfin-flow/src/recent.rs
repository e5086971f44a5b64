//! The last few segments of a flow, to know one of them when the capture brings it twice.

use core::time::Duration;

use crate::direction::Direction;
use crate::saved::saved;
use crate::segment_vars::SegmentVars;

/// What is remembered of one segment: a fingerprint, when it came, and by whom it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    fingerprint: u32,
    /// Units of 32 µs, modulo 2^16; unambiguous because four memories are never more than 4 × 0.5 s old.
    moment: u16,
    facts: u8,
}

/// The last four segments that both ends sent, in 25 octets: each part of a memory beside that of the others, the newest lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recent {
    fingerprints: [u8; 16],
    moments: [u8; 8],
    /// Two bits for each memory. Bit 0: sent by the originator; bit 1: there is a memory here.
    facts: u8,
}

saved!(Recent { fingerprints: [u8; 16], moments: [u8; 8], facts: u8 });

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
    pub(crate) const EMPTY: Recent = Recent { fingerprints: [0; 16], moments: [0; 8], facts: 0 };

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
        let now = Memory::of(segment, sender);
        let sighting = self.look_for(segment, now, idle);
        if sighting != Sighting::Again {
            self.remember(now, idle);
        }
        sighting
    }

    /// Looks for a segment among those remembered.
    #[inline]
    pub(crate) fn look_for(&self, segment: &SegmentVars, now: Memory, idle: Duration) -> Sighting {
        if idle > SAME_IDENTIFICATION { Sighting::First } else { self.compare(segment, now) }
    }

    /// Remembers a segment, and forgets the oldest one, or all that are too old.
    #[inline]
    pub(crate) fn remember(&mut self, now: Memory, idle: Duration) {
        if idle > SAME_IDENTIFICATION {
            *self = Recent::EMPTY;
        }
        let fingerprints = u128::from_le_bytes(self.fingerprints) << 32 | u128::from(now.fingerprint);
        let moments = u64::from_le_bytes(self.moments) << 16 | u64::from(now.moment);
        self.fingerprints = fingerprints.to_le_bytes();
        self.moments = moments.to_le_bytes();
        self.facts = self.facts << 2 | now.facts;
    }

    /// Whether a segment is one of those remembered, captured a second time; nothing is remembered or forgotten.
    pub(crate) fn holds(&self, segment: &SegmentVars, sender: Direction, idle: Duration) -> bool {
        idle <= SAME_IDENTIFICATION && self.compare(segment, Memory::of(segment, sender)) == Sighting::Again
    }

    #[inline]
    fn compare(&self, segment: &SegmentVars, now: Memory) -> Sighting {
        let fingerprints = u128::from_le_bytes(self.fingerprints);
        let is_there = |place: u32| (fingerprints >> (place << 5)) as u32 == now.fingerprint;
        if is_there(0) | is_there(1) | is_there(2) | is_there(3) {
            self.compare_each(segment, now)
        } else {
            Sighting::First
        }
    }

    fn compare_each(&self, segment: &SegmentVars, now: Memory) -> Sighting {
        let identified = segment.identification.is_some_and(|identification| identification != 0);
        for memory in self.memories() {
            let same_sender = memory.facts == now.facts;
            if same_sender && memory.fingerprint == now.fingerprint {
                let units = now.moment.wrapping_sub(memory.moment);
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

    /// The memories, the newest first.
    fn memories(&self) -> impl Iterator<Item = Memory> {
        let (fingerprints, moments) =
            (u128::from_le_bytes(self.fingerprints), u64::from_le_bytes(self.moments));
        let facts = self.facts;
        (0..4).map(move |place| Memory {
            fingerprint: (fingerprints >> (place << 5)) as u32,
            moment: (moments >> (place << 4)) as u16,
            facts: facts >> (place << 1) & 3,
        })
    }

    /// Exchanges the two ends.
    pub(crate) const fn swap_ends(&mut self) {
        self.facts ^= (self.facts & THERE) >> 1;
    }
}

const _: () = assert!(size_of::<Recent>() == 25);

impl Memory {
    /// What to remember of a segment.
    #[inline]
    pub(crate) fn of(segment: &SegmentVars, sender: Direction) -> Memory {
        Memory {
            fingerprint: fingerprint(segment),
            moment: (segment.time.0 >> 15) as u16,
            facts: 2 | u8::from(sender == Direction::Originator),
        }
    }
}

/// 32 bits that the captures of one packet share, whatever a router or switch changed on its way.
#[inline]
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
