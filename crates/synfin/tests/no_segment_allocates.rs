//! Between a file and what each segment does, nothing is allocated for a segment. Alone in its file: the counts are of the process.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::dissect::plugins;
use synfin::flow::step::Step;
use synfin_testkit::forge::flags::{ACK, SYN};
use synfin_testkit::forge::frame::ethernet;
use synfin_testkit::forge::ipv4::Ipv4;
use synfin_testkit::forge::option::aligned_timestamps;
use synfin_testkit::forge::pcap::Pcap;
use synfin_testkit::forge::record::Record;
use synfin_testkit::forge::segment::Segment;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const CLIENT: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
const SERVER: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 2);
/// Connections: so many that the table approaches bursts of them.
const CONNECTIONS: u16 = 17_000;
/// Rounds in which every connection sends a segment each way.
const ROUNDS: u32 = 3;

/// A frame from one end of a connection to the other.
fn frame(time: &mut u64, client_port: u16, by_client: bool, segment: Segment) -> Record {
    *time += 1_000;
    let (source, destination, source_port, destination_port) =
        if by_client { (CLIENT, SERVER, client_port, 80) } else { (SERVER, CLIENT, 80, client_port) };
    let segment = Segment { source_port, destination_port, ..segment };
    let octets = segment.octets(IpAddr::V4(source), IpAddr::V4(destination));
    Record::whole(*time, ethernet(0x0800, &Ipv4::tcp(source, destination).packet(&octets)))
}

/// Handshakes, then questions and answers.
fn capture() -> (Vec<u8>, u64) {
    let mut time = 0;
    let mut records = Vec::new();
    let plain = |seq, ack, flags| Segment { seq, ack, flags, ..Segment::default() };
    for port in (0..CONNECTIONS).map(|number| 10_000 + number) {
        records.push(frame(&mut time, port, true, plain(100, 0, SYN)));
        records.push(frame(&mut time, port, false, plain(500, 101, SYN | ACK)));
        records.push(frame(&mut time, port, true, plain(101, 501, ACK)));
    }
    let opening = records.len() as u64;
    for round in 0..ROUNDS {
        for port in (0..CONNECTIONS).map(|number| 10_000 + number) {
            let data = |seq: u32, ack: u32| Segment {
                payload: vec![7; 10],
                options: aligned_timestamps(round + 1, round + 1),
                ..plain(seq, ack, ACK)
            };
            records.push(frame(&mut time, port, true, data(101 + 10 * round, 501 + 10 * round)));
            records.push(frame(&mut time, port, false, data(501 + 10 * round, 111 + 10 * round)));
        }
    }
    (Pcap::of(1).file(&records), opening)
}

/// Blocks of memory that were taken from the first frame behind so many on, and how many segments brought data.
fn allocations(mut analyzer: Analyzer, file: &[u8], behind: u64) -> (u64, u32) {
    let profiler = dhat::Profiler::builder().testing().build();
    let mut reader = Reader::new(file).expect("a capture");
    let (mut frames, mut data, mut before) = (0, 0, 0);
    while let Some(burst) = reader.next_burst().expect("whole records") {
        let observed = analyzer.observe_burst(&burst, |analyzer, segment| {
            frames += 1;
            if frames == behind {
                before = dhat::HeapStats::get().total_blocks;
            }
            let told = segment.map(|segment| analyzer.with_fields(segment));
            data += u32::from(told.is_some_and(|segment| segment.step() == Step::Data));
            Ok::<(), Infallible>(())
        });
        let Ok(()) = observed;
    }
    let allocations = dhat::HeapStats::get().total_blocks - before;
    drop(profiler);
    assert!(before > 0, "what came before was counted");
    (allocations, data)
}

#[test]
fn no_segment_of_a_connection_that_is_held_allocates() {
    let (file, opening) = capture();
    let data = 2 * ROUNDS * u32::from(CONNECTIONS);
    assert_eq!(allocations(Analyzer::default(), &file, opening), (0, data), "a segment allocated");
    // Who dissects is found out with the first segments of payload, which are kept until then.
    let looked_at = opening + 2 * u64::from(CONNECTIONS);
    let dissecting = Analyzer::default().dissecting(&plugins::all::all());
    assert_eq!(
        allocations(dissecting, &file, looked_at),
        (0, data),
        "a segment that was looked into allocated"
    );
}
