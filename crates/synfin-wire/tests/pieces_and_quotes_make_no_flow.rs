//! Fragments, segments quoted in ICMP errors, and everything else that is no segment of a flow.

#[allow(dead_code, reason = "each test file uses some of the ways")]
mod around;

use synfin_testkit::forge::frame;
use synfin_testkit::forge::ipv4::Ipv4;
use synfin_testkit::forge::ipv6::{self, Ipv6};
use synfin_wire::checksum::{ChecksumStatus, Unverified};
use synfin_wire::decode::{Decoded, decode};
use synfin_wire::not_tcp::NotTcp;
use synfin_wire::notes::Notes;
use synfin_wire::numbers::{EtherType, IpProtocol, LinkType, Protocol};

fn raw(octets: &[u8]) -> Decoded<'_> {
    decode(LinkType::RAW, octets, octets.len() as u32)
}

fn fragment(fragment_offset: u16, more_fragments: bool, payload: &[u8]) -> Vec<u8> {
    let header = Ipv4::tcp([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
    Ipv4 { dont_fragment: false, fragment_offset, more_fragments, ..header }.packet(payload)
}

#[test]
fn a_first_fragment_with_a_whole_header_is_read() {
    let octets = fragment(0, true, &around::segment()[..24]);
    let Decoded::Tcp(packet) = raw(&octets) else { panic!("the header is there") };
    assert_eq!(packet.notes, Notes::FIRST_FRAGMENT);
    assert_eq!(packet.checksum_status(), ChecksumStatus::Unverified(Unverified::Fragment));
}

#[test]
fn later_and_tiny_fragments_are_counted_and_not_read() {
    let segment = around::segment();
    assert_eq!(raw(&fragment(3, true, &segment)), Decoded::NotTcp(NotTcp::LaterFragment(IpProtocol::TCP)));
    assert_eq!(
        raw(&fragment(0x1fff, false, &segment)),
        Decoded::NotTcp(NotTcp::LaterFragment(IpProtocol::TCP))
    );
    assert_eq!(raw(&fragment(0, true, &segment[..16])), Decoded::NotTcp(NotTcp::TinyFragment));
}

#[test]
fn a_tiny_fragment_that_was_cut_by_the_capture_is_cut_short() {
    let octets = fragment(0, true, &around::segment()[..16]);
    let cut = decode(LinkType::RAW, &octets[..30], octets.len() as u32);
    assert!(matches!(cut, Decoded::Failed(_)), "{cut:?}");
}

#[test]
fn ipv6_fragments_are_told_apart() {
    let segment = &around::ipv6()[40..];
    let header =
        Ipv6::tcp("2001:db8::1".parse().expect("an address"), "2001:db8::2".parse().expect("an address"));
    let forged = |offset, more| {
        let payload = [&ipv6::fragment_header(6, offset, more, 9)[..], segment].concat();
        Ipv6 { next_header: ipv6::FRAGMENT, ..header.clone() }.packet(&payload)
    };
    let rows = [(0, false, Notes::ATOMIC_FRAGMENT, ChecksumStatus::Good), {
        (0, true, Notes::FIRST_FRAGMENT, ChecksumStatus::Unverified(Unverified::Fragment))
    }];
    for (offset, more, notes, checksum) in rows {
        let octets = forged(offset, more);
        let Decoded::Tcp(packet) = raw(&octets) else { panic!("the header is there") };
        assert_eq!((packet.notes, packet.checksum_status()), (notes, checksum));
    }
    assert_eq!(raw(&forged(2, true)), Decoded::NotTcp(NotTcp::LaterFragment(IpProtocol::TCP)));
}

#[test]
fn a_tunnel_in_fragments_gives_the_segment_of_the_first() {
    let inner = around::ipv4();
    let header = Ipv4::tcp([10, 0, 0, 1].into(), [10, 0, 0, 2].into());
    let outer = Ipv4 { protocol: 4, dont_fragment: false, more_fragments: true, ..header };
    let octets = outer.packet(&inner[..48]);
    let Decoded::Tcp(packet) = raw(&octets) else { panic!("the header is there") };
    assert_eq!(packet.notes, Notes::FIRST_FRAGMENT | Notes::TRUNCATED | Notes::TUNNELLED);
    assert_eq!(packet.segment.payload_len(), 3);
}

#[test]
fn a_segment_quoted_in_an_error_is_told_apart() {
    let quote = |kind: u8, packet: &[u8]| [&[kind, 1, 0, 0, 0, 0, 0, 0][..], packet].concat();
    for kind in [3, 4, 5, 11, 12] {
        let octets = around::outer(1, &quote(kind, &around::ipv4()[..28]));
        assert_eq!(raw(&octets), Decoded::NotTcp(NotTcp::QuotedTcp { offset: 28 }), "type {kind}");
    }
    for kind in 1..=4 {
        let octets = around::outer6(58, &quote(kind, &around::ipv6()));
        assert_eq!(raw(&octets), Decoded::NotTcp(NotTcp::QuotedTcp { offset: 48 }), "type {kind}");
    }
    let icmp = Decoded::NotTcp(NotTcp::Other(Protocol::IpProtocol(IpProtocol::ICMP)));
    assert_eq!(raw(&around::outer(1, &quote(8, &around::ipv4()))), icmp, "an echo request quotes nothing");
    assert_eq!(
        raw(&around::outer(1, &quote(3, &around::outer(17, &[0; 8])))),
        icmp,
        "a quoted datagram is no TCP"
    );
    assert_eq!(raw(&around::outer(1, &[3, 1])), icmp);
}

#[test]
fn other_protocols_are_named() {
    let rows = [
        (frame::ethernet(0x0806, &[0; 28]), Protocol::EtherType(EtherType::ARP)),
        (frame::ethernet(0x1234, &[0; 28]), Protocol::EtherType(EtherType(0x1234))),
        (frame::ethernet(38, &[0x42, 0x42, 3, 0]), Protocol::Llc(0x42)),
        (frame::ethernet(frame::IPV4, &around::outer(17, &[0; 8])), Protocol::IpProtocol(IpProtocol::UDP)),
        (frame::ethernet(frame::IPV4, &around::outer(50, &[0; 8])), Protocol::IpProtocol(IpProtocol::ESP)),
        (frame::ethernet(frame::VLAN, &frame::vlan(1, 0x88cc, &[])), Protocol::EtherType(EtherType::LLDP)),
        (frame::ethernet(frame::PPPOE_SESSION, &frame::pppoe(1, 0xc021, &[1])), Protocol::Ppp(0xc021)),
    ];
    for (octets, protocol) in rows {
        let decoded = decode(LinkType::ETHERNET, &octets, 0);
        assert_eq!(decoded, Decoded::NotTcp(NotTcp::Other(protocol)));
    }
}

#[test]
fn a_datagram_at_a_tunnels_port_with_another_header_is_a_datagram() {
    let udp = Decoded::NotTcp(NotTcp::Other(Protocol::IpProtocol(IpProtocol::UDP)));
    for port in [1701, 2152, 3544, 4789, 4790, 5072, 6080, 6081, 6635, 8472] {
        let datagram = synfin_testkit::forge::tunnel::udp(port, port, &[0xe5; 64]);
        assert_eq!(raw(&around::outer(17, &datagram)), udp, "{port}");
    }
}
