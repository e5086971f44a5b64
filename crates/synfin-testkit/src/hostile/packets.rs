//! IPv4 and IPv6 headers that lie, fragments, extension headers.

use crate::forge::flags::ACK;
use crate::forge::frame::{IPV4, IPV6, ethernet};
use crate::forge::ipv4::Ipv4;
use crate::forge::ipv6::{
    AUTHENTICATION, DESTINATION_OPTIONS, FRAGMENT, HOP_BY_HOP, Ipv6, ROUTING, authentication_header,
    fragment_header, jumbo_payload, options_header, routing_header,
};
use crate::forge::segment::Segment;
use crate::forge::tunnel::{UDP_PROTOCOL, udp};
use crate::hostile::build::{LEFT6, file, frame6, header, header6, octets, octets6, packet, syn};
use crate::hostile::case::{Case, Verdict};

pub(crate) fn cases() -> Vec<Case> {
    [lengths(), fragments(), other_payloads(), extensions(), fragments6(), lengths6()].concat()
}

fn four(name: &str, packet: &[u8], note: &'static str) -> Case {
    Case::new(name, file(vec![ethernet(IPV4, packet)]), 1, note)
}

fn six(name: &str, packet: &[u8], note: &'static str) -> Case {
    Case::new(name, file(vec![ethernet(IPV6, packet)]), 1, note)
}

fn lengths() -> Vec<Case> {
    let told =
        |total_length: u16| Ipv4 { total_length: Some(total_length), ..header() }.packet(&octets(&syn()));
    let large = Segment { flags: ACK, payload: vec![b'x'; 65_000], ..syn() };
    let mut cases = vec![
        four(
            "ip4_length_0.pcap",
            &Ipv4 { total_length: Some(0), ..header() }.packet(&octets(&large)),
            "length 0: segmentation was left to the card, the frame tells",
        )
        .segments(1, 1),
        four("ip4_length_under_header.pcap", &told(19), "a total length under the header's")
            .segments(0, 0)
            .verdict(Verdict::Malformed),
        four(
            "ip4_length_cuts_header.pcap",
            &told(39),
            "a total length that cuts the TCP header, though its octets are there",
        )
        .segments(0, 0),
        four(
            "ip4_length_over_frame.pcap",
            &told(1500),
            "a total length over the frame: cut by the capture, the header is read",
        )
        .segments(1, 1),
        Case::new(
            "ethernet_padding.pcap",
            file(vec![[ethernet(IPV4, &packet(&syn())), vec![0xff; 6]].concat()]),
            1,
            "padding is no payload",
        )
        .segments(1, 1),
        four("ip4_cut_19.pcap", &packet(&syn())[..19], "an IPv4 header cut by an octet")
            .segments(0, 0)
            .verdict(Verdict::CutShort),
        four(
            "ip4_options.pcap",
            &Ipv4 { options: vec![7, 7, 4, 0, 0, 0, 0], ..header() }.packet(&octets(&syn())),
            "IPv4 options before the segment",
        )
        .segments(1, 1),
        four(
            "ip4_option_length_0.pcap",
            &Ipv4 { options: vec![7, 0, 0, 0], ..header() }.packet(&octets(&syn())),
            "an IPv4 option of length 0 must not loop",
        )
        .segments(1, 1),
    ];
    for words in [0, 1, 4] {
        let packet = Ipv4 { header_words: Some(words), ..header() }.packet(&octets(&syn()));
        let case = four(&format!("ip4_header_words_{words}.pcap"), &packet, "a header shorter than a header");
        cases.push(case.segments(0, 0).verdict(Verdict::Malformed));
    }
    let long = Ipv4 { header_words: Some(15), ..header() }.packet(&octets(&syn()));
    cases.push(four("ip4_header_words_15.pcap", &long, "a header longer than the packet").segments(0, 0));
    for version in [0, 5, 15] {
        let packet = Ipv4 { version, ..header() }.packet(&octets(&syn()));
        let case =
            four(&format!("ip4_version_{version}.pcap"), &packet, "another version behind IPv4's EtherType");
        cases.push(case.segments(0, 0).verdict(Verdict::Malformed));
    }
    cases
}

