//! From a captured frame to the TCP segment within: the one place where the layers meet.
//!
//! A frame, a packet, a tunnel and a segment know nothing of each other. Here each is handed what the one before it
//! found, by loop, until there is a segment or the octets turn out to be something else.

use crate::checksum::{ChecksumStatus, Unverified};
use crate::decode::walk::{Found, Origin, TcpFound};
use crate::error::ParseError;
use crate::frame::frame::Frame;
use crate::header::{Header, HeaderKind};
use crate::not_tcp::NotTcp;
use crate::notes::Notes;
use crate::numbers::{EtherType, IpProtocol, LinkType};
use crate::packet::packet::Packet;
use crate::segment::header::{FIXED_LEN, Segment};
use core::net::IpAddr;

mod walk;

/// The most headers followed around the innermost TCP/IP: tags, tunnels, packets and frames.
pub const MAX_HEADERS: u8 = 16;

/// What a captured frame turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// The 20 fixed octets of a TCP header were read; what is wrong behind them,
    /// [`damage`](Segment::damage) tells.
    Tcp(TcpPacket<'a>),
    /// Read rightly, and no TCP for a flow.
    NotTcp(NotTcp),
    /// Not read: cut short, malformed or unsupported ([`ParseError::kind`]); the offset counts from the first octet
    /// of the frame.
    Failed(ParseError),
}

/// A TCP segment with what the headers around it say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpPacket<'a> {
    /// The segment.
    pub segment: Segment<'a>,
    /// Its first octet, counted from the first octet of the frame.
    pub segment_offset: u32,
    /// The end that sent it, as TCP's pseudo header has it; see
    /// [`Packet::source`].
    pub source: IpAddr,
    /// The end that it is for, as TCP's pseudo header has it; see
    /// [`Packet::destination`].
    pub destination: IpAddr,
    /// IPv4's identification field.
    pub identification: Option<u16>,
    /// Octets of IP header and payload, as the IP header declares them.
    pub ip_len: u32,
    /// Time to live or hop limit.
    pub ttl: u8,
    /// What was odd about the way here, in any layer.
    pub notes: Notes,
    /// The headers around the innermost TCP/IP.
    pub layers: Layers<'a>,
}

impl TcpPacket<'_> {
    /// Checks the segment's checksum, pseudo header included. Unverified when octets are missing: in a fragment, or
    /// in a truncated capture.
    pub fn checksum_status(&self) -> ChecksumStatus {
        if self.notes.contains(Notes::FIRST_FRAGMENT) {
            return ChecksumStatus::Unverified(Unverified::Fragment);
        }
        ChecksumStatus::of(self.source, self.destination, self.segment.octets(), self.segment.length())
    }
}

/// How far to follow the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether to look into tunnels; without, a tunnel is an IP protocol like any other.
    pub tunnels: bool,
    /// The most headers to follow around the innermost TCP/IP; above [`MAX_HEADERS`] it is taken for that.
    pub max_headers: u8,
}

impl Default for Options {
    fn default() -> Options {
        Options { tunnels: true, max_headers: MAX_HEADERS }
    }
}

/// Reads a captured frame down to the innermost TCP segment.
///
/// `original_len` is the frame's length on the wire; less than `octets` are is taken for as many.
///
/// ```
/// use synfin_wire::decode::{Decoded, decode};
/// use synfin_wire::numbers::LinkType;
///
/// let octets = [
///     0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, // IPv4
///     0, 23, 0xd3, 0xbb, 0, 0, 1, 0xa2, 0, 0, 0, 0xcb, 0x50, 0x11, 0x20, 0, 0, 0, 0, 0, // TCP
/// ];
/// let Decoded::Tcp(packet) = decode(LinkType::RAW, &octets, 40) else { panic!("this is TCP") };
/// assert_eq!(packet.segment.source_port(), 23);
/// assert_eq!((packet.segment_offset, packet.ip_len), (20, 40));
/// assert!(packet.layers.is_empty());
/// ```
#[inline]
pub fn decode(link_type: LinkType, octets: &[u8], original_len: u32) -> Decoded<'_> {
    decode_with(Options::default(), link_type, octets, original_len)
}

