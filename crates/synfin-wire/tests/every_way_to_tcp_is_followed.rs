//! Every link type, every tag, every tunnel: the segment within is found, and nothing else is taken for it.

#[allow(dead_code, reason = "each test file uses some of the ways")]
mod around;

use around::{Way, all};
use synfin_wire::checksum::ChecksumStatus;
use synfin_wire::decode::tcp_packet::TcpPacket;
use synfin_wire::decode::{Decoded, decode};
use synfin_wire::error::Kind;
use synfin_wire::not_tcp::NotTcp;
use synfin_wire::notes::Notes;
use synfin_wire::numbers::{IpProtocol, LinkType, Protocol};

fn tcp(way: &Way) -> TcpPacket<'_> {
    match decode(way.link_type, &way.octets, way.octets.len() as u32) {
        Decoded::Tcp(packet) => packet,
        other => panic!("{:?} {:?}: {other:?}", way.link_type, way.layers),
    }
}

#[test]
fn the_segment_is_found_with_the_headers_around_it() {
    for way in &all() {
        let packet = tcp(way);
        let segment = packet.segment;
        assert_eq!((segment.source_port(), segment.destination_port()), (23, 54203), "{:?}", way.layers);
        assert_eq!((segment.seq().0, segment.ack().0), (418, 203));
        assert_eq!(segment.payload(), b"bye");
        assert_eq!(packet.checksum_status(), ChecksumStatus::Good, "{:?} {:?}", way.link_type, way.layers);

        let offset = packet.segment_offset() as usize;
        assert_eq!(&way.octets[offset..][..segment.octets().len()], segment.octets());
        let ends = [packet.source().to_string(), packet.destination().to_string()];
        let expected = if packet.source().is_ipv4() {
            ["192.0.2.1", "192.0.2.2"]
        } else {
            ["2001:db8::1", "2001:db8::2"]
        };
        assert_eq!(ends, expected);
        assert_eq!(packet.identification(), packet.source().is_ipv4().then_some(1));
        assert_eq!(packet.ttl(), 64);

        let layers: Vec<String> = packet.layers().iter().map(|header| header.to_string()).collect();
        assert_eq!(layers, way.layers, "{:?}", way.link_type);
        assert_eq!(packet.layers().len(), way.layers.len());
        assert!(packet.layers().iter().is_sorted_by_key(|header| header.offset));
        let tunnelled = way.layers.iter().any(|layer| layer.starts_with("ipv"));
        assert_eq!(packet.notes.contains(Notes::TUNNELLED), tunnelled, "{:?}", way.layers);
    }
}

#[test]
fn every_link_type_with_a_name_is_among_the_ways() {
    let ways = all();
    for number in 0..=u16::MAX {
        let link_type = LinkType(number);
        assert_eq!(link_type.name().is_some(), ways.iter().any(|way| way.link_type == link_type), "{number}");
    }
}

#[test]
fn a_prefix_is_cut_short_until_the_header_is_whole() {
    for way in &all() {
        let whole = way.octets.len() as u32;
        let header_ends = tcp(way).segment_offset() + 20;
        for cut in 0..way.octets.len() {
            match decode(way.link_type, &way.octets[..cut], whole) {
                Decoded::Tcp(packet) => {
                    assert!(cut as u32 >= header_ends, "{:?} cut at {cut}", way.layers);
                    assert_eq!(packet.segment.seq().0, 418);
                    // Octets of padding and check sequence may be missing without harm.
                    let end = packet.segment_offset() as usize + packet.segment.length() as usize;
                    assert_eq!(
                        packet.notes.contains(Notes::TRUNCATED),
                        cut < end,
                        "{:?} cut at {cut}",
                        way.layers
                    );
                }
                Decoded::Failed(error) => {
                    assert_eq!(
                        error.kind(),
                        Kind::CutShort,
                        "{:?} {:?} cut at {cut}: {error}",
                        way.link_type,
                        way.layers
                    );
                    assert!(error.offset <= cut as u32, "{error} in {cut} octets");
                    assert!((cut as u32) < header_ends);
                }
                // A tunnel over UDP is known by its header alone: without it, the datagram is one like any other.
                Decoded::NotTcp(NotTcp::Other(Protocol::IpProtocol(IpProtocol::UDP))) => {
                    assert!((cut as u32) < header_ends);
                    assert!(way.layers.len() > 1, "{:?} {:?} cut at {cut}", way.link_type, way.layers);
                }
                other @ Decoded::NotTcp(_) => {
                    panic!("{:?} {:?} cut at {cut}: {other:?}", way.link_type, way.layers)
                }
            }
        }
    }
}

