//! smoltcp's wire module: checked views; at most three SACK blocks.

use smoltcp::wire::{EthernetFrame, EthernetProtocol, IpProtocol, Ipv4Packet, Ipv6Packet, TcpPacket};

use crate::fold::{Header, Options};

/// The fixed header alone.
#[inline]
pub fn header(segment: &[u8]) -> u64 {
    TcpPacket::new_checked(segment).map_or(0, |tcp| fixed(&tcp))
}

/// The header and all options, by its summary of them.
#[inline]
pub fn header_options(segment: &[u8]) -> u64 {
    let Ok(tcp) = TcpPacket::new_checked(segment) else { return 0 };
    let mut options = Options::default();
    if let Ok(summary) = tcp.options_summary() {
        if let Some(octets) = summary.max_segment_size {
            options.mss(octets);
        }
        if let Some(shift) = summary.window_scale {
            options.window_scale(shift);
        }
        if summary.sack_permitted {
            options.sack_permitted();
        }
        for (left, right) in summary.sack_ranges.into_iter().flatten() {
            options.sack(left, right);
        }
        if let Some((value, echo_reply)) = summary.timestamp {
            options.timestamps(value, echo_reply);
        }
    }
    fixed(&tcp) ^ options.fold()
}

/// Ethernet, IP and the header.
#[inline]
pub fn frame(frame: &[u8]) -> u64 {
    behind(frame, header)
}

/// The same with the options.
#[inline]
pub fn frame_options(frame: &[u8]) -> u64 {
    behind(frame, header_options)
}

#[inline]
fn behind(frame: &[u8], read: impl Fn(&[u8]) -> u64) -> u64 {
    let Ok(ethernet) = EthernetFrame::new_checked(frame) else { return 0 };
    match ethernet.ethertype() {
        EthernetProtocol::Ipv4 => match Ipv4Packet::new_checked(ethernet.payload()) {
            Ok(packet) if packet.next_header() == IpProtocol::Tcp => read(packet.payload()),
            _ => 0,
        },
        EthernetProtocol::Ipv6 => match Ipv6Packet::new_checked(ethernet.payload()) {
            Ok(packet) if packet.next_header() == IpProtocol::Tcp => read(packet.payload()),
            _ => 0,
        },
        _ => 0,
    }
}

#[inline]
fn fixed(tcp: &TcpPacket<&[u8]>) -> u64 {
    Header {
        source: tcp.src_port(),
        destination: tcp.dst_port(),
        seq: tcp.seq_number().0 as u32,
        ack: tcp.ack_number().0 as u32,
        fin: tcp.fin(),
        syn: tcp.syn(),
        rst: tcp.rst(),
        has_ack: tcp.ack(),
        window: tcp.window_len(),
    }
    .fold()
}
