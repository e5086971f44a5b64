//! One segment, and every way to put it into a frame.

use synfin_testkit::forge::ipv4::Ipv4;
use synfin_testkit::forge::ipv6::{self, Ipv6};
use synfin_testkit::forge::segment::Segment;
use synfin_testkit::forge::{flags, frame, option, tunnel, wireless};
use synfin_wire::numbers::LinkType;

/// A frame with the segment in it, and the headers that a reader should tell of.
pub(crate) struct Way {
    pub(crate) link_type: LinkType,
    pub(crate) octets: Vec<u8>,
    pub(crate) layers: &'static [&'static str],
}

/// The segment that lies in each frame, between the addresses of [`ipv4`].
pub(crate) fn segment() -> Vec<u8> {
    forged().octets([192, 0, 2, 1].into(), [192, 0, 2, 2].into())
}

fn forged() -> Segment {
    Segment {
        source_port: 23,
        destination_port: 54203,
        seq: 418,
        ack: 203,
        flags: flags::ACK | flags::FIN,
        options: option::aligned_timestamps(7, 8),
        payload: b"bye".to_vec(),
        ..Segment::default()
    }
}

/// The segment in IPv4.
pub(crate) fn ipv4() -> Vec<u8> {
    Ipv4::tcp([192, 0, 2, 1].into(), [192, 0, 2, 2].into()).packet(&segment())
}

/// The same segment in IPv6; only the checksum is another.
pub(crate) fn ipv6() -> Vec<u8> {
    let (source, destination) = (v6(1), v6(2));
    Ipv6::tcp(source, destination).packet(&forged().octets(source.into(), destination.into()))
}

fn v6(last: u16) -> std::net::Ipv6Addr {
    std::net::Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last)
}

/// An outer IPv4 packet.
pub(crate) fn outer(protocol: u8, payload: &[u8]) -> Vec<u8> {
    Ipv4 { protocol, ..Ipv4::tcp([10, 0, 0, 1].into(), [10, 0, 0, 2].into()) }.packet(payload)
}

/// An outer IPv6 packet.
pub(crate) fn outer6(next_header: u8, payload: &[u8]) -> Vec<u8> {
    Ipv6 { next_header, ..Ipv6::tcp(v6(8), v6(9)) }.packet(payload)
}

fn raw(octets: Vec<u8>, layers: &'static [&'static str]) -> Way {
    Way { link_type: LinkType::RAW, octets, layers }
}

fn ethernet(ether_type: u16, payload: &[u8], layers: &'static [&'static str]) -> Way {
    Way { link_type: LinkType::ETHERNET, octets: frame::ethernet(ether_type, payload), layers }
}

fn over_udp(port: u16, payload: &[u8], layers: &'static [&'static str]) -> Way {
    raw(outer(tunnel::UDP_PROTOCOL, &tunnel::udp(49152, port, payload)), layers)
}

fn before(header: &[u8], payload: &[u8]) -> Vec<u8> {
    [header, payload].concat()
}

