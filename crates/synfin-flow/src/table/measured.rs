//! What of a flow is larger than the room that most flows need.

use crate::direction::Direction;
use crate::endpoint::end::End;
use crate::flow::{Flow, Interval};
use crate::packed::U48;
use crate::table::octets::Octets;
use crate::table::packed_end::{Captured, PackedEnd};

/// A flow looked at before it is packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    pub(crate) wide: Wide,
    /// Of the originator's numbers, and of the responder's.
    pub(crate) captured: [Captured; 2],
    /// Whether there is more than is packed, for a block of its own.
    pub(crate) needs_rare: bool,
}

impl Measured {
    #[inline]
    pub(crate) fn of(flow: &Flow) -> Measured {
        let wide = Wide::of(flow);
        let captured: [Captured; 2] = flow.ends.each_ref().map(|end: &End| Captured::of(end));
        let high = Octets::<6>::high_of(wide.last_time)
            | Octets::<4>::high_of(wide.last_frame)
            | Octets::<5>::high_of(wide.syn)
            | Octets::<5>::high_of(wide.syn_ack)
            | Octets::<1>::high_of(u64::from(flow.attempts))
            | PackedEnd::high_of(&flow.ends[0])
            | PackedEnd::high_of(&flow.ends[1]);
        let needs_rare = (high != 0)
            | captured.contains(&Captured::Some)
            | Direction::BOTH.into_iter().any(|of| !flow.holes.is_empty(of));
        Measured { wide, captured, needs_rare }
    }
}

/// The numbers of a flow that are kept in two parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wide {
    pub(crate) last_time: u64,
    pub(crate) last_frame: u64,
    pub(crate) syn: u64,
    pub(crate) syn_ack: u64,
}

impl Wide {
    #[inline]
    pub(crate) fn of(flow: &Flow) -> Wide {
        Wide {
            last_time: flow.last_time.0.wrapping_sub(flow.first_time.0) as u64,
            last_frame: flow.last_frame.get().wrapping_sub(flow.first_frame.get()) & U48::MAX,
            syn: widen(flow.syn),
            syn_ack: widen(flow.syn_ack),
        }
    }
}

/// An interval as a number: its kind in the two lowest bits.
#[inline]
fn widen(interval: Interval) -> u64 {
    match interval {
        Interval::None => 0,
        Interval::Since(start) => start.get() << 2 | 1,
        Interval::Took(nanoseconds) => nanoseconds.get() << 2 | 2,
    }
}

/// The interval that a number tells.
#[inline]
pub(crate) fn narrow(number: u64) -> Interval {
    let nanoseconds = U48::low_of(number >> 2);
    match number & 3 {
        1 => Interval::Since(nanoseconds),
        2 => Interval::Took(nanoseconds),
        _ => Interval::None,
    }
}
