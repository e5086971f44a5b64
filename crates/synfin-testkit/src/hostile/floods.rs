//! Floods of any length, frame by frame, for tests of bounds: nothing is kept, so ten million are as easy as ten.

use std::net::Ipv4Addr;

use crate::forge::flags::{ACK, FIN, RST, SYN};
use crate::forge::frame::{IPV4, ethernet};
use crate::forge::ipv4::Ipv4;
use crate::forge::record::Record;
use crate::forge::segment::Segment;
use crate::random::Random;

const START_NS: u64 = 1_700_000_000_000_000_000;
const TARGET: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 80);
/// 100,000 a second.
const SPACING_NS: u64 = 10_000;

/// `count` SYNs, no two from the same pair of sockets (up to 2^32 of them).
pub fn syns(count: u64, seed: u64) -> impl Iterator<Item = Record> {
    flood(count, seed, SYN)
}

/// `count` bare acknowledgements, each of a connection that nobody has seen.
pub fn acks(count: u64, seed: u64) -> impl Iterator<Item = Record> {
    flood(count, seed, ACK)
}

/// `count` FINs with ACK, each of a connection that nobody has seen.
pub fn fins(count: u64, seed: u64) -> impl Iterator<Item = Record> {
    flood(count, seed, FIN | ACK)
}

/// `count` resets, each of a connection that nobody has seen.
pub fn resets(count: u64, seed: u64) -> impl Iterator<Item = Record> {
    flood(count, seed, RST)
}

fn flood(count: u64, seed: u64, flags: u16) -> impl Iterator<Item = Record> {
    let mut random = Random::new(seed);
    (0..count).map(move |place| {
        // An odd multiplier permutes the addresses, so that they look random and never come twice.
        let source = Ipv4Addr::from_bits((place as u32).wrapping_mul(0x9e37_79b1));
        let segment = Segment {
            source_port: random.between(1024, 65_535) as u16,
            seq: random.next_u32(),
            ack: if flags & ACK == 0 { 0 } else { random.next_u32() },
            flags,
            ..Segment::default()
        };
        stamped(place, source, TARGET, &segment)
    })
}

/// `count` whole connections of six segments, one after the other, all between the same two hosts.
pub fn short_lives(count: u64) -> impl Iterator<Item = Record> {
    let client = Ipv4Addr::new(192, 0, 2, 1);
    (0..count).flat_map(move |life| {
        let (isn, irs) = ((life as u32).wrapping_mul(64_000), (life as u32).wrapping_mul(250_007));
        let port = 1024 + (life % 64_000) as u16;
        let told = [
            (true, isn, 0, SYN),
            (false, irs, isn.wrapping_add(1), SYN | ACK),
            (true, isn.wrapping_add(1), irs.wrapping_add(1), ACK),
            (true, isn.wrapping_add(1), irs.wrapping_add(1), FIN | ACK),
            (false, irs.wrapping_add(1), isn.wrapping_add(2), FIN | ACK),
            (true, isn.wrapping_add(2), irs.wrapping_add(2), ACK),
        ];
        told.into_iter().zip(0..).map(move |((from_client, seq, ack, flags), step)| {
            let ports = if from_client { (port, 80) } else { (80, port) };
            let segment = Segment {
                source_port: ports.0,
                destination_port: ports.1,
                seq,
                ack,
                flags,
                ..Segment::default()
            };
            let (source, destination) = if from_client { (client, TARGET) } else { (TARGET, client) };
            stamped(life * 6 + step, source, destination, &segment)
        })
    })
}

fn stamped(place: u64, source: Ipv4Addr, destination: Ipv4Addr, segment: &Segment) -> Record {
    let octets = segment.octets(source.into(), destination.into());
    let header = Ipv4 { identification: place as u16, ..Ipv4::tcp(source, destination) };
    Record::whole(START_NS + place * SPACING_NS, ethernet(IPV4, &header.packet(&octets)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::hostile::floods::syns;

    #[test]
    fn no_source_comes_twice() {
        let sources: HashSet<Vec<u8>> =
            syns(20_000, 3).map(|record| record.octets[26..30].to_vec()).collect();
        assert_eq!(sources.len(), 20_000);
    }
}
