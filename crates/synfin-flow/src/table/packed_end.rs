//! One end of a flow in 40 octets.

use synfin_wire::segment::seq::Seq;

use crate::endpoint::basis::Basis;
use crate::endpoint::end::{End, Mark, relative};
use crate::endpoint::state::State;
use crate::flow::shift;
use crate::packed::U48;
use crate::segment_vars::SegmentVars;
use crate::table::octets::{Bits, Octets};

/// Bits that the marks take.
const MARKS: u32 = 26;
/// Bits that a state takes.
const STATE: u32 = 4;
/// Bits that a basis takes.
const BASIS: u32 = 2;

const _: () = assert!(State::ALL.len() <= 1 << STATE && Basis::ALL.len() <= 1 << BASIS);
const _: () = assert!(Mark::ALL >> MARKS == 0 && MARKS + STATE + BASIS == 32);
const _: () = assert!(State::ALL.len() <= 1 << STATE && Basis::ALL.len() <= 1 << BASIS);
const _: () = assert!(size_of::<PackedEnd>() == 40);

/// The low part of an [`End`]; what lies above it, and most of what is missing, is rare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedEnd {
    iss: Octets<4>,
    nxt: Octets<4>,
    ack: Octets<4>,
    ts_recent: Octets<4>,
    /// The marks, the state and its basis.
    facts: Octets<4>,
    /// Octets sent, 40 bits, and segments.
    sent: Octets<8>,
    /// When it was answered, 24 bits, and retransmissions.
    answered: Octets<4>,
    /// Window, largest window and segment size, 16 bits each, then how often numbers wrapped, and the shift count.
    offers: Octets<8>,
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
    /// Bits of each number that are packed; what lies above is rare.
    pub(crate) const IP_OCTETS: u32 = 40;
    pub(crate) const SEGMENTS: u32 = 24;
    pub(crate) const ANSWERED_AT: u32 = 24;
    pub(crate) const RETRANSMITS: u32 = 8;
    pub(crate) const WRAPS: u32 = 8;

    pub(crate) const BLANK: PackedEnd = PackedEnd {
        iss: Octets::ZERO,
        nxt: Octets::ZERO,
        ack: Octets::ZERO,
        ts_recent: Octets::ZERO,
        facts: Octets::ZERO,
        sent: Octets::ZERO,
        answered: Octets::ZERO,
        offers: Octets::ZERO,
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
        let ip_octets = end.ip_octets.get() & low(Self::IP_OCTETS);
        self.sent = Octets::low_of(u64::from(end.segments) << Self::IP_OCTETS | ip_octets);
        let answered_at = u64::from(end.answered_at) & low(Self::ANSWERED_AT);
        self.answered = Octets::low_of(u64::from(end.retransmits) << Self::ANSWERED_AT | answered_at);
        let windows = u64::from(end.max_window) << 16 | u64::from(end.window);
        let rest = u64::from(end.window_scale) << Self::WRAPS | u64::from(end.wraps) & low(Self::WRAPS);
        self.offers = Octets::low_of(rest << 48 | u64::from(end.mss) << 32 | windows);
    }

    /// What of the end is beyond its packed part; 0 for most.
    #[inline]
    pub(crate) fn high_of(end: &End) -> u64 {
        end.ip_octets.get() >> Self::IP_OCTETS
            | u64::from(end.segments >> Self::SEGMENTS)
            | u64::from(end.answered_at >> Self::ANSWERED_AT)
            | u64::from(end.retransmits >> Self::RETRANSMITS)
            | u64::from(end.wraps >> Self::WRAPS)
            | u64::from(end.state_before_reset != State::Unknown)
    }

    /// Makes it the end again, as far as it is not rare.
    #[inline]
    pub(crate) fn unpack(&self, nothing_captured: bool, end: &mut End) {
        let mut facts = Bits(self.facts.word());
        end.basis = basis(facts.take(BASIS));
        end.state = state(facts.take(STATE));
        end.state_before_reset = State::Unknown;
        end.marks = facts.0;
        end.iss = Seq(self.iss.word());
        end.nxt = Seq(self.nxt.word());
        end.contig = end.nxt;
        end.ack = Seq(self.ack.word());
        end.ts_recent = self.ts_recent.word();
        let sent = self.sent.get();
        end.ip_octets = U48::low_of(sent & low(Self::IP_OCTETS));
        end.segments = (sent >> Self::IP_OCTETS) as u32;
        let answered = self.answered.word();
        end.answered_at = answered & low(Self::ANSWERED_AT) as u32;
        end.retransmits = answered >> Self::ANSWERED_AT;
        let offers = self.offers.get();
        end.window = offers as u16;
        end.max_window = (offers >> 16) as u16;
        end.mss = (offers >> 32) as u16;
        end.wraps = (offers >> 48 & low(Self::WRAPS)) as u16;
        end.window_scale = (offers >> 56) as u8;
        (end.captured, end.missed) = if nothing_captured { nothing(end) } else { (end.nxt, U48::low_of(0)) };
    }
}

/// The marks, the state and its basis of an end, as they are packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts(u32);

impl Facts {
    #[inline]
    pub(crate) fn state(self) -> State {
        state(self.0 >> BASIS & low(STATE) as u32)
    }

