//! What is packed comes back as it was.

use crate::direction::Direction;
use crate::endpoint::state::State;
use crate::flow::{Flow, Interval};
use crate::packed::U48;
use crate::segment_vars::SegmentVars;
use crate::table::measured::Measured;
use crate::table::packed_flow::PackedFlow;
use crate::table::rare::Rare;
use crate::time::Moment;
use alloc::vec::Vec;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

/// The flow after it was packed, with a block for what is rare only if it says that it needs one.
fn through_the_table(flow: &Flow) -> (Flow, bool) {
    let (mut packed, measured) = (PackedFlow::BLANK, Measured::of(flow));
    packed.pack(flow, &measured);
    let needs_rare = measured.needs_rare;
    let rare = needs_rare.then(|| Rare::of(flow));
    assert_eq!(packed.class(), flow.class());
    let mut again = Flow::BLANK;
    packed.unpack(&mut again);
    if let Some(rare) = rare {
        rare.restore(&mut again);
    }
    (again, needs_rare)
}

/// A segment whose numbers lie near those of others, or anywhere.
fn segment() -> impl Strategy<Value = (bool, SegmentVars)> {
    let number = || prop_oneof![4 => 0..6_u32, 2 => 90..110_u32, 1 => any::<u32>()];
    let flags = prop_oneof![4 => Flags::common(), 1 => any::<u16>().prop_map(Flags::from_bits)];
    let window = prop_oneof![5 => any::<u16>(), 1 => Just(0)];
    let facts = (any::<bool>(), flags, number(), number(), 0..4_u32, window);
    let rest = (
        prop_oneof![6 => 0..2_000_000_i64, 1 => any::<i64>()],
        any::<Option<u8>>(),
        any::<Option<u32>>(),
        prop_oneof![6 => 0..3_u64, 1 => any::<u64>()],
    );
    (facts, rest).prop_map(|((from_client, flags, seq, ack, payload_len, window), rest)| {
        let (time, window_scale, ts_val, frame) = rest;
        let segment = SegmentVars {
            time: Moment(time),
            frame,
            seq: Seq(seq),
            ack: Seq(ack),
            flags,
            window,
            payload_len,
            ip_len: payload_len + 40,
            identification: Some(window),
            mss: window_scale.map(u16::from),
            window_scale,
            ts_val,
            malformed: window == 7,
            ..SegmentVars::default()
        };
        (from_client, segment)
    })
}

trait Common {
    fn common() -> impl Strategy<Value = Flags>;
}

impl Common for Flags {
    /// The flags of an orderly life.
    fn common() -> impl Strategy<Value = Flags> {
        (0..6_usize).prop_map(|which| [0x02, 0x12, 0x10, 0x11, 0x14, 0x10].map(Flags::from_bits)[which])
    }
}

