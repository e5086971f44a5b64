//! However deep headers are nested, reading them ends.

#[allow(dead_code, reason = "each test file uses some of the ways")]
mod around;

use synfin_testkit::forge::{frame, tunnel};
use synfin_wire::decode::{Decoded, MAX_HEADERS, Options, decode, decode_with};
use synfin_wire::error::{Kind, Layer, Reason};
use synfin_wire::not_tcp::NotTcp;
use synfin_wire::numbers::{IpProtocol, LinkType, Protocol};

fn nested(depth: usize) -> Vec<u8> {
    (0..depth).fold(around::ipv4(), |inner, _| around::outer(tunnel::IPV4_PROTOCOL, &inner))
}

#[test]
fn as_many_packets_as_the_limit_are_followed_and_one_more_is_not() {
    let octets = nested(16);
    let Decoded::Tcp(packet) = decode(LinkType::RAW, &octets, 0) else { panic!("within the limit") };
    assert_eq!(packet.layers().len(), usize::from(MAX_HEADERS));
    assert_eq!(packet.segment_offset(), 17 * 20);

    let octets = nested(17);
    let Decoded::Failed(error) = decode(LinkType::RAW, &octets, 0) else { panic!("above the limit") };
    assert_eq!((error.layer, error.offset), (Layer::Packet, 16 * 20));
    assert_eq!((error.reason, error.kind()), (Reason::TooDeep { limit: 16 }, Kind::Unsupported));
}

#[test]
fn tags_are_bounded_on_their_own() {
    let tagged = |count: usize| {
        let (tags, ether_type) = (0..count).fold((around::ipv4(), frame::IPV4), |(inner, ether_type), _| {
            (frame::vlan(1, ether_type, &inner), frame::VLAN)
        });
        frame::ethernet(ether_type, &tags)
    };
    assert!(
        matches!(decode(LinkType::ETHERNET, &tagged(8), 0), Decoded::Tcp(packet) if packet.layers().len() == 8)
    );
    let octets = tagged(9);
    let Decoded::Failed(error) = decode(LinkType::ETHERNET, &octets, 0) else { panic!("above the limit") };
    assert_eq!(error.reason, Reason::TooManyTags { limit: 8 });
}

#[test]
fn frames_in_frames_without_end_are_refused() {
    // Per-Packet Information that says that the same follows.
    let octets = [0, 0, 8, 0, 192, 0, 0, 0].repeat(1000);
    let Decoded::Failed(error) = decode(LinkType::PPI, &octets, 0) else { panic!("without end") };
    assert_eq!(error.reason, Reason::TooDeep { limit: 16 });
    assert_eq!(error.layer, Layer::Frame);
}

#[test]
fn options_narrow_the_limits() {
    let octets = nested(2);
    let with =
        |tunnels, max_headers| decode_with(Options { tunnels, max_headers }, LinkType::RAW, &octets, 0);
    assert!(matches!(with(true, 2), Decoded::Tcp(packet) if packet.layers().iter().count() == 2));
    assert!(matches!(with(true, 255), Decoded::Tcp(_)));
    assert!(matches!(with(true, 1), Decoded::Failed(error) if error.reason == Reason::TooDeep { limit: 1 }));
    let outermost = NotTcp::Other(Protocol::IpProtocol(IpProtocol::IPV4));
    assert_eq!(with(false, 16), Decoded::NotTcp(outermost));
}