    #[inline]
    pub(crate) fn basis(self) -> Basis {
        basis(self.0 & low(BASIS) as u32)
    }

    /// Every [`Mark`] of the end, a bit each.
    #[inline]
    pub(crate) const fn marks(self) -> u32 {
        self.0 >> (STATE + BASIS)
    }

    #[inline]
    pub(crate) const fn is(self, mark: Mark) -> bool {
        self.marks() & mark as u32 != 0
    }

    #[inline]
    fn with(self, mark: Mark) -> Facts {
        Facts(self.0 | (mark as u32) << (STATE + BASIS))
    }

    #[inline]
    fn with_if(self, there: bool, mark: Mark) -> Facts {
        if there { self.with(mark) } else { self }
    }
}

/// What the usual segment asks of an end, and changes in it, without unpacking it.
impl PackedEnd {
    #[inline]
    pub(crate) fn facts(&self) -> Facts {
        Facts(self.facts.word())
    }

    #[inline]
    pub(crate) fn iss(&self) -> Seq {
        Seq(self.iss.word())
    }

    #[inline]
    pub(crate) fn nxt(&self) -> Seq {
        Seq(self.nxt.word())
    }

    #[inline]
    pub(crate) fn ack(&self) -> Seq {
        Seq(self.ack.word())
    }

    #[inline]
    pub(crate) fn ts_recent(&self) -> u32 {
        self.ts_recent.word()
    }

    /// The last window, not scaled.
    #[inline]
    pub(crate) fn window(&self) -> u16 {
        self.offers.get() as u16
    }

    #[inline]
    pub(crate) fn window_scale(&self) -> u8 {
        (self.offers.get() >> 56) as u8
    }

    /// A number's distance from the ISN over all 2^64, by its distance from SND.NXT.
    #[inline]
    pub(crate) fn relative_to_isn(&self, seq: Seq) -> i64 {
        relative(self.iss(), self.nxt(), (self.offers.get() >> 48 & low(Self::WRAPS)) as u16, seq)
    }

    /// The octets and segments sent with one segment more; none if they are too many for their packed bits.
    #[inline]
    pub(crate) fn sent_after(&self, ip_len: u32) -> Option<Sent> {
        let sent = self.sent.get();
        let ip_octets = (sent & low(Self::IP_OCTETS)).saturating_add(u64::from(ip_len));
        let segments = (sent >> Self::IP_OCTETS).saturating_add(1);
        let fits = ip_octets <= low(Self::IP_OCTETS) && segments <= low(Self::SEGMENTS);
        fits.then(|| Sent(Octets::low_of(segments << Self::IP_OCTETS | ip_octets)))
    }

    /// A window of this end's, and its window before, in octets.
    #[inline]
    pub(crate) fn windows_before(&self, window: u16, peer: Facts) -> [u32; 2] {
        let shift = self.shift(peer);
        let before = if self.facts().is(Mark::WindowScaled) { shift } else { 0 };
        [u32::from(window) << shift, u32::from(self.window()) << before]
    }

    /// Sends a usual segment: its numbers, its window, and what it counts for.
    #[inline]
    pub(crate) fn send(&mut self, segment: &SegmentVars, end: Seq, sent: Sent, peer: Facts) {
        let facts = self.facts();
        let offers = self.offers.get();
        let shift = self.shift(peer);
        let largest = (offers >> 16) as u16;
        let before = if facts.is(Mark::MaxWindowScaled) { shift } else { 0 };
        let is_larger = u32::from(segment.window) << shift > u32::from(largest) << before;
        let largest = if is_larger { segment.window } else { largest };
        self.offers =
            Octets::low_of(offers & !low(32) | u64::from(largest) << 16 | u64::from(segment.window));
        let facts = facts
            .with(Mark::Other)
            .with(Mark::WindowScaled)
            .with_if(is_larger, Mark::MaxWindowScaled)
            .with_if(segment.payload_len > 0, Mark::SentData);
        self.facts = Octets::low_of(u64::from(facts.0));
        self.ack = Octets::low_of(u64::from(self.ack().latest(segment.ack).0));
        self.nxt = Octets::low_of(u64::from(end.0));
        self.sent = sent.0;
    }

    /// Keeps a timestamp as TS.Recent.
    #[inline]
    pub(crate) fn keep_timestamp(&mut self, ts_val: u32) {
        self.ts_recent = Octets::low_of(u64::from(ts_val));
        self.facts = Octets::low_of(u64::from(self.facts().with(Mark::Timestamps).0));
    }

    #[inline]
    fn shift(&self, peer: Facts) -> u8 {
        shift(self.facts().marks(), peer.marks(), self.window_scale()).unwrap_or(0)
    }
}

/// The state of a number.
#[inline]
fn state(number: u32) -> State {
    State::ALL.get(number as usize).copied().unwrap_or(State::Unknown)
}

/// The basis of a number.
#[inline]
fn basis(number: u32) -> Basis {
    Basis::ALL.get(number as usize).copied().unwrap_or(Basis::Unknown)
}

/// Octets and segments that an end has sent, packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent(Octets<8>);

/// The lowest bits.
const fn low(bits: u32) -> u64 {
    !(u64::MAX << bits)
}
