//! From a captured frame to the TCP segment within: the one place where the layers meet.
//!
//! A frame, a packet, a tunnel and a segment know nothing of each other. Here each is handed what the one before it
//! found, by loop, until there is a segment or the octets turn out to be something else.

use crate::decode::tcp_packet::TcpPacket;
use crate::decode::walk::{Found, Origin, TcpFound};
use crate::error::ParseError;
use crate::frame::frame::Frame;
use crate::not_tcp::NotTcp;
use crate::notes::Notes;
use crate::numbers::{EtherType, IpProtocol, LinkType};
use crate::packet::plain::Plain;
use crate::segment::header::Segment;

pub mod layers;
pub mod tcp_packet;
mod walk;

/// The most headers followed around the innermost TCP/IP: tags, tunnels, packets and frames.
pub const MAX_HEADERS: u8 = walk::MAX_HEADERS;

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

const _: () = assert!(size_of::<Decoded<'_>>() == size_of::<TcpPacket<'_>>());

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
/// assert_eq!((packet.segment_offset(), packet.ip_len()), (20, 40));
/// assert!(packet.layers().is_empty());
/// ```
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
pub fn decode(link_type: LinkType, octets: &[u8], original_len: u32) -> Decoded<'_> {
    decode_with(Options::default(), link_type, octets, original_len)
}

/// [`decode`], following the layers as far as `options` say.
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
pub fn decode_with(options: Options, link_type: LinkType, octets: &[u8], original_len: u32) -> Decoded<'_> {
    let max_headers = options.max_headers.min(MAX_HEADERS);
    let origin = Origin { octets, original_len, link_type, tunnels: options.tunnels, max_headers };
    // Nearly all frames end here. The walk would find the same; but it hands what it finds from function to function
    // through memory, and that costs many times as much as the reading. (The origin is made here and not by a function that
    // `decode_to` could share: the compiler then keeps what nobody reads, 15 instructions of 73.)
    match untagged(origin) {
        Some(packet) => Decoded::Tcp(packet),
        None => anything(origin),
    }
}

/// The same told to `tell` instead of returned: what is told of a plain packet then need not stand in the same memory as what
/// is told of all else, and so it can stay in registers.
#[expect(clippy::inline_always, reason = "called, it would pass its result through memory")]
#[inline(always)]
pub(crate) fn decode_to<'a>(
    link_type: LinkType,
    octets: &'a [u8],
    original_len: u32,
    tell: &mut impl FnMut(Decoded<'a>),
) {
    let origin = Origin { octets, original_len, link_type, tunnels: true, max_headers: MAX_HEADERS };
    match untagged(origin) {
        Some(packet) => tell(Decoded::Tcp(packet)),
        None => anything_to(origin, tell),
    }
}

#[inline(never)]
fn anything_to<'a>(origin: Origin<'a>, tell: &mut impl FnMut(Decoded<'a>)) {
    tell(anything(origin));
}

/// TCP directly above plain IP in an untagged Ethernet frame; `None` for all else.
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
fn untagged(origin: Origin<'_>) -> Option<TcpPacket<'_>> {
    let (ether_type, inner) = Frame::plain(origin.link_type, origin.octets)?;
    segment_in(origin, ether_type, inner, Notes::NONE, 0)
}

/// A plain packet with a TCP header in it, `inner` to the end of the frame; `None` for all else, well or ill. `notes` were
/// made on the way, and as many `headers` were passed.
#[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
#[inline(always)]
fn segment_in<'a>(
    origin: Origin<'a>,
    ether_type: EtherType,
    inner: &'a [u8],
    notes: Notes,
    headers: u8,
) -> Option<TcpPacket<'a>> {
    let Plain { header_len, total_len, rest } = Plain::read(ether_type, inner, IpProtocol::TCP)?;
    let segment = Segment::whole(rest, total_len.checked_sub(header_len)?)?;
    let notes = notes | Notes::of_lengths(total_len, inner.len(), origin.on_wire_in(inner));
    let offset = origin.offset_of(inner);
    Some(TcpPacket::new(origin, TcpFound { segment, offset, header_len, notes, headers }))
}

/// Everything, by the general way.
#[cold]
#[inline(never)]
fn anything(origin: Origin<'_>) -> Decoded<'_> {
    if let Some(packet) = behind_tag(origin) {
        return Decoded::Tcp(packet);
    }
    match origin.walk(&mut |_| {}) {
        Ok(Found::Tcp(found)) => Decoded::Tcp(TcpPacket::new(origin, found)),
        Ok(Found::NotTcp(not_tcp)) => Decoded::NotTcp(not_tcp),
        Err(error) => Decoded::Failed(error),
    }
}

/// The quick way again, for Ethernet frames with one VLAN tag.
#[inline]
fn behind_tag(origin: Origin<'_>) -> Option<TcpPacket<'_>> {
    let (ether_type, inner) = Frame::plain_behind_tag(origin.link_type, origin.octets)?;
    if origin.max_headers == 0 {
        return None;
    }
    segment_in(origin, ether_type, inner, Notes::TAGGED, 1)
}
