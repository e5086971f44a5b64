//! A flood of SYNs against connections that live: `cargo run --release -p synfin-flow --example flood [SYNS] [LIVE]`.
//!
//! Opens `LIVE` connections (100,000), then tells `SYNS` SYNs (10,000,000), no two from the same sockets, to a table of the default size,
//! every connection silent meanwhile; then each of them speaks. Ends with status 1 when one of them was given up.

use std::iter;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::time::Instant;

use synfin_flow::key::Socket;
use synfin_flow::outcome::Ended;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::{Limits, Timeouts};
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

/// Nanoseconds between two segments: a million segments a second.
const SPACING: i64 = 1_000;
const SYN_ACK: Flags = Flags::from_bits(0x12);

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<u32>());
    let mut number = |usual| match numbers.next() {
        None => Some(usual),
        Some(number) => number.ok(),
    };
    let (Some(syns), Some(live)) = (number(10_000_000), number(100_000)) else {
        eprintln!("usage: flood [SYNS] [LIVE]");
        return ExitCode::from(2);
    };
    let mut kept_everywhere = true;
    for (name, timeouts) in [("without timeouts", None), ("with timeouts", Some(Timeouts::default()))] {
        kept_everywhere &= run(name, Limits { timeouts, ..Limits::default() }, syns, live);
    }
    if kept_everywhere { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether all that lived were kept.
fn run(name: &str, limits: Limits, syns: u32, live: u32) -> bool {
    let mut crowd = Crowd { table: FlowTable::new(limits), segments: 0, told: 0 };
    let numbers: Vec<u64> = (0..live).map(|client| crowd.open(client)).collect();
    let before = Instant::now();
    for attacker in 0..syns {
        crowd.tell(live + attacker, true, Flags::SYN, 0, 0);
    }
    let took = before.elapsed();
    let mut kept = 0_u32;
    for (client, &flow) in (0..live).zip(&numbers) {
        kept += u32::from(crowd.tell(client, false, Flags::ACK, 1, 1) == flow);
    }
    let books = crowd.table.books();
    println!("{name}: {syns} SYNs against {live} connections, a table of {}", limits.max_flows);
    println!("  kept {kept} of {live}; {:.0} ns a SYN", took.as_nanos() as f64 / f64::from(syns.max(1)));
    println!(
        "  flows opened {}, held {}, evicted {}, timed out {}, told {}; books balance: {}",
        books.opened,
        books.live,
        books.ended(Ended::Evicted),
        books.ended(Ended::Timeout),
        crowd.told,
        books.balance()
    );
    kept == live && books.balance() && crowd.told == books.opened - books.live
}

/// Clients of one server, and the table that is told of them.
struct Crowd {
    table: FlowTable,
    segments: u64,
    /// Flows that have left.
    told: u64,
}

impl Crowd {
    fn open(&mut self, client: u32) -> u64 {
        self.tell(client, true, Flags::SYN, 0, 0);
        self.tell(client, false, SYN_ACK, 0, 1);
        self.tell(client, true, Flags::ACK, 1, 1)
    }

    /// Tells one segment; returns its flow's number.
    fn tell(&mut self, client: u32, by_client: bool, flags: Flags, seq: u32, ack: u32) -> u64 {
        // Odd multipliers permute: no address and port come twice, and their order says nothing.
        let mixed = client.wrapping_mul(0x9e37_79b1);
        let caller = Socket::new(IpAddr::V4(Ipv4Addr::from_bits(mixed)), 1_024 + (client % 60_000) as u16);
        let server = Socket::new(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 80)), 80);
        let (source, destination) = if by_client { (caller, server) } else { (server, caller) };
        let (own, other) = if by_client { (mixed, !mixed) } else { (!mixed, mixed) };
        self.segments += 1;
        let vars = SegmentVars {
            time: Moment(1_700_000_000_000_000_000 + self.segments as i64 * SPACING),
            frame: self.segments,
            seq: Seq(own) + seq,
            ack: if flags.ack() { Seq(other) + ack } else { Seq(0) },
            flags,
            window: 65_535,
            ip_len: 40,
            identification: Some(self.segments as u16),
            ..SegmentVars::default()
        };
        let seen = self.table.observe(source, destination, 0, &vars);
        self.told += iter::from_fn(|| self.table.pop_ended()).count() as u64;
        seen.flow
    }
}
