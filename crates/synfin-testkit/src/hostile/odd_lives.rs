//! Connections that are long, doubled, backwards, or at odds with the clock.

use crate::forge::flags::FIN;
use crate::forge::frame::link_type::ETHERNET;
use crate::forge::pcap::Pcap;
use crate::forge::record::Record;
use crate::forge::segment::Segment;
use crate::hostile::build::{file, frame, frame6, syn};
use crate::hostile::case::Case;
use crate::hostile::floods;
use crate::scripts::script::Script;

/// A short connection, closed in three segments.
const SHORT: &str = "> S 1000\n< SA 5000\n> .\n> P. +10\n< P. +20\n> F.\n< F.\n> .\n";

pub(crate) fn cases() -> Vec<Case> {
    [clocks(), orders(), lengths(), many()].concat()
}

fn script(text: &str) -> Script {
    Script::parse(text).unwrap_or_else(|error| panic!("an odd life: {error}"))
}

fn capture(name: &str, records: &[Record], flows: u64, note: &'static str) -> Case {
    let count = records.len() as u64;
    Case::new(name, Pcap::of(ETHERNET).file(records), count, note).segments(count, flows)
}

fn clocks() -> Vec<Case> {
    let with_seconds = |name: &str, seconds: fn(u64) -> u64, note| {
        let mut records = script(SHORT).records();
        for (place, record) in records.iter_mut().enumerate() {
            record.time_ns = seconds(place as u64) * 1_000_000_000;
        }
        capture(name, &records, 1, note)
    };
    vec![
        with_seconds(
            "clock_backwards.pcap",
            |place| 1_700_000_000 - place * 100,
            "each record is older than the one before",
        ),
        with_seconds(
            "clock_stands.pcap",
            |_| 0,
            "every record at 1970: nothing may be divided by a duration",
        ),
        with_seconds(
            "clock_leaps.pcap",
            |place| if place == 1 { 4_294_967_295 } else { 1_700_000_000 + place },
            "one wild stamp neither expires all nor stops the clock",
        ),
        with_seconds(
            "clock_alternates.pcap",
            |place| if place % 2 == 0 { 1 } else { 4_294_967_295 },
            "from one end of time to the other and back",
        ),
    ]
}

fn orders() -> Vec<Case> {
    let straight = script(SHORT).records();
    let reversed: Vec<Record> = straight.iter().rev().cloned().collect();
    let doubled: Vec<Record> = straight.iter().flat_map(|record| [record.clone(), record.clone()]).collect();
    let again: Vec<Record> = straight.iter().chain(&straight).cloned().collect();
    let late_syn: Vec<Record> = [1, 0, 2, 3, 4, 5, 6, 7].map(|place: usize| straight[place].clone()).to_vec();
    let mut cases = vec![
        capture("order_reversed.pcap", &reversed, 1, "the whole life backwards"),
        capture("order_syn_ack_first.pcap", &late_syn, 1, "the SYN comes after its answer"),
        capture("doubled.pcap", &doubled, 1, "every frame captured twice changes nothing"),
        capture("life_twice.pcap", &again, 2, "the same life once more, number by number"),
    ];
    // Whether a SYN of the same number opens anew is the law's to say.
    cases[3] = cases[3].clone().without_flows();
    cases[0] = cases[0].clone().without_flows();
    cases
}

fn lengths() -> Vec<Case> {
    let handshake = "> S 4294967280\n< SA 5000\n> .\n";
    let of = |name: &str, text: &str, note| {
        let script = script(text);
        capture(name, &script.records(), 1, note)
    };
    let island = |octets: u32| move |place: u32| format!("> P. {} +{octets} ack 5001\n", place * 10 + 50);
    let holes = (0..3000).map(island(1)).collect::<Vec<_>>().concat();
    let backwards = (0..3000).rev().map(island(5)).collect::<Vec<_>>().concat();
    vec![
        of(
            "one_octet_each.pcap",
            &(handshake.to_owned() + &"> P. +1\n".repeat(3000)),
            "three thousand segments of one octet",
        ),
        of("holes.pcap", &(handshake.to_owned() + &holes), "three thousand holes: counted, not kept"),
        of(
            "holes_backwards.pcap",
            &(handshake.to_owned() + &backwards),
            "three thousand islands, the last first",
        ),
        of(
            "wrap.pcap",
            &(handshake.to_owned() + &"> P. +8\n".repeat(8)),
            "sequence numbers wrap in the middle",
        ),
        of(
            "duplicate_acks.pcap",
            &(handshake.to_owned() + "> P. +8\n" + &"< . ack 4294967281\n".repeat(3000)),
            "the same acknowledgement three thousand times",
        ),
        of(
            "window_flutters.pcap",
            &(handshake.to_owned() + &"< . win 0\n< . win 9\n".repeat(1500)),
            "a window that opens and shuts",
        ),
    ]
}

fn many() -> Vec<Case> {
    let reuse = |times: u32| -> String {
        let life = |place: u32| {
            format!("> S {}\n< SA {}\n> .\n> F.\n< F.\n> .\n", place * 100_000 + 1, place * 70_000 + 9)
        };
        (0..times).map(life).collect::<Vec<_>>().concat()
    };
    let small = |name: &str, records: Vec<Record>, flows: u64, note| capture(name, &records, flows, note);
    let fins =
        (0..2000).map(|port| frame(&Segment { source_port: 1024 + port, flags: FIN, ..syn() })).collect();
    vec![
        small("port_reuse.pcap", script(&reuse(2)).records(), 2, "two lives of one pair of sockets"),
        small(
            "port_reuse_200.pcap",
            script(&reuse(200)).records(),
            200,
            "two hundred lives of one pair of sockets",
        ),
        small(
            "syn_flood_2000.pcap",
            floods::syns(2000, 1).collect(),
            2000,
            "two thousand SYNs from two thousand addresses",
        ),
        small(
            "ack_flood_2000.pcap",
            floods::acks(2000, 1).collect(),
            2000,
            "two thousand acknowledgements of nothing",
        ),
        small(
            "reset_flood_2000.pcap",
            floods::resets(2000, 1).collect(),
            2000,
            "two thousand resets of nothing",
        ),
        small(
            "close_storm_500.pcap",
            floods::short_lives(500).collect(),
            500,
            "five hundred lives, one after the other",
        ),
        Case::new("fin_flood_2000.pcap", file(fins), 2000, "two thousand FIN probes").segments(2000, 2000),
        Case::new(
            "two_families.pcap",
            file(vec![frame(&syn()), frame6(&syn())]),
            2,
            "the same ports over IPv4 and IPv6 are two connections",
        )
        .segments(2, 2),
    ]
}
