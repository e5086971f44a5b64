//! One end of a flow in 40 octets.

use synfin_wire::segment::seq::Seq;

use crate::endpoint::basis::Basis;
use crate::endpoint::end::{End, Mark};
use crate::endpoint::state::State;
use crate::packed::U48;
use crate::table::octets::{Bits, Octets};

/// Bits that the marks take.
const MARKS: u32 = 26;
/// Bits that a state takes.
const STATE: u32 = 4;
/// Bits that a basis takes.
const BASIS: u32 = 2;

/// Every state by its number, which is never beyond them.
const STATES: [State; 1 << STATE] = {
    let (mut states, mut number) = ([State::Unknown; 1 << STATE], 0);
    while number < State::ALL.len() {
        states[number] = State::ALL[number];
        number += 1;
    }
    states
};

const _: () = assert!(Mark::ALL >> MARKS == 0 && MARKS + STATE + BASIS == 32);
const _: () = assert!(State::ALL.len() <= 1 << STATE && Basis::ALL.len() <= 1 << BASIS);
const _: () = assert!(size_of::<PackedEnd>() == 40);

/// The low part of an [`End`]; what lies above it, and most of what is missing, is rare.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackedEnd {
    iss: Octets<4>,
    nxt: Octets<4>,
    ack: Octets<4>,
    ts_recent: Octets<4>,
    /// The marks, the state and its basis.
    facts: Octets<4>,
    pub(crate) ip_octets: Octets<5>,
    pub(crate) segments: Octets<3>,
    pub(crate) answered_at: Octets<3>,
    window: Octets<2>,
    max_window: Octets<2>,
    mss: Octets<2>,
    pub(crate) retransmits: Octets<1>,
    pub(crate) wraps: Octets<1>,
    window_scale: Octets<1>,
}

/// What was captured of all the numbers that an end sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Captured {
    /// All of them.
    All,
    /// None: the peer acknowledged them. So it is where one end of the connection was not captured.
    None,
    /// Some, which is rare.
    Some,
}

impl Captured {
    #[inline]
    pub(crate) fn of(end: &End) -> Captured {
        let complete = end.contig == end.nxt;
        let all = end.captured == end.nxt && end.missed == U48::low_of(0);
        let (captured, missed) = nothing(end);
        let none = end.captured == captured && end.missed == missed;
        match (complete & all, complete & none) {
            (true, _) => Captured::All,
            (false, true) => Captured::None,
            (false, false) => Captured::Some,
        }
    }
}

/// The number after the highest captured, and the octets missed, of an end of which nothing was captured.
fn nothing(end: &End) -> (Seq, U48) {
    let captured = end.iss + 1;
    (captured, U48::low_of(u64::from(end.nxt.0.wrapping_sub(captured.0))))
}

impl PackedEnd {
    pub(crate) const BLANK: PackedEnd = PackedEnd {
        iss: Octets::ZERO,
        nxt: Octets::ZERO,
        ack: Octets::ZERO,
        ts_recent: Octets::ZERO,
        facts: Octets::ZERO,
        ip_octets: Octets::ZERO,
        segments: Octets::ZERO,
        answered_at: Octets::ZERO,
        window: Octets::ZERO,
        max_window: Octets::ZERO,
        mss: Octets::ZERO,
        retransmits: Octets::ZERO,
        wraps: Octets::ZERO,
        window_scale: Octets::ZERO,
    };

    /// Takes over an end without what is rare.
    #[inline]
    pub(crate) fn pack(&mut self, end: &End) {
        let facts = Bits(end.marks).with(end.state as u32, STATE).with(end.basis as u32, BASIS);
        self.iss = Octets::low_of(u64::from(end.iss.0));
        self.nxt = Octets::low_of(u64::from(end.nxt.0));
        self.ack = Octets::low_of(u64::from(end.ack.0));
        self.ts_recent = Octets::low_of(u64::from(end.ts_recent));
        self.facts = Octets::low_of(u64::from(facts.0));
        self.ip_octets = Octets::low_of(end.ip_octets.get());
        self.segments = Octets::low_of(u64::from(end.segments));
        self.answered_at = Octets::low_of(u64::from(end.answered_at));
        self.window = Octets::low_of(u64::from(end.window));
        self.max_window = Octets::low_of(u64::from(end.max_window));
        self.mss = Octets::low_of(u64::from(end.mss));
        self.retransmits = Octets::low_of(u64::from(end.retransmits));
        self.wraps = Octets::low_of(u64::from(end.wraps));
        self.window_scale = Octets::low_of(u64::from(end.window_scale));
    }

    /// What of the end is beyond its packed part; 0 for most.
    #[inline]
    pub(crate) fn high_of(end: &End) -> u64 {
        Octets::<5>::high_of(end.ip_octets.get())
            | Octets::<3>::high_of(u64::from(end.segments))
            | Octets::<3>::high_of(u64::from(end.answered_at))
            | Octets::<1>::high_of(u64::from(end.retransmits))
            | Octets::<1>::high_of(u64::from(end.wraps))
            | u64::from(end.state_before_reset != State::Unknown)
    }

    /// Makes it the end again, as far as it is not rare.
    #[inline]
    pub(crate) fn unpack(&self, nothing_captured: bool, end: &mut End) {
        let mut facts = Bits(self.facts.word());
        end.basis = Basis::ALL[facts.take(BASIS) as usize % Basis::ALL.len()];
        end.state = STATES[facts.take(STATE) as usize % STATES.len()];
        end.state_before_reset = State::Unknown;
        end.marks = facts.0;
        end.iss = Seq(self.iss.word());
        end.nxt = Seq(self.nxt.word());
        end.contig = end.nxt;
        end.ack = Seq(self.ack.word());
        end.ts_recent = self.ts_recent.word();
        end.segments = self.segments.word();
        end.retransmits = self.retransmits.word();
        end.answered_at = self.answered_at.word();
        end.ip_octets = U48::low_of(self.ip_octets.get());
        end.wraps = self.wraps.word() as u16;
        end.window = self.window.word() as u16;
        end.max_window = self.max_window.word() as u16;
        end.mss = self.mss.word() as u16;
        end.window_scale = self.window_scale.word() as u8;
        (end.captured, end.missed) = if nothing_captured { nothing(end) } else { (end.nxt, U48::low_of(0)) };
    }
}
