//! A flow in 169 octets, as the table keeps it between two segments.

use crate::class::Class;
use crate::compat::kept::Compat;
use crate::direction::Direction;
use crate::flow::{Flow, Reset};
use crate::holes::Holes;
use crate::outcome::{CloseKind, OpenKind, Roles, Start};
use crate::packed::U48;
use crate::recent::Recent;
use crate::table::measured::{Measured, narrow};
use crate::table::octets::{Bits, Octets};
use crate::table::packed_end::{Captured, PackedEnd};
use crate::time::Moment;

const _: () = assert!(size_of::<PackedFlow>() == 169);

/// A [`Flow`] without what is rare: that lies in a block of its own ([`Rare`](crate::table::rare::Rare)), which most flows do not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedFlow {
    pub(crate) ends: [PackedEnd; 2],
    pub(crate) recent: Recent,
    pub(crate) compat: Compat,
    pub(crate) first_time: Octets<8>,
    pub(crate) first_frame: Octets<6>,
    /// Nanoseconds after the first.
    pub(crate) last_time: Octets<6>,
    /// Frames after the first.
    pub(crate) last_frame: Octets<4>,
    pub(crate) syn: Octets<5>,
    pub(crate) syn_ack: Octets<5>,
    incarnation: Octets<2>,
    /// All that takes a few bits, the class of the flow too.
    pub(crate) facts: Octets<4>,
}

impl PackedFlow {
    /// A packed flow that is yet to take over a flow.
    pub(crate) const BLANK: PackedFlow = PackedFlow {
        ends: [PackedEnd::BLANK; 2],
        recent: Recent::EMPTY,
        compat: Compat::EMPTY,
        first_time: Octets::ZERO,
        first_frame: Octets::ZERO,
        last_time: Octets::ZERO,
        last_frame: Octets::ZERO,
        syn: Octets::ZERO,
        syn_ack: Octets::ZERO,
        incarnation: Octets::ZERO,
        facts: Octets::ZERO,
    };

    /// Takes over a flow without what is rare.
    #[inline]
    pub(crate) fn pack(&mut self, flow: &Flow, measured: &Measured) {
        let [originator, responder] = &flow.ends;
        self.ends[0].pack(originator);
        self.ends[1].pack(responder);
        self.recent = flow.recent;
        self.compat = flow.compat;
        let wide = &measured.wide;
        self.first_time = Octets::low_of(flow.first_time.0 as u64);
        self.first_frame = Octets::low_of(flow.first_frame.get());
        self.last_time = Octets::low_of(wide.last_time);
        self.last_frame = Octets::low_of(wide.last_frame);
        self.syn = Octets::low_of(wide.syn);
        self.syn_ack = Octets::low_of(wide.syn_ack);
        self.incarnation = Octets::low_of(u64::from(flow.incarnation));
        self.facts = Octets::low_of(u64::from(facts(flow, measured).0));
    }

    /// Makes it the flow again, as far as it is not rare.
    #[inline]
    pub(crate) fn unpack(&self, flow: &mut Flow) {
        let mut facts = Bits(self.facts.word());
        let _class = facts.take(CLASS);
        flow.attempts = facts.take(ATTEMPTS) as u16;
        let (none_of_originator, none_of_responder) = (facts.take(1) != 0, facts.take(1) != 0);
        flow.reused = facts.take(1) != 0;
        flow.handshake_done = facts.take(1) != 0;
        let reset = facts.take(4).checked_sub(1);
        flow.reset = reset.map(|reset| (pick(&Reset::ALL, reset >> 1), pick(&Direction::BOTH, reset & 1)));
        flow.first_closer = facts.take(2).checked_sub(1).map(|closer| pick(&Direction::BOTH, closer));
        flow.close_kind = facts.take(2).checked_sub(1).map(|kind| pick(&CloseKind::ALL, kind));
        flow.open_kind = facts.take(3).checked_sub(1).map(|kind| pick(&OpenKind::ALL, kind));
        flow.start = pick(&Start::ALL, facts.take(2));
        flow.roles = pick(&Roles::ALL, facts.take(2));
        flow.closed_window = [facts.take(1) != 0, facts.take(1) != 0];
        let [originator, responder] = &mut flow.ends;
        self.ends[0].unpack(none_of_originator, originator);
        self.ends[1].unpack(none_of_responder, responder);
        flow.holes = Holes::EMPTY;
        flow.recent = self.recent;
        flow.compat = self.compat;
        let first_time = self.first_time.get();
        flow.first_time = Moment(first_time as i64);
        flow.last_time = Moment(first_time.wrapping_add(self.last_time.get()) as i64);
        flow.first_frame = U48::low_of(self.first_frame.get());
        flow.last_frame = frame_after(self.first_frame.get(), self.last_frame.get());
        flow.syn = narrow(self.syn.get());
        flow.syn_ack = narrow(self.syn_ack.get());
        flow.incarnation = self.incarnation.word() as u16;
    }

