//! The same kind of connection with something around it: tags, tunnels, several interfaces.

use std::net::Ipv4Addr;

use crate::forge::frame::{IPV4, MPLS, SERVICE_VLAN, VLAN, ethernet, link_type, mpls, vlan as tag};
use crate::forge::ipv4::Ipv4;
use crate::forge::pcap::Pcap;
use crate::forge::pcapng::{BlockOption, IF_TSRESOL, Pcapng};
use crate::forge::record::Record;
use crate::forge::tunnel::{
    GRE_PROTOCOL, UDP_PROTOCOL, VXLAN_PORT, gre as gre_header, udp, vxlan as vxlan_header,
};
use crate::samples::clock::with_timestamps;
use crate::samples::sample::{Sample, told};
use crate::scripts::script::Script;
use crate::scripts::scripted_segment::ScriptedSegment;

/// A short connection of ten segments, closed in four.
fn short(ends: &str, ports: &str) -> Script {
    with_timestamps(told(&format!(
        r#"
        ends {ends}
        ports {ports}
        > S   70100   win 64240  mss 1400                  SYN             SYN-SENT/SYN-RECEIVED?
        < SA  90100   win 65160  mss 1400   @+2.1ms        SYN_ACK         ESTABLISHED?/SYN-RECEIVED
        > .           win 502               @+40us         HANDSHAKE_ACK   ESTABLISHED/ESTABLISHED
        > P.  data "PING\r\n"               @+90us         DATA
        < P.  data "+PONG\r\n"  win 509     @+2.2ms        DATA
        > .                                 @+35us         ACK
        > F.                                @+1ms          FIN_FIRST       FIN-WAIT-1/CLOSE-WAIT?
        < .                                 @+2.1ms        FIN_FIRST_ACK   FIN-WAIT-2/CLOSE-WAIT
        < F.                                @+150us        FIN_SECOND      TIME-WAIT?/LAST-ACK
        > .                                 @+30us         FIN_SECOND_ACK  TIME-WAIT/CLOSED
        = CLOSED close_kind:four-segment
        "#
    )))
}

fn wrapped(script: &Script, wrap: impl Fn(&ScriptedSegment) -> Vec<u8>) -> Vec<Record> {
    script.segments.iter().map(|told| Record::whole(told.time_ns, wrap(told))).collect()
}

fn outer(protocol: u8, told: &ScriptedSegment, payload: &[u8]) -> Vec<u8> {
    let (left, right) = (Ipv4Addr::new(203, 0, 113, 1), Ipv4Addr::new(203, 0, 113, 2));
    let (source, destination) = if told.from_left { (left, right) } else { (right, left) };
    ethernet(IPV4, &Ipv4 { protocol, ..Ipv4::tcp(source, destination) }.packet(payload))
}

/// `vlan.pcap`: behind an 802.1ad tag (100) and an 802.1Q tag (10), the second time behind two MPLS labels.
pub fn vlan() -> Sample {
    let script = short("192.0.2.10 192.0.2.20", "50100 6379");
    let mut records =
        wrapped(&script, |told| ethernet(SERVICE_VLAN, &tag(100, VLAN, &tag(10, IPV4, &told.packet()))));
    let labelled = short("192.0.2.10 192.0.2.20", "50102 6379");
    records.extend(wrapped(&labelled, |told| ethernet(MPLS, &mpls(&[16_001, 24], &told.packet()))));
    for record in &mut records[script.segments.len()..] {
        record.time_ns += 1_000_000_000;
    }
    Sample { name: "vlan.pcap", octets: Pcap::of(link_type::ETHERNET).file(&records), script: None }
}

/// `vxlan.pcap`: whole Ethernet frames inside UDP, network 42.
pub fn vxlan() -> Sample {
    let script = short("10.0.0.1 10.0.0.2", "50200 6379");
    let records = wrapped(&script, |told| {
        let source_port = if told.from_left { 51_001 } else { 51_002 };
        outer(UDP_PROTOCOL, told, &udp(source_port, VXLAN_PORT, &vxlan_header(42, &told.frame())))
    });
    Sample { name: "vxlan.pcap", octets: Pcap::of(link_type::ETHERNET).file(&records), script: Some(script) }
}

/// `gre.pcap`: packets inside GRE with a key and a sequence number.
pub fn gre() -> Sample {
    let script = short("10.0.0.1 10.0.0.2", "50300 6379");
    let mut sequence = [0_u32; 2];
    let records = script
        .segments
        .iter()
        .map(|told| {
            let mine = &mut sequence[usize::from(told.from_left)];
            *mine += 1;
            let inner = gre_header(false, Some(7), Some(*mine), IPV4, &told.packet());
            Record::whole(told.time_ns, outer(GRE_PROTOCOL, told, &inner))
        })
        .collect::<Vec<_>>();
    Sample { name: "gre.pcap", octets: Pcap::of(link_type::ETHERNET).file(&records), script: Some(script) }
}

/// `two-interfaces.pcapng`: one connection on an Ethernet interface stamped in nanoseconds, one on a tunnel
/// interface of bare IP packets stamped in microseconds, interleaved.
pub fn two_interfaces() -> Sample {
    const IF_NAME: u16 = 2;
    let ng = Pcapng::default();
    let names: [&[BlockOption<'_>]; 2] = [&[(IF_NAME, b"eth0"), (IF_TSRESOL, &[9])], &[(IF_NAME, b"tun0")]];
    let mut octets = ng.section(&[]);
    octets.extend(ng.interface(link_type::ETHERNET, 262_144, names[0]));
    octets.extend(ng.interface(link_type::RAW, 262_144, names[1]));
    let on_ethernet = short("192.0.2.10 192.0.2.20", "50400 6379");
    let on_tunnel = short("10.8.0.2 10.8.0.1", "50401 6379");
    for (one, other) in on_ethernet.segments.iter().zip(&on_tunnel.segments) {
        octets.extend(ng.enhanced(0, one.time_ns + 417, &one.record(), &[]));
        let packet = Record::whole(other.time_ns, other.packet());
        octets.extend(ng.enhanced(1, other.time_ns / 1000 + 3, &packet, &[]));
    }
    Sample { name: "two-interfaces.pcapng", octets, script: None }
}
