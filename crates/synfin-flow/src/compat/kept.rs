//! What is kept of a flow for the columns of Zeek and Wireshark: 24 octets.

use core::time::Duration;

use synfin_wire::segment::seq::Seq;

use crate::compat::wireshark;
use crate::compat::zeek_counts::Counts;
use crate::compat::zeek_ends::Ends;
use crate::compat::zeek_history::History;
use crate::direction::Direction;
use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::saved::saved;
use crate::segment_vars::SegmentVars;

/// What Zeek and Wireshark would remember of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Compat {
    pub(crate) history: History,
    /// What each end did again and again.
    pub(crate) counts: [Counts; 2],
    /// The low 16 bits of the number of each end's last RST: enough to tell two of them apart.
    pub(crate) last_reset: [[u8; 2]; 2],
    pub(crate) ends: Ends,
    /// Wireshark's six bits, [`COMPLETE`] and [`OVER`].
    facts: u8,
}

saved!(Compat { history: History, counts: [Counts; 2], last_reset: [[u8; 2]; 2], ends: Ends, facts: u8 });

/// Zeek's connection is closed in both directions, or reset, and ends when 5 s have passed.
pub(crate) const COMPLETE: u8 = 1 << 6;
/// Zeek's connection has ended: what comes now belongs to another one.
pub(crate) const OVER: u8 = 1 << 7;

const _: () = assert!(size_of::<Compat>() <= 24);
const _: () = assert!(wireshark::ALL & (COMPLETE | OVER) == 0);

impl Compat {
    pub(crate) const EMPTY: Compat = Compat {
        history: History::EMPTY,
        counts: [Counts::NONE; 2],
        last_reset: [[0; 2]; 2],
        ends: Ends::INACTIVE,
        facts: 0,
    };

    pub(crate) const fn completeness(&self) -> u8 {
        self.facts & wireshark::ALL
    }

    pub(crate) const fn is(&self, fact: u8) -> bool {
        self.facts & fact != 0
    }

    pub(crate) const fn mark(&mut self, fact: u8) {
        self.facts |= fact;
    }

    /// Another connection of Zeek's begins in the same one of ours.
    pub(crate) const fn begin_again(&mut self) {
        let facts = self.completeness();
        *self = Compat::EMPTY;
        self.facts = facts;
    }

    /// Exchanges the two ends.
    pub(crate) fn swap_ends(&mut self) {
        self.history.swap_ends();
        self.counts.swap(0, 1);
        self.last_reset.swap(0, 1);
        self.ends.swap();
    }
}

/// What is to be known of a flow as it was before a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    /// The segment is the flow's first.
    first: bool,
    /// How long nothing came.
    pub(crate) idle: Duration,
    /// The sender's ISN and the number after its highest, if known.
    pub(crate) numbers: Option<(Seq, Seq)>,
    /// Octets of its peer's that the sender had acknowledged and the capture lacks.
    peer_missed: u64,
}

impl Before {
    /// Before a segment that follows on others of both ends, with all octets captured; `iss` and `nxt` are its sender's.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn usual(idle: Duration, iss: Seq, nxt: Seq) -> Before {
        Before { first: false, idle, numbers: Some((iss, nxt)), peer_missed: 0 }
    }
}

impl Flow {
    /// What the columns need to know of the flow before a segment from `sender` changes it.
    #[inline]
    pub(crate) fn before(&self, sender: Direction, idle: Duration) -> Before {
        let (own, peer) = (self.end(sender), self.end(sender.opposite()));
        Before {
            first: !self.any(Mark::Seen),
            idle,
            numbers: own.is(Mark::NumbersKnown).then_some((own.iss, own.nxt)),
            peer_missed: peer.missed.get(),
        }
    }

    /// Brings the columns up to date; the flow itself is so already.
    #[inline]
    pub(crate) fn keep_compat(&mut self, segment: &SegmentVars, sender: Direction, before: &Before) {
        if segment.malformed {
            return;
        }
        let gap = self.end(sender.opposite()).missed.get() > before.peer_missed;
        self.compat.mark(wireshark::completeness(segment, before.first));
        self.compat.tell_zeek(segment, sender, before, gap);
    }
}