/// [`decode`], following the layers as far as `options` say.
#[inline]
pub fn decode_with(options: Options, link_type: LinkType, octets: &[u8], original_len: u32) -> Decoded<'_> {
    let max_headers = options.max_headers.min(MAX_HEADERS);
    let origin = Origin { tunnels: options.tunnels, max_headers, link_type, octets, original_len };
    // Nearly all frames end here: TCP directly above plain IP in an untagged Ethernet frame. The walk would find the same;
    // but it hands what it finds from function to function through memory, and that costs many times as much as the
    // reading. An arm for each version of IP, so that neither has to remember which it was.
    match Frame::plain(link_type, octets) {
        Some((EtherType::IPV4, inner)) => {
            if let Some(found) =
                plain(Packet::plain_ipv4(inner, origin.on_wire_in(inner)), origin.offset_of(inner))
            {
                return Decoded::Tcp(tcp_packet(origin, &found));
            }
        }
        Some((EtherType::IPV6, inner)) => {
            if let Some(found) =
                plain(Packet::plain_ipv6(inner, origin.on_wire_in(inner)), origin.offset_of(inner))
            {
                return Decoded::Tcp(tcp_packet(origin, &found));
            }
        }
        _ => {}
    }
    anything(origin)
}

/// A plain packet with a TCP header in it; `None` for all else, well or ill.
#[inline]
fn plain(packet: Option<Packet<'_>>, offset: u32) -> Option<TcpFound<'_>> {
    let packet = packet?;
    // With both known, the compiler leaves out the error that parsing a segment may end in.
    let whole = packet.payload.len() >= FIXED_LEN && packet.payload_len >= FIXED_LEN as u32;
    if packet.protocol != IpProtocol::TCP || !whole {
        return None;
    }
    let segment = Segment::parse(packet.payload, packet.payload_len).ok()?;
    Some(TcpFound { segment, offset, notes: packet.notes, headers: 0, packet })
}

/// Everything, by the general way.
#[inline(never)]
fn anything(origin: Origin<'_>) -> Decoded<'_> {
    match origin.walk(&mut |_| {}) {
        Ok(Found::Tcp(found)) => Decoded::Tcp(tcp_packet(origin, &found)),
        Ok(Found::NotTcp(not_tcp)) => Decoded::NotTcp(not_tcp),
        Err(error) => Decoded::Failed(error),
    }
}

#[expect(clippy::inline_always, reason = "called, it would take its arguments through memory, see above")]
#[inline(always)]
fn tcp_packet<'a>(origin: Origin<'a>, found: &TcpFound<'a>) -> TcpPacket<'a> {
    let TcpFound { ref packet, segment, offset, notes, headers } = *found;
    let end = offset.saturating_add(packet.total_len);
    TcpPacket {
        segment,
        segment_offset: offset + packet.header_len(),
        source: packet.source(),
        destination: packet.destination(),
        identification: packet.identification(),
        ip_len: packet.total_len,
        ttl: packet.ttl(),
        notes: if notes.contains(Notes::PADDED) {
            notes.with_if(Notes::FCS, has_check_sequence(origin.link_type, origin.on_wire(), end))
        } else {
            notes
        },
        layers: Layers { origin, count: headers },
    }
}

/// Ethernet pads to 60 octets and no further: the four octets behind a longer packet, or behind the padding of a shorter
/// one, are the check sequence, which some interfaces leave on. `end` is that of the packet.
#[inline]
fn has_check_sequence(link_type: LinkType, on_wire: u32, end: u32) -> bool {
    link_type == LinkType::ETHERNET && on_wire.saturating_sub(4) == end.max(60)
}

/// The headers around the innermost TCP/IP, outermost first; read again from the frame when asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers<'a> {
    origin: Origin<'a>,
    count: u8,
}

impl<'a> Layers<'a> {
    /// How many: at most [`MAX_HEADERS`].
    #[inline]
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether TCP/IP stands directly behind an untagged link header.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Each header; its [`Display`](core::fmt::Display) is its text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Header<'a>> + use<'a> {
        let none = Header { kind: HeaderKind::Frame, offset: 0, detail: 0, octets: &[] };
        let mut headers = [none; MAX_HEADERS as usize];
        if self.count > 0 {
            let mut places = headers.iter_mut();
            let mut keep = |header| {
                if let Some(place) = places.next() {
                    *place = header;
                }
            };
            // What it returns was returned before: only the headers on the way are of interest.
            let _ = self.origin.walk(&mut keep);
        }
        headers.into_iter().take(self.len())
    }
}