/// Every link type.
#[rustfmt::skip]
pub(crate) fn links() -> Vec<Way> {
    let (v4, v6) = (ipv4(), ipv6());
    let way = |link_type, octets| Way { link_type, octets, layers: &[] };
    let ethernet = frame::ethernet(frame::IPV4, &v4);
    let wlan = wireless::ieee802_11(true, frame::IPV4, &v4);
    let sized = |mut header: Vec<u8>, length: usize, payload: &[u8]| {
        header.resize(length, 0);
        before(&header, payload)
    };
    let mut prism = vec![0; 144];
    prism[3] = 0x44;
    let mut token = vec![0x10, 0x40];
    token.resize(14, 2);
    vec![
        way(LinkType::ETHERNET,             ethernet.clone()),
        way(LinkType::ETHERNET,             frame::ethernet(frame::IPV6, &v6)),
        way(LinkType::ETHERNET,             frame::ethernet_snap(frame::IPV4, &v4)),
        way(LinkType::ETHERNET_MPACKET,     before(&[0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0xd5], &ethernet)),
        way(LinkType::JUNIPER_ETHERNET,     before(b"MGC\x80\0\x03\x01\x01\x01", &ethernet)),
        way(LinkType::RAW,                  v4.clone()),
        way(LinkType::RAW,                  v6.clone()),
        way(LinkType::RAW_12,               v4.clone()),
        way(LinkType::RAW_14,               v6.clone()),
        way(LinkType::IPV4,                 v4.clone()),
        way(LinkType::IPV6,                 v6.clone()),
        way(LinkType::NULL,                 frame::null(2, false, &v4)),
        way(LinkType::NULL,                 frame::null(30, true, &v6)),
        way(LinkType::LOOP,                 frame::null(24, true, &v6)),
        way(LinkType::ENC,                  sized(vec![2], 12, &v4)),
        way(LinkType::PFLOG,                sized(vec![61, 2], 64, &v4)),
        way(LinkType::LINUX_SLL,            frame::linux_sll(frame::IPV4, &v4)),
        way(LinkType::LINUX_SLL2,           frame::linux_sll2(frame::IPV6, &v6)),
        way(LinkType::NFLOG,                frame::netfilter_log(2, &v4)),
        way(LinkType::PPP,                  frame::ppp(0x21, &v4)),
        way(LinkType::PPP,                  frame::cisco_hdlc(frame::IPV4, &v4)),
        way(LinkType::PPP_HDLC,             frame::ppp(0x57, &v6)),
        way(LinkType::PPP_PPPD,             before(&[1], &frame::ppp(0x21, &v4))),
        way(LinkType::PPP_WITH_DIR,         before(&[0], &frame::ppp(0x21, &v4))),
        way(LinkType::PPP_ETHER,            frame::pppoe(5, 0x21, &v4)),
        way(LinkType::C_HDLC,               frame::cisco_hdlc(frame::IPV6, &v6)),
        way(LinkType::C_HDLC_WITH_DIR,      before(&[1], &frame::cisco_hdlc(frame::IPV4, &v4))),
        way(LinkType::FRAME_RELAY,          before(&[0x18, 0x41, 0x03, 0xcc], &v4)),
        way(LinkType::FRAME_RELAY_WITH_DIR, before(&[1, 0x18, 0x41, 0x03, 0x8e], &v6)),
        way(LinkType::IEEE802_11,           wlan.clone()),
        way(LinkType::IEEE802_11,           wireless::ieee802_11(false, frame::IPV6, &v6)),
        way(LinkType::RADIOTAP,             wireless::radiotap(true, &wlan)),
        way(LinkType::PRISM,                before(&prism, &wlan)),
        way(LinkType::AVS,                  sized(vec![0x80, 0x21, 0x10, 1, 0, 0, 0, 64], 64, &wlan)),
        way(LinkType::PPI,                  before(&[0, 0, 8, 0, 105, 0, 0, 0], &wlan)),
        way(LinkType::FDDI,                 frame::fddi(frame::IPV4, &v4)),
        way(LinkType::TOKEN_RING,           before(&token, &frame::llc_snap(frame::IPV4, &v4))),
        way(LinkType::ATM_RFC1483,          frame::llc_snap(frame::IPV6, &v6)),
        way(LinkType::IP_OVER_FC,           sized(vec![], 16, &frame::llc_snap(frame::IPV4, &v4))),
        way(LinkType::IPOIB,                frame::infiniband(frame::IPV4, &v4)),
        way(LinkType::ARCNET_BSD,           before(&[1, 2, 212, 0, 0, 1], &v4)),
        way(LinkType::ARCNET_LINUX,         before(&[1, 2, 0, 0, 196, 0, 0, 1], &v6)),
    ]
}