proptest! {
    #[test]
    fn a_flow_that_segments_can_make_comes_back_as_it_was(segments in proptest::collection::vec(segment(), 1..40)) {
        let (mut flow, _) = Flow::open(&segments[0].1, 54203, 23);
        let mut same = flow;
        let mut time = 0_i64;
        for (from_client, mut segment) in segments {
            time = time.saturating_add(segment.time.0);
            segment.time = Moment(time);
            let sender = if from_client { Direction::Originator } else { Direction::Responder };
            prop_assert_eq!(flow.observe(&segment, sender), same.observe(&segment, sender));
            prop_assert_eq!(flow, same);
            same = through_the_table(&flow).0;
            prop_assert_eq!(flow, same);
        }
    }

    #[test]
    fn a_flow_of_any_size_comes_back_as_it_was(
        numbers in any::<[u64; 8]>(),
        shifts in any::<[u8; 8]>(),
        state in 0..State::ALL.len(),
    ) {
        let sizes: Vec<u64> = numbers.iter().zip(shifts).map(|(number, shift)| number >> (shift % 64)).collect();
        let segment = SegmentVars { flags: Flags::SYN, time: Moment(sizes[0] as i64), ..SegmentVars::default() };
        let (mut flow, _) = Flow::open(&segment, 54203, 23);
        flow.first_frame = U48::new(sizes[1]);
        flow.last_frame = U48::new(sizes[2]);
        flow.last_time = Moment(sizes[3] as i64);
        flow.syn = Interval::Took(U48::new(sizes[4]));
        flow.syn_ack = Interval::Since(U48::new(sizes[5]));
        flow.attempts = sizes[6] as u16;
        flow.incarnation = sizes[7] as u16;
        for (end, at) in flow.ends.iter_mut().zip([0, 3]) {
            end.iss = Seq(sizes[at] as u32);
            end.nxt = Seq(sizes[at + 1] as u32);
            end.contig = end.nxt;
            end.captured = if sizes[at].is_multiple_of(2) { end.nxt } else { end.iss + 1 };
            end.missed = U48::new(sizes[at + 2]);
            end.segments = sizes[at + 3] as u32;
            end.retransmits = sizes[at + 1] as u32;
            end.answered_at = sizes[at + 2] as u32;
            end.ip_octets = U48::new(sizes[at + 4]);
            end.wraps = sizes[at] as u16;
            end.state = State::ALL[state];
        }
        prop_assert_eq!(flow, through_the_table(&flow).0);
        flow.ends[1].state_before_reset = State::ALL[state];
        prop_assert_eq!(flow, through_the_table(&flow).0);
    }
}

/// Observes segments given as sender (the originator: true), flags, SEQ, ACK and octets; returns whether each left something rare.
fn needs_rare(lines: &[(bool, u16, u32, u32, u32)]) -> Vec<bool> {
    let mut flow = None;
    let observe = |(index, &(from, flags, seq, ack, payload_len)): (usize, &(bool, u16, u32, u32, u32))| {
        let segment = SegmentVars {
            time: Moment(1_000_000 * index as i64),
            frame: index as u64,
            seq: Seq(seq),
            ack: Seq(ack),
            flags: Flags::from_bits(flags),
            payload_len,
            identification: Some(index as u16 + 1),
            ..SegmentVars::default()
        };
        let flow = flow.get_or_insert_with(|| Flow::open(&segment, 54203, 23).0);
        flow.observe(&segment, if from { Direction::Originator } else { Direction::Responder });
        let (same, rare) = through_the_table(flow);
        assert_eq!(*flow, same);
        rare
    };
    lines.iter().enumerate().map(observe).collect()
}

#[test]
fn a_life_in_order_has_nothing_rare() {
    let life = [
        (true, 0x02, 100, 0, 0),
        (false, 0x12, 300, 101, 0),
        (true, 0x10, 101, 301, 0),
        (true, 0x10, 101, 301, 500),
        (true, 0x10, 101, 301, 500),
        (false, 0x10, 301, 601, 0),
        (true, 0x11, 601, 301, 0),
        (false, 0x11, 301, 602, 0),
        (true, 0x10, 602, 302, 0),
    ];
    assert_eq!(needs_rare(&life), [false; 9]);
}

#[test]
fn a_life_of_which_one_end_was_captured_has_nothing_rare() {
    let life = [
        (true, 0x02, 100, 0, 0),
        (true, 0x10, 101, 301, 0),
        (true, 0x10, 101, 301, 500),
        (true, 0x10, 601, 5_000, 0),
        (true, 0x11, 601, 9_000, 0),
    ];
    assert_eq!(needs_rare(&life), [false; 5]);
}

#[test]
fn a_hole_is_rare_until_it_is_filled() {
    let life = [
        (true, 0x02, 100, 0, 0),
        (false, 0x12, 300, 101, 0),
        (true, 0x10, 111, 301, 10),
        (true, 0x10, 131, 301, 10),
        (true, 0x10, 101, 301, 10),
        (true, 0x10, 121, 301, 10),
    ];
    assert_eq!(needs_rare(&life), [false, false, true, true, true, false]);
}