fn fragments() -> Vec<Case> {
    let whole = octets(&Segment { payload: vec![b'a'; 16], ..syn() });
    let piece = |offset: u16, more: bool, payload: &[u8]| {
        let header = Ipv4 { dont_fragment: false, more_fragments: more, fragment_offset: offset, ..header() };
        ethernet(IPV4, &header.packet(payload))
    };
    vec![
        Case::new(
            "ip4_fragments.pcap",
            file(vec![piece(0, true, &whole[..24]), piece(3, false, &whole[24..])]),
            2,
            "the first has the header, the later one has none",
        )
        .segments(1, 1)
        .verdict(Verdict::NotTcp),
        Case::new(
            "ip4_fragment_later.pcap",
            file(vec![piece(100, true, &[0, 80].repeat(30))]),
            1,
            "no ports are read from a later fragment",
        )
        .segments(0, 0)
        .verdict(Verdict::NotTcp),
        Case::new(
            "ip4_fragment_tiny.pcap",
            file(vec![piece(0, true, &whole[..8]), piece(1, false, &whole[8..])]),
            2,
            "RFC 1858: no flow comes of half a header",
        )
        .segments(0, 0),
        Case::new(
            "ip4_fragment_offset_1.pcap",
            file(vec![piece(1, false, &whole[8..])]),
            1,
            "RFC 1858: what would overwrite the flags",
        )
        .segments(0, 0)
        .verdict(Verdict::NotTcp),
        Case::new(
            "ip4_fragment_last.pcap",
            file(vec![piece(0x1fff, false, &whole)]),
            1,
            "a fragment beyond 65,535 octets",
        )
        .segments(0, 0)
        .verdict(Verdict::NotTcp),
    ]
}

fn other_payloads() -> Vec<Case> {
    let of = |protocol: u8, payload: &[u8]| Ipv4 { protocol, ..header() }.packet(payload);
    let quoted = [&[3, 3, 0, 0, 0, 0, 0, 0][..], &packet(&syn())[..28]].concat();
    let no =
        |name: &str, packet: Vec<u8>, note| four(name, &packet, note).segments(0, 0).verdict(Verdict::NotTcp);
    vec![
        no("udp.pcap", of(UDP_PROTOCOL, &udp(53, 53, &[0; 12])), "a datagram"),
        no("icmp_quotes_tcp.pcap", of(1, &quoted), "a segment quoted in an error is nobody's segment"),
        no("esp.pcap", of(50, &[0x5a; 60]), "encrypted: nothing to be read"),
        four("tcp_of_nothing.pcap", &of(6, &[]), "TCP of no octets").segments(0, 0),
    ]
}

/// So many 8-octet options headers, each naming the next, before the segment.
fn chain(count: usize, kind: u8) -> Vec<u8> {
    let next = |left: usize| if left == 0 { 6 } else { kind };
    let headers: Vec<u8> = (0..count).rev().flat_map(|left| options_header(next(left), &[])).collect();
    Ipv6 { next_header: kind, ..header6() }.packet(&[headers, octets6(&syn())].concat())
}

