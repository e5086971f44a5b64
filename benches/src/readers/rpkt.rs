//! rpkt: cursors over the octets.

use rpkt::Cursor;
use rpkt::ether::{EtherPacket, EtherType};
use rpkt::ipv4::{IpProtocol, Ipv4Packet};
use rpkt::ipv6::Ipv6Packet;
use rpkt::tcp::{TcpOption, TcpOptionIter, TcpPacket};

use crate::fold::{Header, Options};

/// The fixed header alone.
#[inline]
pub fn header(segment: &[u8]) -> u64 {
    TcpPacket::parse(Cursor::new(segment)).map_or(0, |tcp| fixed(&tcp))
}

/// The header and all options.
#[inline]
pub fn header_options(segment: &[u8]) -> u64 {
    TcpPacket::parse(Cursor::new(segment)).map_or(0, |tcp| with_options(&tcp))
}

/// Ethernet, IP and the header.
#[inline]
pub fn frame(frame: &[u8]) -> u64 {
    behind(frame, fixed)
}

/// The same with the options.
#[inline]
pub fn frame_options(frame: &[u8]) -> u64 {
    behind(frame, with_options)
}

#[inline]
fn behind(frame: &[u8], read: impl Fn(&TcpPacket<Cursor<'_>>) -> u64) -> u64 {
    let Ok(ethernet) = EtherPacket::parse(Cursor::new(frame)) else { return 0 };
    let payload = match ethernet.ethertype() {
        EtherType::IPV4 => match Ipv4Packet::parse(ethernet.payload()) {
            Ok(packet) if packet.protocol() == IpProtocol::TCP => packet.payload(),
            _ => return 0,
        },
        EtherType::IPV6 => match Ipv6Packet::parse(ethernet.payload()) {
            Ok(packet) if packet.next_header() == IpProtocol::TCP => packet.payload(),
            _ => return 0,
        },
        _ => return 0,
    };
    TcpPacket::parse(payload).map_or(0, |tcp| read(&tcp))
}

#[inline]
fn with_options(tcp: &TcpPacket<Cursor<'_>>) -> u64 {
    let mut options = Options::default();
    for option in TcpOptionIter::from_option_bytes(tcp.option_bytes()) {
        match option {
            TcpOption::Mss(octets) => options.mss(octets),
            TcpOption::Wsopt(shift) => options.window_scale(shift),
            TcpOption::SackPerm => options.sack_permitted(),
            TcpOption::Sack(blocks) => {
                for index in 0..blocks.num_blocks() {
                    let (left, right) = blocks.block(index);
                    options.sack(left, right);
                }
            }
            TcpOption::Ts(value, echo_reply) => options.timestamps(value, echo_reply),
            _ => {}
        }
    }
    fixed(tcp) ^ options.fold()
}

#[inline]
fn fixed(tcp: &TcpPacket<Cursor<'_>>) -> u64 {
    Header {
        source: tcp.src_port(),
        destination: tcp.dst_port(),
        seq: tcp.seq_number(),
        ack: tcp.ack_number(),
        fin: tcp.fin(),
        syn: tcp.syn(),
        rst: tcp.rst(),
        has_ack: tcp.ack(),
        window: tcp.window_size(),
    }
    .fold()
}
