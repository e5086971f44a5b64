//! To which of two connections on one pair of sockets a segment belongs, or whether it begins another.

use crate::direction::Direction;
use crate::flow::Flow;
use crate::segment_vars::SegmentVars;

/// To which of a pair's connections a segment belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// To the newer of the two, or the only one.
    ToNewer,
    /// To the older one.
    ToOlder,
    /// To neither: it begins another. Foreign is what no SYN begins: its numbers are far from all that the pair used.
    ToNeither {
        /// Whether it is foreign.
        foreign: bool,
    },
}

impl Belongs {
    /// Decides, for a segment of a pair with one connection or two, each with the end of it that sent the segment.
    ///
    /// ```
    /// use synfin_flow::{belonging::Belongs, flow::Flow, segment_vars::SegmentVars};
    /// use synfin_wire::segment::{flags::Flags, seq::Seq};
    ///
    /// let syn = |isn| SegmentVars { seq: Seq(isn), flags: Flags::SYN, ..Default::default() };
    /// let (mut flow, sender) = Flow::open(&syn(100), 54203, 23);
    /// flow.observe(&syn(100), sender);
    /// assert_eq!(Belongs::of((&flow, sender), None, &syn(100)), Belongs::ToNewer);
    /// assert_eq!(Belongs::of((&flow, sender), None, &syn(9000)), Belongs::ToNeither { foreign: false });
    /// ```
    #[inline]
    pub fn of(
        newer: (&Flow, Direction),
        older: Option<(&Flow, Direction)>,
        segment: &SegmentVars,
    ) -> Belongs {
        if let Some((flow, from)) = older
            && flow.saw_a_moment_ago(segment, from)
        {
            return Belongs::ToOlder;
        }
        let (flow, from) = newer;
        match by_numbers(newer, older, segment) {
            Belongs::ToNewer => Belongs::ToNewer,
            _ if flow.saw_a_moment_ago(segment, from) => Belongs::ToNewer,
            chosen => chosen,
        }
    }
}

/// To which connection a segment belongs that was not captured before.
#[inline]
fn by_numbers(
    (newer, from_newer): (&Flow, Direction),
    older: Option<(&Flow, Direction)>,
    segment: &SegmentVars,
) -> Belongs {
    let flags = segment.flags;
    if flags.syn() && !flags.ack() && !flags.rst() && !flags.fin() && !segment.malformed {
        if newer.owns_syn(segment, from_newer) {
            return Belongs::ToNewer;
        }
        return match older {
            Some((flow, from)) if flow.owns_syn(segment, from) => Belongs::ToOlder,
            _ => Belongs::ToNeither { foreign: false },
        };
    }
    if let Some((flow, from)) = older {
        let near_older = flow.is_near(segment, from);
        let opening = !newer.handshake_done && !newer.is_part_of_handshake(segment, from_newer);
        if near_older && (opening || newer.is_foreign(segment, from_newer)) {
            return Belongs::ToOlder;
        }
    } else if flags.ack() && !flags.syn() && !flags.rst() && newer.is_foreign(segment, from_newer) {
        return Belongs::ToNeither { foreign: true };
    }
    Belongs::ToNewer
}