/// Every tag, by what follows its EtherType.
#[rustfmt::skip]
pub(crate) fn tags() -> Vec<Way> {
    let (v4, v6) = (ipv4(), ipv6());
    let inner = frame::ethernet(frame::IPV4, &v4);
    let vlan = frame::vlan(10, frame::IPV4, &v4);
    vec![
        ethernet(frame::VLAN,          &vlan,                                      &["vlan 10"]),
        ethernet(0x9100,               &vlan,                                      &["vlan 10"]),
        ethernet(frame::SERVICE_VLAN,  &frame::vlan(0x2064, frame::VLAN, &vlan),   &["vlan 100", "vlan 10"]),
        ethernet(0x88e7,               &before(&[0, 1, 2, 3], &inner),             &["i-sid 66051"]),
        ethernet(0x8926,               &before(&[0, 0, 0, 7, 0x86, 0xdd], &v6),    &["vn-tag 7"]),
        ethernet(0x893f,               &before(&[0, 0, 0, 9, 0, 0, 8, 0], &v4),    &["e-tag 9"]),
        ethernet(0x8903,               &before(&[0, 0x60], &inner),                &["fabricpath 1"]),
        ethernet(0x22f3,               &before(&[0, 1, 0, 1, 0, 2], &inner),       &["trill 0x2"]),
        ethernet(0x892f,               &before(&[0, 9, 0, 5, 8, 0], &v4),          &["hsr 5"]),
        ethernet(0x88e5,               &before(&[0, 0, 0, 0, 0, 6, 8, 0], &v4),    &["macsec 6"]),
        ethernet(0x8909,               &before(&[1, 1, 0, 1, 0, 8, 8, 0], &v4),    &["cisco-metadata 8"]),
        ethernet(frame::PPPOE_SESSION, &frame::pppoe(4, 0x57, &v6),                &["pppoe 4"]),
        ethernet(frame::MPLS,          &frame::mpls(&[16, 17], &v4),               &["mpls 16", "mpls 17"]),
        ethernet(frame::MPLS,          &frame::mpls(&[18], &before(&[0; 4], &inner)), &["mpls 18", "frame Ethernet"]),
        Way {
            link_type: LinkType::PPP,
            octets: frame::ppp(0x0281, &frame::mpls(&[16], &v4)),
            layers: &["mpls 16"],
        },
    ]
}