#[test]
fn the_quick_way_and_the_general_way_agree() {
    let ethernet = all().into_iter().filter(|way| way.link_type == LinkType::ETHERNET);
    for way in ethernet {
        let mut padded = way.octets.clone();
        for length in [way.octets.len(), way.octets.len() - 1, way.octets.len() + 4, 40, 30] {
            padded.resize(length, 0);
            agree(&padded, way.octets.len() as u32);
        }
    }
}

/// Ethernet under a header that the quick way does not know.
fn agree(ethernet: &[u8], original_len: u32) {
    let under = [b"MGC\0", ethernet].concat();
    let quick = decode(LinkType::ETHERNET, ethernet, original_len);
    let general = decode(LinkType::JUNIPER_ETHERNET, &under, original_len + 4);
    match (quick, general) {
        (Decoded::Tcp(quick), Decoded::Tcp(general)) => {
            assert_eq!(quick.segment.octets(), general.segment.octets());
            assert_eq!(quick.segment.length(), general.segment.length());
            assert_eq!(quick.segment_offset() + 4, general.segment_offset());
            assert_eq!((quick.source(), quick.destination()), (general.source(), general.destination()));
            assert_eq!((quick.ttl(), quick.ip_len()), (general.ttl(), general.ip_len()));
            assert_eq!(quick.identification(), general.identification());
            assert_eq!(quick.notes.without(Notes::FCS), general.notes);
            assert!(
                quick
                    .layers()
                    .iter()
                    .map(|header| header.offset + 4)
                    .eq(general.layers().iter().map(|header| header.offset))
            );
        }
        (Decoded::Failed(quick), Decoded::Failed(general)) => assert_eq!(quick.shifted_by(4), general),
        (quick, general) => assert_eq!(quick, general),
    }
}

mod random_changes {
    use super::{agree, around};
    use synfin_testkit::random::Random;
    use synfin_wire::decode::{Decoded, MAX_HEADERS, decode};
    use synfin_wire::numbers::LinkType;

    /// What holds for any octets.
    fn check(link_type: LinkType, octets: &[u8], original_len: u32) {
        match decode(link_type, octets, original_len) {
            Decoded::Tcp(packet) => {
                let offset = packet.segment_offset() as usize;
                let segment = packet.segment.octets();
                assert_eq!(octets.get(offset..offset + segment.len()), Some(segment));
                assert!(packet.layers().len() <= usize::from(MAX_HEADERS));
                assert_eq!(packet.layers().iter().count(), packet.layers().len());
                for header in packet.layers().iter() {
                    assert!(octets.get(header.offset as usize..) == Some(header.octets));
                    assert!(!header.to_string().is_empty());
                }
                let _ = packet.checksum_status();
            }
            Decoded::NotTcp(not_tcp) => assert!(!not_tcp.to_string().is_empty()),
            Decoded::Failed(error) => {
                assert!(error.offset as usize <= octets.len(), "{link_type:?}: {error}");
            }
        }
    }

    #[test]
    fn octets_of_no_meaning_are_survived_under_every_link_type() {
        let mut random = Random::new(0x5eed);
        let mut octets = [0; 160];
        for _ in 0..400 {
            for number in 0..300 {
                octets.fill_with(|| random.next_u32() as u8);
                let length = random.below(octets.len() as u64) as usize;
                check(LinkType(number), &octets[..length], random.below(200) as u32);
            }
        }
    }

    #[test]
    fn damage_to_good_frames_is_survived() {
        let mut random = Random::new(0xda3a_6e00);
        for way in around::all() {
            for _ in 0..2000 {
                let mut octets = way.octets.clone();
                for _ in 0..random.between(1, 4) {
                    let place = random.below(octets.len() as u64) as usize;
                    octets[place] = if random.chance(500) {
                        octets[place] ^ 1 << random.below(8)
                    } else {
                        [0, 1, 4, 6, 0x45, 0x7f, 0x80, 0xff][random.below(8) as usize]
                    };
                }
                octets.truncate(random.between(octets.len() as u64 / 2, octets.len() as u64) as usize);
                let original_len =
                    if random.chance(200) { random.next_u32() } else { way.octets.len() as u32 };
                check(way.link_type, &octets, original_len);
                if way.link_type == LinkType::ETHERNET && original_len < 1 << 20 {
                    agree(&octets, original_len);
                }
            }
        }
    }
}
