//! Link layers that nest, lie, or are cut off.

use crate::forge::frame::{self, IPV4, MPLS, VLAN, ethernet, link_type};
use crate::forge::ipv4::Ipv4;
use crate::forge::tunnel::{
    GENEVE_PORT, GRE_PROTOCOL, IPV4_PROTOCOL, UDP_PROTOCOL, VXLAN_PORT, geneve, gre, udp, vxlan,
};
use crate::forge::wireless::{ieee802_11, radiotap};
use crate::hostile::build::{file, file_of, frame as good_frame, header, packet, syn};
use crate::hostile::case::{Case, Verdict};

pub(crate) fn cases() -> Vec<Case> {
    [tags(), tunnels(), short_links(), lying_links()].concat()
}

/// So many 802.1Q tags before an IPv4 packet.
fn tagged(count: usize) -> Vec<u8> {
    let inner =
        (1..count).fold(frame::vlan(1, IPV4, &packet(&syn())), |inner, _| frame::vlan(1, VLAN, &inner));
    ethernet(VLAN, &inner)
}

fn tags() -> Vec<Case> {
    let mut cases = Vec::new();
    for count in [1, 2, 8, 9, 64, 360] {
        let case = Case::new(
            format!("vlan_{count}.pcap"),
            file(vec![tagged(count)]),
            1,
            "up to eight tags are read",
        );
        cases.push(within(case, count <= 8));
        let labels: Vec<u32> = (16..16 + count as u32).collect();
        let octets = file(vec![ethernet(MPLS, &frame::mpls(&labels, &packet(&syn())))]);
        let case = Case::new(format!("mpls_{count}.pcap"), octets, 1, "up to eight labels are read");
        cases.push(within(case, count <= 8));
    }
    let endless = ethernet(MPLS, &[0, 1, 0, 64].repeat(4));
    cases.push(
        Case::new("mpls_no_bottom.pcap", file(vec![endless]), 1, "labels without a bottom").segments(0, 0),
    );
    let cut = ethernet(VLAN, &[0, 1]);
    cases.push(Case::new("vlan_cut.pcap", file(vec![cut]), 1, "a frame that ends in its tag").segments(0, 0));
    cases
}

/// A case that is read, or refused for its nesting.
const fn within(case: Case, read: bool) -> Case {
    if read { case.segments(1, 1) } else { case.segments(0, 0).verdict(Verdict::Refused) }
}

fn tunnels() -> Vec<Case> {
    let mut cases = Vec::new();
    for count in [1, 3, 40, 70] {
        let around = |inner: Vec<u8>, _| Ipv4 { protocol: IPV4_PROTOCOL, ..header() }.packet(&inner);
        let octets = file(vec![ethernet(IPV4, &(0..count).fold(packet(&syn()), around))]);
        let case = Case::new(
            format!("ip_in_ip_{count}.pcap"),
            octets,
            1,
            "packets in packets, up to sixteen layers",
        );
        cases.push(within(case, count <= 3));
        let around = |inner: Vec<u8>, _| {
            let protocol = GRE_PROTOCOL;
            Ipv4 { protocol, ..header() }.packet(&gre(false, None, None, IPV4, &inner))
        };
        let octets = file(vec![ethernet(IPV4, &(0..count).fold(packet(&syn()), around))]);
        let case = Case::new(format!("gre_{count}.pcap"), octets, 1, "GRE in GRE, up to sixteen layers");
        cases.push(within(case, count <= 3));
    }
    let datagram = |port: u16, payload: &[u8]| {
        let header = Ipv4 { protocol: UDP_PROTOCOL, ..header() };
        ethernet(IPV4, &header.packet(&udp(50_000, port, payload)))
    };
    let nested = (0..30).fold(good_frame(&syn()), |inner, _| datagram(VXLAN_PORT, &vxlan(42, &inner)));
    cases.push(within(Case::new("vxlan_30.pcap", file(vec![nested]), 1, "VXLAN in VXLAN"), false));
    let mut options_over = geneve(1, 0x6558, &good_frame(&syn()));
    options_over[0] = 0x3f;
    let lying = vec![datagram(GENEVE_PORT, &options_over)];
    cases.push(
        Case::new("geneve_options_over.pcap", file(lying), 1, "252 octets of options that are not there")
            .segments(0, 0),
    );
    let short = vec![datagram(VXLAN_PORT, &[8, 0, 0])];
    cases.push(
        Case::new("vxlan_cut.pcap", file(short), 1, "a datagram too short for its tunnel").segments(0, 0),
    );
    let mut bad_gre = gre(true, Some(1), Some(2), IPV4, &[]);
    bad_gre.truncate(6);
    let header = Ipv4 { protocol: GRE_PROTOCOL, ..header() };
    let octets = file(vec![ethernet(IPV4, &header.packet(&bad_gre))]);
    cases.push(Case::new("gre_cut.pcap", octets, 1, "fields promised and not there").segments(0, 0));
    cases
}