    /// The flow's class.
    #[inline]
    pub(crate) fn class(&self) -> Class {
        self.facts().class()
    }

    /// What takes a few bits.
    #[inline]
    pub(crate) fn facts(&self) -> FlowFacts {
        FlowFacts(self.facts.word())
    }
}

/// Bits that a class takes.
const CLASS: u32 = 3;
/// Bits that the number of attempts takes.
const ATTEMPTS: u32 = 8;

/// All of a flow that takes a few bits, as it is packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlowFacts(u32);

impl FlowFacts {
    /// The flow's class.
    #[inline]
    pub(crate) fn class(self) -> Class {
        pick(&Class::ALL, Bits(self.0).take(CLASS))
    }

    /// Whether all numbers that both ends sent were captured, if nothing of the flow is rare.
    #[inline]
    pub(crate) const fn all_captured(self) -> bool {
        let mut facts = Bits(self.0);
        facts.take(CLASS + ATTEMPTS);
        facts.take(2) == 0
    }

    /// Whether no segment can complete a handshake: one did, or the capture joined later.
    #[inline]
    pub(crate) fn is_joined_or_open(self) -> bool {
        let mut facts = Bits(self.0);
        facts.take(CLASS + ATTEMPTS + 3);
        let handshake_done = facts.take(1) != 0;
        facts.take(4 + 2 + 2 + 3);
        handshake_done || facts.take(2) == Start::Midstream as u32
    }
}

/// All that takes a few bits. [`PackedFlow::unpack`] reads it in the opposite order.
#[inline]
fn facts(flow: &Flow, measured: &Measured) -> Bits {
    let [originator, responder] = measured.captured.map(|captured| captured == Captured::None);
    let one_more = |number: Option<u32>| number.map_or(0, |number| number.saturating_add(1));
    let [closed_by_originator, closed_by_responder] = flow.closed_window;
    Bits::default()
        .with(u32::from(closed_by_responder), 1)
        .with(u32::from(closed_by_originator), 1)
        .with(flow.roles as u32, 2)
        .with(flow.start as u32, 2)
        .with(one_more(flow.open_kind.map(|kind| kind as u32)), 3)
        .with(one_more(flow.close_kind.map(|kind| kind as u32)), 2)
        .with(one_more(flow.first_closer.map(|closer| closer as u32)), 2)
        .with(one_more(flow.reset.map(|(reset, by)| (reset as u32) << 1 | by as u32)), 4)
        .with(u32::from(flow.handshake_done), 1)
        .with(u32::from(flow.reused), 1)
        .with(u32::from(responder), 1)
        .with(u32::from(originator), 1)
        .with(u32::from(flow.attempts), ATTEMPTS)
        .with(flow.class() as u32, CLASS)
}

const _: () = assert!(Roles::ALL.len() <= 4 && Start::ALL.len() <= 4 && Class::ALL.len() <= 8);
const _: () = assert!(OpenKind::ALL.len() < 8 && CloseKind::ALL.len() < 4 && 2 * Reset::ALL.len() < 16);

#[expect(clippy::indexing_slicing, reason = "no number is beyond the last, and no list here is empty")]
#[inline]
fn pick<T: Copy, const N: usize>(all: &[T; N], number: u32) -> T {
    all[(number as usize).min(const { N - 1 })]
}

/// The frame that comes so many after another.
#[inline]
pub(crate) fn frame_after(first: u64, after: u64) -> U48 {
    U48::low_of(first.wrapping_add(after))
}

#[cfg(test)]
mod tests;
