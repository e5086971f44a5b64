//! The segments that are read: a seeded mix as a capture of everyday traffic has it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use synfin_testkit::forge::frame::ethernet;
use synfin_testkit::forge::ipv4::Ipv4;
use synfin_testkit::forge::ipv6::Ipv6;
use synfin_testkit::forge::option::{aligned_timestamps, no_operation, sack, usual_syn};
use synfin_testkit::forge::segment::Segment;
use synfin_testkit::random::Random;

const FIN: u16 = 0x01;
const SYN: u16 = 0x02;
const PSH: u16 = 0x08;
const ACK: u16 = 0x10;
const RST: u16 = 0x04;

/// Frames one behind another, as in a capture's buffer, and where the TCP header of each begins.
#[derive(Clone, Debug)]
pub struct Mix {
    octets: Vec<u8>,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    frame: usize,
    segment: usize,
    end: usize,
}

/// The kinds of segments and how many of a thousand are of each.
const KINDS: &[(u64, Kind)] = &[
    (40, Kind::Syn),
    (40, Kind::SynAck),
    (480, Kind::Data),
    (250, Kind::Ack),
    (120, Kind::AckWithSack),
    (30, Kind::DataWithoutOptions),
    (35, Kind::Fin),
    (5, Kind::Reset),
];

#[derive(Clone, Copy, Debug)]
enum Kind {
    Syn,
    SynAck,
    Data,
    Ack,
    AckWithSack,
    DataWithoutOptions,
    Fin,
    Reset,
}

impl Mix {
    /// So many segments; the same for the same seed. Most travel in IPv4, the rest in IPv6; payloads are those of bulk
    /// transfer and of short questions and answers, cut at 200 octets to keep the mix in the cache.
    pub fn new(segments: usize, seed: u64) -> Mix {
        Mix::with_payloads(200, segments, seed)
    }

    /// The same with payloads of up to a full segment: of many of them, none is in the cache when its turn comes.
    pub fn streaming(segments: usize, seed: u64) -> Mix {
        Mix::with_payloads(1448, segments, seed)
    }

    fn with_payloads(most: u64, segments: usize, seed: u64) -> Mix {
        let mut random = Random::new(seed);
        let mut mix = Mix { octets: Vec::new(), places: Vec::with_capacity(segments) };
        for _ in 0..segments {
            let v6 = random.chance(200);
            let segment = forge(&mut random, most);
            let (ether_type, packet) =
                if v6 { in_ipv6(&mut random, &segment) } else { in_ipv4(&mut random, &segment) };
            let header = 14 + if v6 { 40 } else { 20 };
            let frame = mix.octets.len();
            mix.octets.extend(ethernet(ether_type, &packet));
            mix.places.push(Place { frame, segment: frame + header, end: mix.octets.len() });
        }
        mix
    }

    /// Number of segments.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The whole frames, Ethernet header first.
    #[inline]
    pub fn frames(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().filter_map(|place| self.octets.get(place.frame..place.end))
    }

    /// The TCP segments alone.
    #[inline]
    pub fn segments(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().filter_map(|place| self.octets.get(place.segment..place.end))
    }
}

fn forge(random: &mut Random, most: u64) -> Segment {
    let kind = random.weighted(KINDS).unwrap_or(Kind::Data);
    let (value, echo) = (random.next_u32(), random.next_u32());
    let (mut options, flags, payload) = match kind {
        Kind::Syn => (usual_syn(1460, 7, value, 0), SYN, 0),
        Kind::SynAck => (usual_syn(1460, 10, value, echo), SYN | ACK, 0),
        Kind::Data => (aligned_timestamps(value, echo), PSH | ACK, random.between(1, most)),
        // The SACK blocks come behind the timestamps, below.
        Kind::Ack | Kind::AckWithSack => (aligned_timestamps(value, echo), ACK, 0),
        Kind::DataWithoutOptions => (Vec::new(), PSH | ACK, random.between(1, most)),
        Kind::Fin => (aligned_timestamps(value, echo), FIN | ACK, 0),
        Kind::Reset => (Vec::new(), RST | ACK, 0),
    };
    let ack = random.next_u32();
    if matches!(kind, Kind::AckWithSack) {
        let blocks = random.between(1, 3) as u32;
        let block = |n: u32| (ack.wrapping_add(2896 * (n + 1)), ack.wrapping_add(2896 * (n + 1) + 1448));
        options.extend([no_operation(), no_operation()].concat());
        options.extend(sack(&(0..blocks).map(block).collect::<Vec<_>>()));
    }
    Segment {
        source_port: random.between(1024, 65535) as u16,
        destination_port: 443,
        seq: random.next_u32(),
        ack: if flags & ACK == 0 { 0 } else { ack },
        flags,
        window: random.next_u32() as u16,
        options,
        payload: vec![0x5a; payload as usize],
        ..Segment::default()
    }
}

fn in_ipv4(random: &mut Random, segment: &Segment) -> (u16, Vec<u8>) {
    let source = Ipv4Addr::from(0xc000_0200 | (random.next_u32() & 0xff));
    let destination = Ipv4Addr::from(0xc633_6400 | (random.next_u32() & 0xff));
    let octets = segment.octets(IpAddr::V4(source), IpAddr::V4(destination));
    (0x0800, Ipv4::tcp(source, destination).packet(&octets))
}

fn in_ipv6(random: &mut Random, segment: &Segment) -> (u16, Vec<u8>) {
    let source = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, random.next_u32() as u16);
    let destination = Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, random.next_u32() as u16);
    let octets = segment.octets(IpAddr::V6(source), IpAddr::V6(destination));
    (0x86dd, Ipv6::tcp(source, destination).packet(&octets))
}

#[cfg(test)]
mod tests {
    use super::Mix;

    #[test]
    fn the_same_seed_gives_the_same_octets() {
        assert_eq!(Mix::new(500, 7).octets, Mix::new(500, 7).octets);
        assert_ne!(Mix::new(500, 7).octets, Mix::new(500, 8).octets);
    }

    #[test]
    fn a_segment_is_the_end_of_its_frame() {
        let mix = Mix::new(500, 7);
        assert_eq!(mix.len(), 500);
        assert!(mix.frames().zip(mix.segments()).all(|(frame, segment)| frame.ends_with(segment)));
    }
}