fn extensions() -> Vec<Case> {
    let of = |next_header: u8, payload: Vec<u8>| Ipv6 { next_header, ..header6() }.packet(&payload);
    let mut cases = Vec::new();
    for (name, kind) in [("hop_by_hop", HOP_BY_HOP), ("destination", DESTINATION_OPTIONS)] {
        for count in [1, 8, 9, 180] {
            let case = six(
                &format!("ip6_{name}_{count}.pcap"),
                &chain(count, kind),
                "up to eight extension headers are read",
            );
            cases.push(if count == 1 || (count == 8 && kind != HOP_BY_HOP) {
                case.segments(1, 1)
            } else if count > 8 {
                case.segments(0, 0)
            } else {
                case
            });
        }
    }
    let over = [vec![6, 255, 1, 4, 0, 0, 0, 0], octets6(&syn())].concat();
    let mut short_authentication = authentication_header(6, 1, 1);
    short_authentication[1] = 0;
    cases.extend([
        six("ip6_extension_over.pcap", &of(HOP_BY_HOP, over), "an extension header longer than the packet")
            .segments(0, 0),
        six("ip6_extension_cut.pcap", &of(ROUTING, vec![6, 0, 0]), "an extension header cut off")
            .segments(0, 0),
        six(
            "ip6_routing.pcap",
            &of(ROUTING, [routing_header(6, 4, LEFT6), octets6(&syn())].concat()),
            "a routing header before the segment",
        )
        .segments(1, 1),
        six(
            "ip6_authentication.pcap",
            &of(AUTHENTICATION, [authentication_header(6, 1, 1), octets6(&syn())].concat()),
            "signed, but to be read",
        )
        .segments(1, 1),
        six(
            "ip6_authentication_length_0.pcap",
            &of(AUTHENTICATION, [short_authentication, octets6(&syn())].concat()),
            "an authentication header of eight octets",
        ),
        six("ip6_no_next_header.pcap", &of(59, octets6(&syn())), "nothing follows, whatever follows")
            .segments(0, 0)
            .verdict(Verdict::NotTcp),
        six("ip6_next_header_unknown.pcap", &of(253, octets6(&syn())), "an experiment's number")
            .segments(0, 0)
            .verdict(Verdict::NotTcp),
        six("ip6_cut_39.pcap", &header6().packet(&[])[..39], "an IPv6 header cut by an octet")
            .segments(0, 0)
            .verdict(Verdict::CutShort),
        six(
            "ip6_version_4.pcap",
            &Ipv6 { version: 4, ..header6() }.packet(&octets6(&syn())),
            "another version behind IPv6's EtherType",
        )
        .segments(0, 0)
        .verdict(Verdict::Malformed),
    ]);
    cases
}

fn fragments6() -> Vec<Case> {
    let piece = |offset: u16, more: bool, payload: &[u8]| {
        let payload = [&fragment_header(6, offset, more, 7)[..], payload].concat();
        Ipv6 { next_header: FRAGMENT, ..header6() }.packet(&payload)
    };
    let whole = octets6(&Segment { payload: vec![b'a'; 16], ..syn() });
    vec![
        six("ip6_fragment_first.pcap", &piece(0, true, &whole[..32]), "a first fragment has the header")
            .segments(1, 1),
        six("ip6_fragment_atomic.pcap", &piece(0, false, &whole), "a fragment that is the whole (RFC 6946)")
            .segments(1, 1),
        six(
            "ip6_fragment_later.pcap",
            &piece(8, false, &[0, 80].repeat(20)),
            "no ports are read from a later fragment",
        )
        .segments(0, 0)
        .verdict(Verdict::NotTcp),
        six("ip6_fragment_tiny.pcap", &piece(0, true, &whole[..8]), "half a header in a fragment")
            .segments(0, 0),
    ]
}

fn lengths6() -> Vec<Case> {
    let large = Segment { flags: ACK, payload: vec![b'x'; 70_000], ..syn() };
    let jumbo = |length: u32| {
        let payload = [options_header(6, &jumbo_payload(length)), octets6(&large)].concat();
        Ipv6 { next_header: HOP_BY_HOP, payload_length: Some(0), ..header6() }.packet(&payload)
    };
    vec![
        six(
            "ip6_length_0.pcap",
            &Ipv6 { payload_length: Some(0), ..header6() }.packet(&octets6(&large)),
            "length 0: the frame tells",
        )
        .segments(1, 1),
        six("ip6_jumbo.pcap", &jumbo(70_028), "a payload of 70,000 octets (RFC 2675)").segments(1, 1),
        six("ip6_jumbo_over.pcap", &jumbo(u32::MAX), "a jumbo length of 4 GiB").segments(1, 1),
        six("ip6_jumbo_small.pcap", &jumbo(100), "a jumbo length that needs no jumbogram"),
        six(
            "ip6_length_over_frame.pcap",
            &Ipv6 { payload_length: Some(1500), ..header6() }.packet(&octets6(&syn())),
            "a length over the frame: cut by the capture",
        )
        .segments(1, 1),
        six(
            "ip6_length_under.pcap",
            &Ipv6 { payload_length: Some(7), ..header6() }.packet(&octets6(&syn())),
            "a length that cuts the TCP header",
        )
        .segments(0, 0),
        Case::new(
            "ip6_padding.pcap",
            file(vec![[frame6(&syn()), vec![0xff; 6]].concat()]),
            1,
            "padding is no payload",
        )
        .segments(1, 1),
    ]
}
