//! Memory and time per flow, measured: `cargo run --release -p synfin-flow --example memory [FLOWS]`.
//!
//! Plays the same life in many flows at once, one segment of each in turn: the worst order for a cache. Octets are counted by the
//! allocator; time is the processor's where the system tells it, else the clock's.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// What is told of one segment of a life: who sends (the client: true), flags, SEQ and ACK beyond the ISNs, octets.
type Line = (bool, Flags, u32, u32, u32);

/// A life that is played in every flow.
struct Life {
    name: &'static str,
    ipv6: bool,
    lines: &'static [Line],
}

const ACK: Flags = Flags::ACK;
const SYN_ACK: Flags = Flags::from_bits(0x12);
const FIN_ACK: Flags = Flags::from_bits(0x11);

const SYN: [Line; 1] = [(true, Flags::SYN, 0, 0, 0)];
const ESTABLISHED: [Line; 7] = [
    (true, Flags::SYN, 0, 0, 0),
    (false, SYN_ACK, 0, 1, 0),
    (true, ACK, 1, 1, 0),
    (true, ACK, 1, 1, 500),
    (false, ACK, 1, 501, 1400),
    (false, ACK, 1401, 501, 1400),
    (true, ACK, 501, 2801, 0),
];
const CLOSED: [Line; 10] = [
    ESTABLISHED[0],
    ESTABLISHED[1],
    ESTABLISHED[2],
    ESTABLISHED[3],
    ESTABLISHED[4],
    ESTABLISHED[5],
    ESTABLISHED[6],
    (true, FIN_ACK, 501, 2801, 0),
    (false, FIN_ACK, 2801, 502, 0),
    (true, ACK, 502, 2802, 0),
];
const ONE_SIDED: [Line; 5] = [
    (true, Flags::SYN, 0, 0, 0),
    (true, ACK, 1, 1, 0),
    (true, ACK, 1, 1, 500),
    (true, ACK, 501, 1401, 0),
    (true, ACK, 501, 2801, 0),
];
const MISSING: [Line; 5] =
    [ESTABLISHED[0], ESTABLISHED[1], ESTABLISHED[2], ESTABLISHED[3], (false, ACK, 1401, 501, 1400)];

const LIVES: [Life; 6] = [
    Life { name: "a SYN alone", ipv6: false, lines: &SYN },
    Life { name: "established", ipv6: false, lines: &ESTABLISHED },
    Life { name: "established, IPv6", ipv6: true, lines: &ESTABLISHED },
    Life { name: "closed", ipv6: false, lines: &CLOSED },
    Life { name: "one end captured", ipv6: false, lines: &ONE_SIDED },
    Life { name: "a segment missing", ipv6: false, lines: &MISSING },
];

fn main() {
    let flows = std::env::args().nth(1).and_then(|flows| flows.parse().ok()).unwrap_or(1_000_000_u32);
    println!("{flows} flows at once\n");
    println!(
        "{:<18} {:>9} {:>12} {:>12} {:>12} {:>12} {:>14} {:>8}",
        "life", "held", "octets/flow", "most/flow", "at the end", "ns/segment", "allocations", "evicted"
    );
    for life in &LIVES {
        measure(life, flows);
    }
}

fn measure(life: &Life, flows: u32) {
    let profiler = dhat::Profiler::builder().testing().build();
    let limits = Limits {
        max_flows: NonZeroU32::new(flows).unwrap_or(NonZeroU32::MIN).max(Limits::default().max_flows),
        ..Limits::default()
    };
    let mut table = FlowTable::new(limits);
    let mut frame = 0;
    let mut evicted = 0_u32;
    let mut play = |table: &mut FlowTable, line: &Line| {
        for flow in 0..flows {
            frame += 1;
            let (from, to, segment) = forge(life, line, flow, frame);
            std::hint::black_box(table.observe(from, to, 0, &segment));
            while let Some(ended) = table.pop_ended() {
                std::hint::black_box(ended);
                evicted += 1;
            }
        }
    };
    let mut spent = Duration::ZERO;
    let mut allocations = 0;
    for (index, line) in life.lines.iter().enumerate() {
        let begin = Stopwatch::start();
        let blocks = dhat::HeapStats::get().total_blocks;
        play(&mut table, line);
        let made = dhat::HeapStats::get().total_blocks - blocks;
        // The first segments open the flows; the others are what a table is used to.
        if index > 0 || life.lines.len() == 1 {
            spent += begin.elapsed();
            allocations += made;
        }
    }
    let stats = dhat::HeapStats::get();
    let held = table.books().live;
    table.finish();
    while let Some(ended) = table.pop_ended() {
        std::hint::black_box(ended);
    }
    let end = dhat::HeapStats::get().max_bytes;
    assert!(table.books().balance());
    let per_flow = |octets: usize| octets as f64 / f64::from(flows);
    let segments = u64::from(flows) * (life.lines.len() as u64 - 1).max(1);
    println!(
        "{:<18} {held:>9} {:>12.1} {:>12.1} {:>12.1} {:>12.1} {allocations:>14} {evicted:>8}",
        life.name,
        per_flow(stats.curr_bytes),
        per_flow(stats.max_bytes),
        per_flow(end),
        spent.as_nanos() as f64 / segments as f64,
    );
    drop(table);
    drop(profiler);
}

/// One flow's segment.
fn forge(life: &Life, line: &Line, flow: u32, frame: u64) -> (Socket, Socket, SegmentVars) {
    let &(from_client, flags, seq, ack, payload_len) = line;
    let client = Socket::new(address(life.ipv6, 10, flow / 50_000), 1024 + (flow % 50_000) as u16);
    let server = Socket::new(address(life.ipv6, 192, flow % 97), 443);
    let isns = (flow.wrapping_mul(0x9e37_79b9), flow.wrapping_mul(0x85eb_ca6b));
    let (own, peer) = if from_client { isns } else { (isns.1, isns.0) };
    let segment = SegmentVars {
        time: Moment(1_700_000_000_000_000_000 + frame as i64 * 1_000),
        frame,
        seq: Seq(own.wrapping_add(seq)),
        ack: Seq(if flags.ack() { peer.wrapping_add(ack) } else { 0 }),
        flags,
        window: 64_240,
        payload_len,
        ip_len: payload_len + 52,
        identification: Some((frame % 65_535) as u16 + 1),
        mss: flags.syn().then_some(1460),
        window_scale: flags.syn().then_some(7),
        sack_permitted: flags.syn(),
        ts_val: Some(frame as u32),
        ..SegmentVars::default()
    };
    if from_client { (client, server, segment) } else { (server, client, segment) }
}

fn address(ipv6: bool, first: u8, number: u32) -> IpAddr {
    if ipv6 {
        IpAddr::V6(Ipv6Addr::from_bits(0x2001_0db8 << 96 | u128::from(first) << 64 | u128::from(number)))
    } else {
        IpAddr::V4(Ipv4Addr::from_bits(u32::from(first) << 24 | number))
    }
}

/// Time that this process was given, as Linux counts it; elsewhere the time that passed.
struct Stopwatch {
    begun: Instant,
    given: Option<Duration>,
}

impl Stopwatch {
    fn start() -> Stopwatch {
        Stopwatch { begun: Instant::now(), given: given() }
    }

    fn elapsed(&self) -> Duration {
        match (given(), self.given) {
            (Some(now), Some(then)) => now.saturating_sub(then),
            _ => self.begun.elapsed(),
        }
    }
}

fn given() -> Option<Duration> {
    let counts = fs::read_to_string("/proc/self/schedstat").ok()?;
    counts.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
