//! The same segments among few flows and among many: `steady FLOWS SEGMENTS`, to be run under an instruction counter.
//!
//! Opens `FLOWS` connections, then tells `SEGMENTS` segments of data and acknowledgements, each of another connection. The
//! difference between two runs that differ in `SEGMENTS` alone is the work for those segments:
//!
//! ```text
//! cargo build --release -p synfin-flow --example steady
//! for flows in 1000 1000000; do for segments in 0 1000000; do
//!     valgrind --tool=callgrind --callgrind-out-file=/dev/null target/release/examples/steady $flows $segments
//! done; done
//! ```

use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::time::Instant;

use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::{Limits, Timeouts};
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

const SYN_ACK: Flags = Flags::from_bits(0x12);
/// Octets of every segment of data.
const OCTETS: u32 = 100;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<u32>());
    let (Some(Ok(flows)), Some(Ok(segments))) = (numbers.next(), numbers.next()) else {
        eprintln!("usage: steady FLOWS SEGMENTS");
        return ExitCode::from(2);
    };
    let mut table = FlowTable::new(Limits { timeouts: Some(Timeouts::default()), ..Limits::default() });
    let mut frame = 0;
    for flow in 0..flows {
        tell(&mut table, &mut frame, flow, true, Flags::SYN, 0, 0, 0);
        tell(&mut table, &mut frame, flow, false, SYN_ACK, 0, 1, 0);
        tell(&mut table, &mut frame, flow, true, Flags::ACK, 1, 1, 0);
    }
    let before = Instant::now();
    for segment in 0..segments {
        // A stride that is prime to most counts of flows: neighbours in time are none in memory.
        let flow = (u64::from(segment / 2) * 7_919 % u64::from(flows.max(1))) as u32;
        let sent = OCTETS * (segment / 2 / flows.max(1));
        if segment % 2 == 0 {
            tell(&mut table, &mut frame, flow, true, Flags::ACK, 1 + sent, 1, OCTETS);
        } else {
            tell(&mut table, &mut frame, flow, false, Flags::ACK, 1, 1 + sent + OCTETS, 0);
        }
    }
    let took = before.elapsed();
    println!(
        "{flows} flows, {segments} segments: {:.0} ns a segment; {} held",
        took.as_nanos() as f64 / f64::from(segments.max(1)),
        table.books().live
    );
    ExitCode::SUCCESS
}

#[expect(clippy::too_many_arguments, reason = "one line tells one segment")]
fn tell(
    table: &mut FlowTable,
    frame: &mut u64,
    flow: u32,
    by_client: bool,
    flags: Flags,
    seq: u32,
    ack: u32,
    octets: u32,
) {
    let client = Socket::new(IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + flow)), 40_000);
    let server = Socket::new(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 80)), 80);
    let (source, destination) = if by_client { (client, server) } else { (server, client) };
    *frame += 1;
    let vars = SegmentVars {
        time: Moment(1_700_000_000_000_000_000 + *frame as i64 * 1_000),
        frame: *frame,
        seq: Seq(flow) + seq,
        ack: if flags.ack() { Seq(flow) + ack } else { Seq(0) },
        flags,
        window: 65_535,
        payload_len: octets,
        ip_len: 40 + octets,
        identification: Some(*frame as u16),
        ..SegmentVars::default()
    };
    std::hint::black_box(table.observe(source, destination, 0, &vars));
}
