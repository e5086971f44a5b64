//! What a table of flows takes. Alone in its file: the counts are of the process.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;

use synfin_flow::key::Socket;
use synfin_flow::outcome::{Ended, Outcome};
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// One segment: who sends (the client: true), flags, SEQ, ACK, octets.
type Line = (bool, u16, u32, u32, u32);

const OPEN: [Line; 5] = [
    (true, 0x02, 100, 0, 0),
    (false, 0x12, 300, 101, 0),
    (true, 0x10, 101, 301, 0),
    (true, 0x10, 101, 301, 500),
    (false, 0x10, 301, 601, 1400),
];
const CLOSE: [Line; 3] =
    [(true, 0x11, 601, 1701, 0), (false, 0x11, 1701, 602, 0), (true, 0x10, 602, 1702, 0)];
/// 50 octets are missing before it.
const HOLE: Line = (false, 0x10, 351, 601, 50);
/// 1400 octets that were captured, and 100 that were not.
const MISSED: Line = (true, 0x10, 601, 1801, 0);

fn observe(table: &mut FlowTable, flow: u32, line: Line, frame: u64) {
    let (from_client, flags, seq, ack, payload_len) = line;
    let address = |number: u32| {
        if flow.is_multiple_of(2) {
            IpAddr::V4(Ipv4Addr::from_bits(number))
        } else {
            IpAddr::V6(Ipv6Addr::from_bits(0x2001_0db8 << 96 | u128::from(number)))
        }
    };
    let (client, server) = (Socket::new(address(flow), 54203), Socket::new(address(1 << 30), 23));
    let segment = SegmentVars {
        time: Moment(frame as i64 * 1000),
        frame,
        seq: Seq(seq),
        ack: Seq(ack),
        flags: Flags::from_bits(flags),
        payload_len,
        ip_len: payload_len + 40,
        identification: Some(frame as u16 | 1),
        ..SegmentVars::default()
    };
    let (from, to) = if from_client { (client, server) } else { (server, client) };
    table.observe(from, to, 0, &segment);
}

fn table(max_flows: u32) -> FlowTable {
    FlowTable::new(Limits {
        max_flows: NonZeroU32::new(max_flows).unwrap_or(NonZeroU32::MIN),
        ..Limits::default()
    })
}

/// Every flow gets each line in turn; returns how many flows left, and the allocations since the first line.
fn play(table: &mut FlowTable, flows: u32, lines: &[Line]) -> (u64, u64) {
    let (mut frame, mut left, mut first) = (0, 0, 0);
    for (index, &line) in lines.iter().enumerate() {
        for flow in 0..flows {
            frame += 1;
            observe(table, flow, line, frame);
            left += u64::from(table.pop_ended().is_some());
        }
        if index == 0 {
            first = dhat::HeapStats::get().total_blocks;
        }
    }
    (left, dhat::HeapStats::get().total_blocks - first)
}

#[test]
fn a_flow_takes_no_more_than_256_octets_and_a_segment_allocates_nothing() {
    let flows = 30_000;
    let profiler = dhat::Profiler::builder().testing().build();
    let mut open = table(1 << 20);
    let (left, allocations) = play(&mut open, flows, &[&OPEN[..], &CLOSE[..]].concat());
    assert_eq!((left, allocations), (0, 0), "a segment of a flow that is held");
    open.finish();
    while let Some(ended) = open.pop_ended() {
        assert_eq!(ended.flow.outcome(), Outcome::Closed);
    }
    let most = dhat::HeapStats::get().max_bytes as f64 / f64::from(flows);
    assert!(most <= 256.0, "{most} octets a flow, from its first segment until it is told");
    drop(open);
    drop(profiler);

    let profiler = dhat::Profiler::builder().testing().build();
    let (flows, max_flows) = (10_000, 10_000);
    let mut lossy = table(max_flows);
    let (left, _) = play(&mut lossy, flows, &[&OPEN[..4], &[HOLE]].concat());
    let books = lossy.books();
    assert!(books.balance());
    assert!(left > 0 && left == books.ended(Ended::Evicted), "{left} flows left for lack of room");
    // A block of places more may be at hand than is in use, and one of blocks for what is rare; and each table remembers 4,096 pairs.
    let (most, slack) = (dhat::HeapStats::get().max_bytes, 256 * (236 + 96) + 4096 * 8);
    assert!(most <= max_flows as usize * 256 + slack, "{most} octets where every flow lacks something");
    drop(lossy);
    drop(profiler);

    // However many came and went.
    let profiler = dhat::Profiler::builder().testing().build();
    let mut flooded = table(max_flows);
    let (left, _) = play(&mut flooded, 20 * max_flows, &OPEN[..1]);
    assert_eq!(left, u64::from(19 * max_flows));
    let most = dhat::HeapStats::get().max_bytes;
    assert!(most <= max_flows as usize * 256 + slack, "{most} octets in a flood");
    drop(flooded);
    drop(profiler);

    the_finished_leave_first();
}

/// Where there is no more room for what is missing, those leave first that are over; and nothing of the others is forgotten.
fn the_finished_leave_first() {
    let mut table = table(10_000);
    for flow in 0..10_000 {
        for line in OPEN {
            observe(&mut table, flow, line, u64::from(flow) + 1);
        }
    }
    let mut left = Vec::new();
    for flow in 0..1_200 {
        observe(&mut table, flow, MISSED, 20_000);
        if flow < 1_000 {
            observe(&mut table, flow, (true, 0x14, 601, 1801, 0), 20_001);
        }
        left.extend(core::iter::from_fn(|| table.pop_ended()));
    }
    assert!(!left.is_empty());
    for ended in &left {
        assert_eq!((ended.ended, ended.flow.outcome()), (Ended::Evicted, Outcome::ResetByInitiator));
    }
    table.finish();
    let rest: Vec<_> = core::iter::from_fn(|| table.pop_ended()).collect();
    assert_eq!(left.len() + rest.len(), 10_000);
    let lacking = |ended: &&synfin_flow::table::ended_flow::EndedFlow| {
        ended.flow.tally(synfin_flow::direction::Direction::Responder).missed_bytes == 100
    };
    assert_eq!(left.iter().chain(&rest).filter(lacking).count(), 1_200);
    assert!(left.iter().all(|ended| lacking(&ended)));
}
