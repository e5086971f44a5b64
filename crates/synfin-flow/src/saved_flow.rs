//! A flow as octets: for hosts that own the memory, and whose memory may hold anything.

use synfin_wire::segment::seq::Seq;

use crate::compat::kept::Compat;
use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::end::End;
use crate::endpoint::state::State;
use crate::flow::{Flow, Interval, Reset};
use crate::holes::Holes;
use crate::outcome::{CloseKind, OpenKind, Roles, Start};
use crate::packed::U48;
use crate::recent::Recent;
use crate::saved::{Reader, Saved, Writer, saved, saved_by_place};
use crate::time::Moment;

/// Octets that a flow takes.
pub const LEN: usize = <Flow as Saved>::LEN;

impl Flow {
    /// All of it as octets, without a gap. Another release may write others: they are for the memory of one program.
    ///
    /// ```
    /// use synfin_flow::{flow::Flow, segment_vars::SegmentVars};
    /// use synfin_wire::segment::{flags::Flags, seq::Seq};
    ///
    /// let syn = SegmentVars { seq: Seq(100), flags: Flags::SYN, frame: 1, ..Default::default() };
    /// let (mut flow, sender) = Flow::open(&syn, 54203, 23);
    /// flow.observe(&syn, sender);
    /// let octets = flow.to_octets();
    /// assert_eq!(Flow::from_octets(&octets), Some(flow));
    /// assert_eq!(Flow::from_octets(&[0xff; synfin_flow::saved_flow::LEN]), None);
    /// ```
    pub fn to_octets(&self) -> [u8; LEN] {
        let mut octets = [0; LEN];
        self.save(&mut Writer(&mut octets));
        octets
    }

    /// The flow that these octets are; none where they are none. Octets that no flow was written as may give a flow that no segments
    /// can make: what it then tells means nothing, and does no harm.
    pub fn from_octets(octets: &[u8; LEN]) -> Option<Flow> {
        Flow::load(&mut Reader(octets))
    }
}

saved!(Flow {
    ends: [End; 2],
    holes: Holes,
    recent: Recent,
    first_time: Moment,
    last_time: Moment,
    first_frame: U48,
    last_frame: U48,
    syn: Interval,
    syn_ack: Interval,
    attempts: u16,
    incarnation: u16,
    roles: Roles,
    start: Start,
    open_kind: Option<OpenKind>,
    close_kind: Option<CloseKind>,
    first_closer: Option<Direction>,
    reset: Option<(Reset, Direction)>,
    handshake_done: bool,
    reused: bool,
    closed_window: [bool; 2],
    compat: Compat
});

saved!(End {
    iss: Seq,
    nxt: Seq,
    ack: Seq,
    ts_recent: u32,
    contig: Seq,
    captured: Seq,
    segments: u32,
    retransmits: u32,
    answered_at: u32,
    marks: u32,
    ip_octets: U48,
    missed: U48,
    wraps: u16,
    window: u16,
    max_window: u16,
    mss: u16,
    window_scale: u8,
    state: State,
    basis: Basis,
    state_before_reset: State
});

saved_by_place! {
    Direction: Direction::BOTH;
    State: State::ALL;
    Basis: Basis::ALL;
    Roles: Roles::ALL;
    Start: Start::ALL;
    OpenKind: OpenKind::ALL;
    CloseKind: CloseKind::ALL;
    Reset: Reset::ALL;
}

impl Saved for Interval {
    const LEN: usize = 1 + U48::LEN;

    fn save(&self, to: &mut Writer<'_>) {
        let (kind, nanoseconds) = match *self {
            Interval::None => (0_u8, U48::new(0)),
            Interval::Since(nanoseconds) => (1, nanoseconds),
            Interval::Took(nanoseconds) => (2, nanoseconds),
        };
        kind.save(to);
        nanoseconds.save(to);
    }

    fn load(from: &mut Reader<'_>) -> Option<Interval> {
        match (u8::load(from)?, U48::load(from)?) {
            (0, _) => Some(Interval::None),
            (1, nanoseconds) => Some(Interval::Since(nanoseconds)),
            (2, nanoseconds) => Some(Interval::Took(nanoseconds)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::LEN;
    use crate::flow::Flow;
    use crate::segment_vars::SegmentVars;
    use crate::time::Moment;
    use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use synfin_wire::segment::flags::Flags;
    use synfin_wire::segment::seq::Seq;

    fn segment() -> impl Strategy<Value = (bool, SegmentVars)> {
        let number = || prop_oneof![4 => 0..6_u32, 2 => 90..110_u32, 1 => any::<u32>()];
        let flags = prop_oneof![
            1 => any::<u16>().prop_map(Flags::from_bits),
            3 => (0..5_usize).prop_map(|choice| {
                let common = [Flags::SYN, Flags::SYN | Flags::ACK, Flags::ACK, Flags::FIN | Flags::ACK, Flags::RST];
                common[choice]
            })
        ];
        let facts = (any::<bool>(), flags, number(), number(), 0..4_u32, any::<u16>(), any::<i64>());
        facts.prop_map(|(from_client, flags, seq, ack, payload_len, window, time)| {
            let (seq, ack, time) = (Seq(seq), Seq(ack), Moment(time));
            (
                from_client,
                SegmentVars { time, seq, ack, flags, window, payload_len, ..SegmentVars::default() },
            )
        })
    }

    proptest! {
        #[test]
        fn a_flow_that_segments_can_make_comes_back_as_it_was(segments in proptest::collection::vec(segment(), 1..40)) {
            let (mut flow, first) = Flow::open(&segments[0].1, 40000, 80);
            for (from_client, segment) in segments {
                flow.observe(&segment, if from_client { first } else { first.opposite() });
                prop_assert_eq!(Flow::from_octets(&flow.to_octets()), Some(flow));
            }
        }

        #[test]
        fn changed_octets_are_a_flow_or_none_and_such_a_flow_takes_any_segment(
            before in proptest::collection::vec(segment(), 1..8),
            changes in proptest::collection::vec((0..LEN, prop_oneof![0..4_u8, any::<u8>()]), 1..12),
            after in proptest::collection::vec(segment(), 1..8)
        ) {
            let (mut flow, first) = Flow::open(&before[0].1, 40000, 80);
            for (_, segment) in before {
                flow.observe(&segment, first);
            }
            let mut octets = flow.to_octets();
            for (at, value) in changes {
                octets[at] = value;
            }
            if let Some(mut flow) = Flow::from_octets(&octets) {
                prop_assert_eq!(Flow::from_octets(&flow.to_octets()), Some(flow));
                for (from_client, segment) in after {
                    flow.observe(&segment, if from_client { first } else { first.opposite() });
                }
            }
        }
    }
}
