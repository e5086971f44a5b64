//! What is kept of one end.

use synfin_wire::segment::seq::Seq;

use crate::endpoint::basis::Basis;
use crate::endpoint::event::Event;
use crate::endpoint::state::State;
use crate::endpoint::transition::next;
use crate::packed::U48;

/// Declares the facts that are kept of an end, a bit each.
macro_rules! marks {
    ($($bit:literal $name:ident $doc:literal;)*) => {
        /// One yes-or-no fact about an end.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u32)]
        pub(crate) enum Mark { $(#[doc = $doc] $name = 1 << $bit,)* }

        impl Mark {
            /// The bits of all marks.
            #[cfg(feature = "alloc")]
            pub(crate) const ALL: u32 = $(1 << $bit)|*;
        }
    };
}

marks! {
    0  Seen               "Sent at least one segment that was captured.";
    1  NumbersKnown       "`nxt` and `contig` mean something.";
    2  IsnKnown           "`iss` is the initial sequence number, seen or acknowledged; else one less than the first number seen.";
    3  AckKnown           "`ack` means something.";
    4  SentSyn            "Sent a SYN, with or without an ACK.";
    5  SentSynAck         "Sent a SYN-ACK.";
    6  SentFin            "Sent a FIN; `nxt` is then the number after it.";
    7  FinAcked           "Its FIN was acknowledged.";
    8  FinRepeated        "Sent its FIN again, and the peer has not acknowledged it again since.";
    9  SentData           "Sent payload.";
    10 MssKnown           "`mss` means something.";
    11 ScaleKnown         "`window_scale` means something.";
    12 SackPermitted      "Offered SACK.";
    13 Timestamps         "Sends timestamps; `ts_recent` means something once it sent one in sequence.";
    14 OwesChallenge      "Is expected to answer a doubtful segment with a challenge ACK.";
    15 SentKeepAlive      "Its last segment was a keep-alive.";
    16 SentProbe          "Its last segment was a window probe.";
    17 ResetUnconfirmed   "Sent a reset that its peer asks about first.";
    18 ForeignAck         "`ack` acknowledges what the peer never sent in this connection.";
    19 MaxWindowScaled    "`max_window` is to be scaled.";
    20 ScanProbe          "Sent a probe.";
    21 Other              "Sent something that is no probe.";
    22 SynDataRefused     "The octets in its SYN were not acknowledged.";
    23 WindowKnown        "`window` means something.";
    25 WindowScaled       "`window` is to be scaled.";
    24 HolesForgotten     "Sent beyond more holes than are kept: `contig` may lag.";
}

/// One end of a connection: its state, and the numbers that an onlooker can know of it.
///
/// The names are those of RFC 9293, section 3.3.1, as far as the wire shows them: `nxt` is SND.NXT; the peer's `ack` is
/// SND.UNA; `contig` is the peer's RCV.NXT if everything was delivered.
// In this order, so that what the table packs as it is lies together.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) iss: Seq,
    /// The number after the highest sent.
    pub(crate) nxt: Seq,
    /// The highest acknowledgement number sent, or the last one while none of them can be believed.
    pub(crate) ack: Seq,
    /// TS.Recent as the peer keeps it (RFC 7323, section 4.3).
    pub(crate) ts_recent: u32,
    /// The number up to which nothing is missing.
    pub(crate) contig: Seq,
    /// The number after the highest that was captured; `nxt` and `contig` go beyond it where the peer acknowledged more.
    pub(crate) captured: Seq,
    pub(crate) segments: u32,
    pub(crate) retransmits: u32,
    /// Milliseconds from the flow's first segment to the acknowledgement of its SYN, later of its FIN.
    pub(crate) answered_at: u32,
    pub(crate) marks: u32,
    pub(crate) ip_octets: U48,
    /// Octets that the peer acknowledged and the capture lacks.
    pub(crate) missed: U48,
    /// How often `nxt` wrapped round past `iss`.
    pub(crate) wraps: u16,
    /// The last window, not scaled.
    pub(crate) window: u16,
    /// The largest window, not scaled.
    pub(crate) max_window: u16,
    pub(crate) mss: u16,
    pub(crate) window_scale: u8,
    pub(crate) state: State,
    pub(crate) basis: Basis,
    /// The state before a reset that may turn out not to be its own.
    pub(crate) state_before_reset: State,
}

/// A number's distance from the ISN over all 2^64, by its distance from a SND.NXT that has wrapped round so often.
#[inline]
pub(crate) fn relative(iss: Seq, nxt: Seq, wraps: u16, seq: Seq) -> i64 {
    let nxt_from_isn = i64::from(wraps) << 32 | i64::from(nxt.0.wrapping_sub(iss.0));
    nxt_from_isn.wrapping_add(i64::from(seq.since(nxt)))
}

impl End {
    pub(crate) const UNKNOWN: End = End {
        iss: Seq(0),
        nxt: Seq(0),
        contig: Seq(0),
        captured: Seq(0),
        ack: Seq(0),
        ts_recent: 0,
        segments: 0,
        retransmits: 0,
        answered_at: 0,
        marks: 0,
        ip_octets: U48::new(0),
        missed: U48::new(0),
        wraps: 0,
        window: 0,
        max_window: 0,
        mss: 0,
        window_scale: 0,
        state: State::Unknown,
        basis: Basis::Unknown,
        state_before_reset: State::Unknown,
    };

    #[inline]
    pub(crate) const fn is(&self, mark: Mark) -> bool {
        self.marks & mark as u32 != 0
    }

    // What is so already is not written: most marks stay, and a bit that is written as one octet makes whoever reads all of them
    // next wait until it has reached the cache.
    #[inline]
    pub(crate) const fn mark(&mut self, mark: Mark) {
        if !self.is(mark) {
            self.marks |= mark as u32;
        }
    }

    #[inline]
    pub(crate) const fn unmark(&mut self, mark: Mark) {
        if self.is(mark) {
            self.marks &= !(mark as u32);
        }
    }

    #[inline]
    pub(crate) const fn set(&mut self, mark: Mark, there: bool) {
        if there { self.mark(mark) } else { self.unmark(mark) }
    }

    /// Moves the state by an event, if the machine has a row for it; a confirmed state keeps its stronger basis.
    #[inline]
    pub(crate) fn apply(&mut self, event: Event, basis: Basis) {
        if let Some(state) = next(self.state, event) {
            self.basis = if state == self.state { self.basis.max(basis) } else { basis };
            self.state = state;
        }
    }

    /// Puts the end into a state outside the machine: where a capture begins, or a mistake is taken back.
    pub(crate) const fn assume(&mut self, state: State, basis: Basis) {
        self.state = state;
        self.basis = basis;
    }

    /// Takes a number as the first that this end sends: nothing before it is known.
    pub(crate) fn begin_at(&mut self, seq: Seq) {
        self.iss = seq - 1;
        self.nxt = seq;
        self.contig = seq;
        self.captured = seq;
        self.wraps = 0;
        self.mark(Mark::NumbersKnown);
    }

    /// Takes `isn` as the initial sequence number.
    pub(crate) fn begin_with_isn(&mut self, isn: Seq) {
        self.begin_at(isn + 1);
        self.mark(Mark::IsnKnown);
    }

    /// SND.NXT moves on to `end`, if that is later.
    #[inline]
    pub(crate) fn raise_nxt(&mut self, end: Seq) {
        if end.after(self.nxt) {
            let before = self.nxt.0.wrapping_sub(self.iss.0);
            if end.0.wrapping_sub(self.iss.0) < before {
                self.wraps = self.wraps.saturating_add(1);
            }
            self.nxt = end;
        }
    }

    /// A number's distance from the ISN over all 2^64, by its distance from SND.NXT.
    #[inline]
    pub(crate) fn relative(&self, seq: Seq) -> i64 {
        relative(self.iss, self.nxt, self.wraps, seq)
    }

    /// Whether an acknowledgement number covers its SYN, and nothing beyond what it sent.
    #[inline]
    pub(crate) fn has_sent_before(&self, ack: Seq) -> bool {
        ack.after(self.iss) && !ack.after(self.nxt)
    }

    /// The number of its FIN, once it sent one.
    pub(crate) fn fin_seq(&self) -> Seq {
        self.nxt - 1
    }

    /// Whether its FIN was sent and nothing is missing before it.
    pub(crate) fn fin_is_complete(&self) -> bool {
        self.is(Mark::SentFin) && !self.contig.before(self.nxt)
    }
}