/// Every link type with its frame cut at every place before the packet.
fn short_links() -> Vec<Case> {
    let packet = packet(&syn());
    let links: [(&str, u16, Vec<u8>); 10] = [
        ("ethernet", link_type::ETHERNET, ethernet(IPV4, &packet)),
        ("null", link_type::NULL, frame::null(2, false, &packet)),
        ("sll", link_type::LINUX_SLL, frame::linux_sll(IPV4, &packet)),
        ("sll2", link_type::LINUX_SLL2, frame::linux_sll2(IPV4, &packet)),
        ("ppp", link_type::PPP, frame::ppp(0x21, &packet)),
        ("c_hdlc", link_type::C_HDLC, frame::cisco_hdlc(IPV4, &packet)),
        ("fddi", link_type::FDDI, frame::fddi(IPV4, &packet)),
        ("wireless", link_type::IEEE802_11, ieee802_11(true, IPV4, &packet)),
        ("radiotap", link_type::IEEE802_11_RADIOTAP, radiotap(false, &ieee802_11(false, IPV4, &packet))),
        ("nflog", link_type::NFLOG, frame::netfilter_log(2, &packet)),
    ];
    let mut cases = Vec::new();
    for (name, link, frame) in links {
        let header = frame.len() - packet.len();
        let prefixes: Vec<Vec<u8>> = (0..header).map(|kept| frame[..kept].to_vec()).collect();
        let note = "a frame cut at every octet of its header, then whole";
        let octets = file_of(link, [prefixes, vec![frame]].concat());
        cases
            .push(Case::new(format!("link_cut_{name}.pcap"), octets, header as u64 + 1, note).segments(1, 1));
    }
    cases
}

fn lying_links() -> Vec<Case> {
    let packet = packet(&syn());
    let one =
        |name: &str, link: u16, frame: Vec<u8>, note| Case::new(name, file_of(link, vec![frame]), 1, note);
    let refused = |name: &str, link: u16, frame: Vec<u8>, note| one(name, link, frame, note).segments(0, 0);
    let mut long_radiotap = radiotap(false, &ieee802_11(false, IPV4, &packet));
    long_radiotap[2..4].copy_from_slice(&[0xff, 0xff]);
    let mut empty_radiotap = long_radiotap.clone();
    empty_radiotap[2..4].copy_from_slice(&[0, 0]);
    let mut pppoe_over = frame::pppoe(1, 0x21, &packet);
    pppoe_over[4..6].copy_from_slice(&[0xff, 0xff]);
    let log = |attributes: &[u8]| [&[2, 0, 0, 42][..], attributes].concat();
    let ethernet_of = |ether_type: u16, payload: &[u8]| ethernet(ether_type, payload);
    vec![
        one(
            "null_other_order.pcap",
            link_type::NULL,
            frame::null(2, true, &packet),
            "the address family of a host of the other byte order",
        )
        .segments(1, 1),
        refused(
            "null_family_unknown.pcap",
            link_type::NULL,
            frame::null(99, false, &packet),
            "an address family nobody has defined",
        ),
        refused(
            "ether_type_unknown.pcap",
            link_type::ETHERNET,
            ethernet_of(0x1234, &packet),
            "an EtherType nobody has defined",
        ),
        refused("arp.pcap", link_type::ETHERNET, ethernet_of(0x0806, &[0; 28]), "no IP at all")
            .verdict(Verdict::NotTcp),
        refused(
            "llc_nonsense.pcap",
            link_type::ETHERNET,
            ethernet_of(40, &[0x42; 40]),
            "802.3 with an LLC that carries no IP",
        ),
        refused(
            "llc_length_over.pcap",
            link_type::ETHERNET,
            ethernet_of(1500, &[0xaa, 0xaa, 3]),
            "an 802.3 length over the frame",
        ),
        one("snap.pcap", link_type::ETHERNET, frame::ethernet_snap(IPV4, &packet), "802.3 with SNAP")
            .segments(1, 1),
        refused(
            "radiotap_length_over.pcap",
            link_type::IEEE802_11_RADIOTAP,
            long_radiotap,
            "a radiotap header longer than the frame",
        ),
        refused(
            "radiotap_length_0.pcap",
            link_type::IEEE802_11_RADIOTAP,
            empty_radiotap,
            "a radiotap header of no octets",
        ),
        one(
            "pppoe_length_over.pcap",
            link_type::ETHERNET,
            ethernet_of(frame::PPPOE_SESSION, &pppoe_over),
            "a PPPoE length over the frame",
        ),
        refused(
            "nflog_attribute_0.pcap",
            link_type::NFLOG,
            log(&[0, 0, 9, 0, 0, 0, 0, 0]),
            "an attribute of no octets must not loop",
        ),
        refused(
            "nflog_attribute_3.pcap",
            link_type::NFLOG,
            log(&[3, 0, 9, 0, 0, 0, 0, 0]),
            "an attribute shorter than its own header",
        ),
        refused(
            "nflog_attribute_over.pcap",
            link_type::NFLOG,
            log(&[0xff, 0xff, 9, 0, 0x45]),
            "an attribute longer than the frame",
        ),
        refused("raw_empty.pcap", link_type::RAW, Vec::new(), "a bare packet of no octets")
            .verdict(Verdict::CutShort),
        refused(
            "ppp_unknown.pcap",
            link_type::PPP,
            frame::ppp(0x4021, &packet),
            "a PPP protocol nobody has defined",
        ),
    ]
}
