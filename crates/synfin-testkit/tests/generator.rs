//! Large captures from a seed.

use synfin_testkit::forge::checksum::tcp_checksum;
use synfin_testkit::forge::flags::{ACK, FIN, RST, SYN};
use synfin_testkit::forge::record::Record;
use synfin_testkit::generator::capture::{Capture, Kind};
use synfin_testkit::oracle::{OptionsEnd, OracleSegment, read_segment};

const MIXED: Kind = Kind::Mixed { segments: 6_000 };
const CROWD: Kind = Kind::Crowd { flows: 1_500 };

fn image(kind: Kind, seed: u64) -> Vec<u8> {
    let mut octets = Vec::new();
    let totals = Capture::new(kind, seed).write_to(&mut octets).expect("a Vec takes all");
    assert_eq!(totals.octets, octets.len() as u64);
    octets
}

fn segment(record: &Record) -> OracleSegment {
    let header = if record.octets[14] >> 4 == 4 { 34 } else { 54 };
    let octets = &record.octets[header..];
    read_segment(octets, octets.len()).expect("every record holds a whole segment")
}

#[test]
fn the_same_seed_gives_the_same_octets_and_another_seed_others() {
    for kind in [MIXED, CROWD] {
        assert!(image(kind, 5) == image(kind, 5));
        assert!(image(kind, 5) != image(kind, 6));
    }
}

#[test]
fn records_are_in_order_of_time() {
    for kind in [MIXED, CROWD] {
        assert!(Capture::new(kind, 1).is_sorted_by_key(|record| record.time_ns));
    }
}

#[test]
fn every_checksum_is_right_and_every_option_list_whole() {
    for record in Capture::new(MIXED, 2).chain(Capture::new(CROWD, 2)) {
        let octets = &record.octets;
        let (source, destination, header) = if octets[14] >> 4 == 4 {
            let address =
                |at: usize| std::net::IpAddr::from(<[u8; 4]>::try_from(&octets[at..at + 4]).expect("four"));
            (address(26), address(30), 34)
        } else {
            let address = |at: usize| {
                std::net::IpAddr::from(<[u8; 16]>::try_from(&octets[at..at + 16]).expect("sixteen"))
            };
            (address(22), address(38), 54)
        };
        assert_eq!(tcp_checksum(source, destination, &octets[header..]), 0);
        let read = segment(&record);
        assert_eq!((read.damage, read.options_end), (None, OptionsEnd::Complete));
    }
}

#[test]
fn mixed_traffic_has_everything_that_real_traffic_has() {
    let segments: Vec<_> = Capture::new(MIXED, 3).map(|record| segment(&record)).collect();
    let count = |is: fn(&OracleSegment) -> bool| segments.iter().filter(|read| is(read)).count();
    let counts = [
        ("SYN", count(|read| read.flags & (SYN | ACK) == SYN), 100),
        ("SYN and ACK", count(|read| read.flags & (SYN | ACK) == SYN | ACK), 80),
        ("FIN", count(|read| read.flags & FIN != 0), 20),
        ("RST", count(|read| read.flags & RST != 0), 5),
        ("SACK blocks", count(|read| read.options.iter().any(|option| option.kind == 5)), 20),
        ("timestamps", count(|read| read.options.iter().any(|option| option.kind == 8)), 4_500),
        ("full segments", count(|read| read.payload_len >= 1400), 600),
        ("small data", count(|read| (1..100).contains(&read.payload_len)), 200),
        ("bare acknowledgements", count(|read| read.payload_len == 0 && read.flags == ACK), 1_200),
        ("closed windows", count(|read| read.window == 0 && read.flags & RST == 0), 2),
    ];
    for (what, seen, at_least) in counts {
        assert!(seen >= at_least, "{what}: {seen} of {}, wanted {at_least}", segments.len());
    }
}

#[test]
fn a_crowd_has_as_many_connections_as_asked_and_few_segments_each() {
    let mut capture = Capture::new(CROWD, 4);
    let records = capture.by_ref().count() as u64;
    assert_eq!(capture.flows(), 1_500);
    assert!((2_300..6_000).contains(&records), "{records} segments");
}
