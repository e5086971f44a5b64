//! pktparse: nom 7, field by field, into owned structs. It gives up all options at the first kind that it does not know,
//! timestamps and SACK among them, so its rows with options do less than the others'.

use pktparse::ethernet::{EtherType, parse_ethernet_frame};
use pktparse::ip::IPProtocol;
use pktparse::ipv4::parse_ipv4_header;
use pktparse::ipv6::parse_ipv6_header;
use pktparse::tcp::{TcpHeader, TcpOption, parse_tcp_header};

use crate::fold::{Header, Options};

/// The header and the options, as far as it knows them: it has no way to leave them out.
#[inline]
pub fn header_options(segment: &[u8]) -> u64 {
    parse_tcp_header(segment).map_or(0, |(_, tcp)| with_options(&tcp))
}

/// Ethernet, IP, and the header with the options as far as it knows them.
#[inline]
pub fn frame_options(frame: &[u8]) -> u64 {
    let Ok((payload, ethernet)) = parse_ethernet_frame(frame) else { return 0 };
    match ethernet.ethertype {
        EtherType::IPv4 => match parse_ipv4_header(payload) {
            Ok((segment, packet)) if packet.protocol == IPProtocol::TCP => header_options(segment),
            _ => 0,
        },
        EtherType::IPv6 => match parse_ipv6_header(payload) {
            Ok((segment, packet)) if packet.next_header == IPProtocol::TCP => header_options(segment),
            _ => 0,
        },
        _ => 0,
    }
}

#[inline]
fn with_options(tcp: &TcpHeader) -> u64 {
    let mut options = Options::default();
    for option in tcp.options.iter().flatten() {
        match option {
            TcpOption::MaximumSegmentSize(it) => options.mss(it.mss),
            TcpOption::WindowScale(it) => options.window_scale(it.scaling),
            TcpOption::SackPermitted => options.sack_permitted(),
            _ => {}
        }
    }
    let header = Header {
        source: tcp.source_port,
        destination: tcp.dest_port,
        seq: tcp.sequence_no,
        ack: tcp.ack_no,
        fin: tcp.flag_fin,
        syn: tcp.flag_syn,
        rst: tcp.flag_rst,
        has_ack: tcp.flag_ack,
        window: tcp.window,
    };
    header.fold() ^ options.fold()
}
