//! How long a segment is: IP says so, whatever the frame around it has.

#[allow(dead_code, reason = "each test file uses some of the ways")]
mod around;

use synfin_testkit::forge::frame;
use synfin_testkit::forge::ipv4::Ipv4;
use synfin_testkit::forge::ipv6::{self, Ipv6};
use synfin_testkit::forge::segment::Segment;
use synfin_wire::checksum::{ChecksumStatus, Unverified};
use synfin_wire::decode::tcp_packet::TcpPacket;
use synfin_wire::decode::{Decoded, decode};
use synfin_wire::notes::Notes;
use synfin_wire::numbers::LinkType;

fn tcp(link_type: LinkType, octets: &[u8], original_len: usize) -> TcpPacket<'_> {
    match decode(link_type, octets, original_len as u32) {
        Decoded::Tcp(packet) => packet,
        other => panic!("{other:?}"),
    }
}

/// A bare segment in IPv4 in Ethernet, 54 octets.
fn bare() -> Vec<u8> {
    let (source, destination) = ([192, 0, 2, 1], [192, 0, 2, 2]);
    let segment = Segment::default().octets(source.into(), destination.into());
    frame::ethernet(frame::IPV4, &Ipv4::tcp(source.into(), destination.into()).packet(&segment))
}

#[test]
fn padding_is_no_payload_and_a_check_sequence_is_told_from_it() {
    let rows = [
        (54, Notes::NONE),
        (60, Notes::PADDED),
        (62, Notes::PADDED),
        (64, Notes::PADDED | Notes::FCS),
        (58, Notes::PADDED),
    ];
    for (length, notes) in rows {
        let mut octets = bare();
        octets.resize(length, 0xaa);
        let packet = tcp(LinkType::ETHERNET, &octets, length);
        assert_eq!((packet.segment.payload(), packet.segment.payload_len()), (&b""[..], 0));
        assert_eq!((packet.notes, packet.ip_len()), (notes, 40), "{length}");
        assert_eq!(packet.checksum_status(), ChecksumStatus::Good);
    }
}

#[test]
fn a_check_sequence_behind_a_longer_packet_is_told_too() {
    let mut octets = frame::ethernet(frame::IPV4, &around::ipv4());
    octets.extend([1, 2, 3, 4]);
    assert!(octets.len() > 64);
    let packet = tcp(LinkType::ETHERNET, &octets, octets.len());
    assert_eq!(packet.notes, Notes::PADDED | Notes::FCS);
    assert_eq!(packet.segment.payload(), b"bye");
}

#[test]
fn a_snapshot_length_leaves_the_declared_length() {
    let octets = frame::ethernet(frame::IPV4, &around::ipv4());
    let cut = octets.len() - 2;
    let packet = tcp(LinkType::ETHERNET, &octets[..cut], octets.len());
    assert_eq!((packet.segment.payload(), packet.segment.payload_len()), (&b"b"[..], 3));
    assert_eq!(packet.notes, Notes::TRUNCATED);
    assert_eq!(packet.checksum_status(), ChecksumStatus::Unverified(Unverified::Truncated));
}

#[test]
fn a_packet_longer_than_its_frame_is_noted() {
    let octets = frame::ethernet(frame::IPV4, &around::ipv4());
    let cut = octets.len() - 2;
    let packet = tcp(LinkType::ETHERNET, &octets[..cut], cut);
    assert_eq!(packet.segment.payload_len(), 3);
    assert_eq!(packet.notes, Notes::TRUNCATED | Notes::OVERLONG);
}

#[test]
fn a_length_of_zero_is_that_of_the_frame() {
    let segment = around::segment();
    let header = Ipv4::tcp([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
    let packet = Ipv4 { total_length: Some(0), ..header }.packet(&segment);
    let octets = frame::ethernet(frame::IPV4, &packet);
    let packet = tcp(LinkType::ETHERNET, &octets, octets.len());
    assert_eq!((packet.segment.payload(), packet.ip_len()), (&b"bye"[..], octets.len() as u32 - 14));
    assert_eq!(packet.notes, Notes::TSO);
    assert_eq!(packet.checksum_status(), ChecksumStatus::Good);

    let packet = tcp(LinkType::ETHERNET, &octets, 80_000);
    assert_eq!(packet.segment.payload_len(), 80_000 - 14 - 20 - 32);
    assert_eq!(packet.notes, Notes::TSO | Notes::TRUNCATED);
}

#[test]
fn a_jumbogram_has_its_length_in_an_option() {
    let (source, destination) =
        ("2001:db8::1".parse().expect("an address"), "2001:db8::2".parse().expect("an address"));
    let segment = Segment { payload: vec![7; 70_000], ..Segment::default() };
    let mut payload = ipv6::options_header(6, &ipv6::jumbo_payload(70_028));
    payload.extend(segment.octets(std::net::IpAddr::V6(source), std::net::IpAddr::V6(destination)));
    let header =
        Ipv6 { next_header: ipv6::HOP_BY_HOP, payload_length: Some(0), ..Ipv6::tcp(source, destination) };
    let octets = header.packet(&payload);
    let packet = tcp(LinkType::RAW, &octets, octets.len());
    assert_eq!((packet.segment.payload_len(), packet.ip_len()), (70_000, 70_068));
    assert_eq!(packet.notes, Notes::JUMBO);
    assert_eq!(packet.checksum_status(), ChecksumStatus::Good);
}

#[test]
fn offload_goes_through_a_tunnel() {
    // Neither the datagram nor the packet in it say how long they are.
    let header = Ipv4::tcp([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
    let inner = Ipv4 { total_length: Some(0), ..header }.packet(&around::segment());
    let mut datagram = synfin_testkit::forge::tunnel::udp(
        50_000,
        synfin_testkit::forge::tunnel::VXLAN_PORT,
        &synfin_testkit::forge::tunnel::vxlan(1, &frame::ethernet(frame::IPV4, &inner)),
    );
    datagram[4..6].copy_from_slice(&[0, 0]);
    let outer =
        Ipv4 { protocol: 17, total_length: Some(0), ..Ipv4::tcp([10, 0, 0, 1].into(), [10, 0, 0, 2].into()) };
    let octets = outer.packet(&datagram);
    let packet = tcp(LinkType::RAW, &octets, octets.len());
    assert_eq!(packet.segment.payload(), b"bye");
    assert_eq!(packet.notes, Notes::TSO | Notes::TUNNELLED);
}
