//! pnet_packet: views over the octets. It checks that the fixed header is there, not that the options are.

use pnet_packet::Packet;
use pnet_packet::ethernet::{EtherTypes, EthernetPacket};
use pnet_packet::ip::IpNextHeaderProtocols;
use pnet_packet::ipv4::Ipv4Packet;
use pnet_packet::ipv6::Ipv6Packet;
use pnet_packet::tcp::{TcpFlags, TcpOptionNumbers, TcpPacket};

use crate::fold::{Header, Options};

/// The fixed header alone.
#[inline]
pub fn header(segment: &[u8]) -> u64 {
    TcpPacket::new(segment).map_or(0, |tcp| fixed(&tcp))
}

/// The header and all options.
#[inline]
pub fn header_options(segment: &[u8]) -> u64 {
    let Some(tcp) = TcpPacket::new(segment) else { return 0 };
    let mut options = Options::default();
    for option in tcp.get_options_iter() {
        let body = option.payload();
        match option.get_number() {
            TcpOptionNumbers::MSS => {
                body.first_chunk().into_iter().for_each(|it| options.mss(u16::from_be_bytes(*it)));
            }
            TcpOptionNumbers::WSCALE => {
                body.first().into_iter().for_each(|shift| options.window_scale(*shift));
            }
            TcpOptionNumbers::SACK_PERMITTED => options.sack_permitted(),
            TcpOptionNumbers::SACK => {
                for block in body.as_chunks::<8>().0 {
                    let (left, right) = pair(*block);
                    options.sack(left, right);
                }
            }
            TcpOptionNumbers::TIMESTAMPS => {
                if let Some(both) = body.first_chunk() {
                    let (value, echo_reply) = pair(*both);
                    options.timestamps(value, echo_reply);
                }
            }
            TcpOptionNumbers::EOL => break,
            _ => {}
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
    let Some(ethernet) = EthernetPacket::new(frame) else { return 0 };
    match ethernet.get_ethertype() {
        EtherTypes::Ipv4 => match Ipv4Packet::new(ethernet.payload()) {
            Some(packet) if packet.get_next_level_protocol() == IpNextHeaderProtocols::Tcp => {
                read(packet.payload())
            }
            _ => 0,
        },
        EtherTypes::Ipv6 => match Ipv6Packet::new(ethernet.payload()) {
            Some(packet) if packet.get_next_header() == IpNextHeaderProtocols::Tcp => read(packet.payload()),
            _ => 0,
        },
        _ => 0,
    }
}

#[inline]
const fn pair(octets: [u8; 8]) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = octets;
    (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
}

#[inline]
fn fixed(tcp: &TcpPacket<'_>) -> u64 {
    let flags = tcp.get_flags();
    Header {
        source: tcp.get_source(),
        destination: tcp.get_destination(),
        seq: tcp.get_sequence(),
        ack: tcp.get_acknowledgement(),
        fin: flags & TcpFlags::FIN != 0,
        syn: flags & TcpFlags::SYN != 0,
        rst: flags & TcpFlags::RST != 0,
        has_ack: flags & TcpFlags::ACK != 0,
        window: tcp.get_window(),
    }
    .fold()
}