/// Every tunnel.
#[rustfmt::skip]
pub(crate) fn tunnels() -> Vec<Way> {
    const OUTER: &str = "ipv4 10.0.0.1 > 10.0.0.2";
    const OUTER6: &str = "ipv6 2001:db8::8 > 2001:db8::9";
    let (v4, v6) = (ipv4(), ipv6());
    let inner = frame::ethernet(frame::IPV4, &v4);
    let gre = |key, sequence, ether_type, payload: &[u8]| {
        outer(tunnel::GRE_PROTOCOL, &tunnel::gre(true, key, sequence, ether_type, payload))
    };
    let mut three = vec![0x20, 0, 0, 9];
    three.resize(12, 0);
    let ppp = frame::ppp(0x21, &v4);
    let call = before(&[0x30, 0x81, 0x88, 0x0b, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1], &ppp);
    let ayiya = before(&[0x44, 0x52, 0x11, 41, 0, 0, 0, 1], &[&[7; 16 + 20][..], &v6].concat());
    vec![
        raw(outer(tunnel::IPV4_PROTOCOL, &v4),                             &[OUTER]),
        raw(outer(94, &v4),                                                &[OUTER]),
        raw(outer(tunnel::IPV6_PROTOCOL, &v6),                             &[OUTER]),
        raw(outer6(tunnel::IPV4_PROTOCOL, &v4),                            &[OUTER6]),
        raw(outer6(tunnel::IPV6_PROTOCOL, &v6),                            &[OUTER6]),
        raw(outer(137, &frame::mpls(&[20], &v4)),                          &[OUTER, "mpls 20"]),
        raw(outer(143, &inner),                                            &[OUTER, "frame Ethernet"]),
        raw(outer(97, &before(&[0x30, 0], &inner)),                        &[OUTER, "etherip", "frame Ethernet"]),
        raw(gre(None, None, frame::IPV4, &v4),                             &[OUTER, "gre"]),
        raw(gre(Some(77), Some(1), frame::IPV6, &v6),                      &[OUTER, "gre 77"]),
        raw(gre(None, None, 0x6558, &inner),                               &[OUTER, "gre", "frame Ethernet"]),
        raw(gre(None, None, frame::VLAN, &frame::vlan(6, frame::IPV4, &v4)), &[OUTER, "gre", "vlan 6"]),
        raw(outer(tunnel::GRE_PROTOCOL, &call),                            &[OUTER, "gre 3", "frame PPP"]),
        raw(gre(None, None, 0x88be, &inner),                               &[OUTER, "erspan-i", "frame Ethernet"]),
        raw(outer(tunnel::GRE_PROTOCOL, &tunnel::erspan(1, &inner)),       &[OUTER, "erspan-ii 100", "frame Ethernet"]),
        raw(gre(None, Some(1), 0x22eb, &before(&three, &inner)),           &[OUTER, "erspan-iii 9", "frame Ethernet"]),
        raw(gre(None, None, 0x883e, &before(&[0, 51, 0, 0], &v4)),         &[OUTER, "wccp 51"]),
        over_udp(tunnel::VXLAN_PORT,  &tunnel::vxlan(42, &inner),          &[OUTER, "vxlan 42", "frame Ethernet"]),
        over_udp(8472,                &tunnel::vxlan(42, &inner),          &[OUTER, "vxlan 42", "frame Ethernet"]),
        over_udp(4790,                &before(&[0x0c, 0, 0, 2, 0, 0, 7, 0], &v6), &[OUTER, "vxlan 7"]),
        over_udp(tunnel::GENEVE_PORT, &tunnel::geneve(8, 0x6558, &inner),  &[OUTER, "geneve 8", "frame Ethernet"]),
        over_udp(tunnel::GENEVE_PORT, &tunnel::geneve(8, frame::IPV6, &v6), &[OUTER, "geneve 8"]),
        over_udp(tunnel::GTP_U_PORT,  &tunnel::gtp_u(0x1234, &v4),         &[OUTER, "gtp-u 0x1234"]),
        over_udp(tunnel::TEREDO_PORT, &v6,                                 &[OUTER, "teredo"]),
        over_udp(5072,                &ayiya,                              &[OUTER, "ayiya 0x1"]),
        over_udp(6080,                &before(&[0, 4, 0, 0], &v4),         &[OUTER, "gue"]),
        over_udp(6635,                &frame::mpls(&[21], &v4),            &[OUTER, "mpls 21"]),
        over_udp(1701,                &before(&[0, 2, 0, 5, 0, 9], &ppp),  &[OUTER, "l2tp 5/9", "frame PPP"]),
    ]
}

/// The segment behind IPv6 extension headers.
pub(crate) fn extended() -> Vec<Way> {
    let inner = ipv6();
    let headers = [
        (ipv6::HOP_BY_HOP, ipv6::options_header(ipv6::ROUTING, &[5, 2, 0, 0])),
        (ipv6::ROUTING, ipv6::routing_header(ipv6::DESTINATION_OPTIONS, 0, v6(7))),
        (ipv6::DESTINATION_OPTIONS, ipv6::options_header(ipv6::AUTHENTICATION, &[])),
        (ipv6::AUTHENTICATION, ipv6::authentication_header(ipv6::FRAGMENT, 1, 2)),
        (ipv6::FRAGMENT, ipv6::fragment_header(6, 0, false, 3)),
    ];
    (0..headers.len())
        .map(|first| {
            let mut payload: Vec<u8> =
                headers[first..].iter().flat_map(|(_, header)| header.clone()).collect();
            payload.extend(&inner[40..]);
            let next_header = headers[first].0;
            raw(Ipv6 { next_header, ..Ipv6::tcp(v6(1), v6(2)) }.packet(&payload), &[])
        })
        .collect()
}

/// All of them.
pub(crate) fn all() -> Vec<Way> {
    [links(), tags(), tunnels(), extended()].into_iter().flatten().collect()
}
