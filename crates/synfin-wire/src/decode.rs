//! From a captured frame to the TCP segment within: the one place where the layers meet.
//!
//! A frame, a packet, a tunnel and a segment know nothing of each other. Here each is handed what the one before it
//! found, by loop, until there is a segment or the octets turn out to be something else.

use crate::checksum::{ChecksumStatus, Unverified};
use crate::error::{Kind, Layer, LengthSource, ParseError, Reason};
use crate::frame::frame::Frame;
use crate::header::{Header, HeaderKind};
use crate::not_tcp::NotTcp;
use crate::notes::Notes;
use crate::numbers::{EtherType, IpProtocol, LinkType, Protocol};
use crate::packet::packet::Packet;
use crate::reader;
use crate::segment::header::{FIXED_LEN, Segment};
use crate::tunnel::tunnel::Tunnel;
use core::net::IpAddr;

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
    let origin = Origin { options, link_type, octets, original_len };
    // Nearly all frames end here. An arm for each version, so that neither has to remember which it was.
    match Frame::plain(link_type, octets) {
        Some((EtherType::IPV4, inner)) => {
            let packet = Packet::plain_ipv4(inner, origin.on_wire_in(inner));
            if let Some((packet, segment)) = plain_segment(packet) {
                return Decoded::Tcp(origin.plain(&packet, segment, inner));
            }
        }
        Some((EtherType::IPV6, inner)) => {
            let packet = Packet::plain_ipv6(inner, origin.on_wire_in(inner));
            if let Some((packet, segment)) = plain_segment(packet) {
                return Decoded::Tcp(origin.plain(&packet, segment, inner));
            }
        }
        _ => {}
    }
    origin.anything()
}

/// The segment of a plain packet; `None` for all others, well or ill.
#[inline]
fn plain_segment(packet: Option<Packet<'_>>) -> Option<(Packet<'_>, Segment<'_>)> {
    let packet = packet?;
    // With both known, the compiler leaves out the error that parsing a segment may end in.
    let whole = packet.payload.len() >= FIXED_LEN && packet.payload_len >= FIXED_LEN as u32;
    if packet.protocol != IpProtocol::TCP || !whole {
        return None;
    }
    let segment = Segment::parse(packet.payload, packet.payload_len).ok()?;
    Some((packet, segment))
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
        let mut list = List { headers: [none; MAX_HEADERS as usize], count: 0 };
        if self.count > 0 {
            // What it returns was returned before: only the headers on the way are of interest.
            let _ = self.origin.walk(&mut list);
        }
        list.headers.into_iter().take(list.count)
    }
}

/// Is told every header that is passed on the way to the innermost packet.
trait Witness<'a> {
    fn pass(&mut self, header: Header<'a>);
}

struct Nobody;

impl Witness<'_> for Nobody {
    #[inline]
    fn pass(&mut self, _: Header<'_>) {}
}

struct List<'a> {
    headers: [Header<'a>; MAX_HEADERS as usize],
    count: usize,
}

impl<'a> Witness<'a> for List<'a> {
    fn pass(&mut self, header: Header<'a>) {
        if let Some(place) = self.headers.get_mut(self.count) {
            *place = header;
            self.count += 1;
        }
    }
}

/// All that decoding starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Origin<'a> {
    options: Options,
    link_type: LinkType,
    octets: &'a [u8],
    original_len: u32,
}

/// Where in the frame the walk is, and what it has seen so far.
struct Place<'a> {
    protocol: Protocol,
    octets: &'a [u8],
    /// Octets from here on that were on the wire, captured or not.
    on_wire: u32,
    /// Of the first of `octets`, counted from the first octet of the frame.
    offset: u32,
    notes: Notes,
    headers: u8,
}

impl<'a> Origin<'a> {
    /// TCP directly above plain IP in an untagged Ethernet frame; `octets` are those of the packet.
    ///
    /// What [`walk`](Origin::walk) would find too. But the walk hands what it finds from function to function through
    /// memory, and that costs many times as much as the reading.
    #[expect(clippy::inline_always, reason = "called, it would take its arguments through memory, see above")]
    #[inline(always)]
    fn plain(self, packet: &Packet<'a>, segment: Segment<'a>, octets: &'a [u8]) -> TcpPacket<'a> {
        let offset = (self.octets.len() - octets.len()) as u32;
        self.tcp_packet(packet, segment, offset, packet.notes, 0)
    }

    /// Everything, by the general way.
    #[inline(never)]
    fn anything(self) -> Decoded<'a> {
        self.walk(&mut Nobody).unwrap_or_else(Decoded::Failed)
    }

    /// Octets of the frame on the wire.
    #[inline]
    fn on_wire(&self) -> u32 {
        self.original_len.max(self.octets.len() as u32)
    }

    /// The same for the last part of the frame: `octets` and what was not captured behind them.
    #[inline]
    fn on_wire_in(&self, octets: &[u8]) -> u32 {
        self.on_wire() - (self.octets.len() - octets.len()) as u32
    }

    fn walk<W: Witness<'a>>(self, witness: &mut W) -> Result<Decoded<'a>, ParseError> {
        let mut place = Place {
            protocol: Protocol::Frame(self.link_type),
            octets: self.octets,
            on_wire: self.on_wire(),
            offset: 0,
            notes: Notes::NONE,
            headers: 0,
        };
        // Every turn of the loop passes a header or ends: the limit on headers bounds the loop.
        loop {
            place.protocol = match place.protocol {
                Protocol::EtherType(EtherType::IPV4 | EtherType::IPV6) | Protocol::Ip => {
                    match self.packet(&mut place, witness)? {
                        Ok(decoded) => return Ok(decoded),
                        Err(within) => within,
                    }
                }
                Protocol::Frame(link_type) => {
                    if place.offset > 0 {
                        let detail = link_type.0.into();
                        self.pass(&mut place, witness, HeaderKind::Frame, detail, 0)?;
                    }
                    let frame = Frame::parse(link_type, place.octets);
                    self.frame(&mut place, witness, frame)?
                }
                Protocol::EtherType(ether_type) => {
                    // Only what a tunnel named can still be a tag: a frame has taken its own off.
                    let passed = place.headers;
                    let frame = Frame::tagged(ether_type, place.octets);
                    let within = self.frame(&mut place, witness, frame)?;
                    if place.headers == passed {
                        return Ok(Decoded::NotTcp(NotTcp::Other(within)));
                    }
                    within
                }
                other => return Ok(Decoded::NotTcp(NotTcp::Other(other))),
            };
        }
    }

    /// Goes behind the link header and the tags of `frame`.
    fn frame<W: Witness<'a>>(
        self,
        place: &mut Place<'a>,
        witness: &mut W,
        frame: Result<Frame<'a>, ParseError>,
    ) -> Result<Protocol, ParseError> {
        let frame = frame.map_err(|error| place.told(error))?;
        for tag in frame.tags() {
            place.notes |= Notes::TAGGED;
            self.pass(place, witness, tag.kind, tag.detail, tag.offset)?;
        }
        place.enter(frame.payload, frame.offset, place.on_wire.saturating_sub(frame.offset));
        Ok(frame.protocol)
    }

    /// Reads a packet: `Ok` what it turned out to be, `Err` what the tunnel in it holds.
    fn packet<W: Witness<'a>>(
        self,
        place: &mut Place<'a>,
        witness: &mut W,
    ) -> Result<Result<Decoded<'a>, Protocol>, ParseError> {
        let packet = Packet::parse(place.octets, place.on_wire).map_err(|error| place.told(error))?;
        // What a fragment around this packet leaves out came in other frames.
        let in_fragment = place.notes.contains(Notes::FIRST_FRAGMENT);
        place.notes |= if in_fragment { packet.notes.without(Notes::OVERLONG) } else { packet.notes };
        if packet.is_later_fragment() {
            return Ok(Ok(Decoded::NotTcp(NotTcp::LaterFragment(packet.protocol))));
        }
        if packet.protocol == IpProtocol::TCP {
            return self.segment(place, &packet).map(Ok);
        }
        self.not_tcp(place, witness, &packet)
    }

    fn segment(self, place: &Place<'a>, packet: &Packet<'a>) -> Result<Decoded<'a>, ParseError> {
        let segment = match Segment::parse(packet.payload, packet.payload_len) {
            Ok(segment) => segment,
            Err(error) => return no_segment(error.shifted_by(place.offset + packet.header_len()), packet),
        };
        Ok(Decoded::Tcp(self.tcp_packet(packet, segment, place.offset, place.notes, place.headers)))
    }

    /// `offset` is that of the IP header.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn tcp_packet(
        self,
        packet: &Packet<'a>,
        segment: Segment<'a>,
        offset: u32,
        notes: Notes,
        headers: u8,
    ) -> TcpPacket<'a> {
        let end = offset + packet.total_len;
        TcpPacket {
            segment,
            segment_offset: offset + packet.header_len(),
            source: packet.source(),
            destination: packet.destination(),
            identification: packet.identification(),
            ip_len: packet.total_len,
            ttl: packet.ttl(),
            notes: if notes.contains(Notes::PADDED) {
                notes.with_if(Notes::FCS, has_check_sequence(self.link_type, self.on_wire(), end))
            } else {
                notes
            },
            layers: Layers { origin: self, count: headers },
        }
    }

    /// A tunnel, an ICMP error, or something else.
    fn not_tcp<W: Witness<'a>>(
        self,
        place: &mut Place<'a>,
        witness: &mut W,
        packet: &Packet<'a>,
    ) -> Result<Result<Decoded<'a>, Protocol>, ParseError> {
        let other = Decoded::NotTcp(NotTcp::Other(Protocol::IpProtocol(packet.protocol)));
        if packet.protocol == IpProtocol::ICMP || packet.protocol == IpProtocol::ICMPV6 {
            let offset = place.offset + packet.header_len();
            return Ok(Ok(quoted(packet, offset).map_or(other, Decoded::NotTcp)));
        }
        if !self.options.tunnels {
            return Ok(Ok(other));
        }
        let header_len = packet.header_len();
        let tunnel = Tunnel::parse(packet.protocol, packet.payload, packet.payload_len)
            .map_err(|error| place.told(error.shifted_by(header_len)))?;
        let Some(tunnel) = tunnel else { return Ok(Ok(other)) };
        let kind = if packet.is_ipv4() { HeaderKind::Ipv4 } else { HeaderKind::Ipv6 };
        self.pass(place, witness, kind, 0, 0)?;
        if let Some((kind, detail)) = tunnel.header {
            self.pass(place, witness, kind, detail, header_len + tunnel.header_offset)?;
        }
        place.notes |= Notes::TUNNELLED;
        place.enter(tunnel.payload, header_len + tunnel.offset, tunnel.payload_len);
        Ok(Err(tunnel.protocol))
    }

    /// Tells the witness of a header `at` octets behind the place, and counts it.
    fn pass<W: Witness<'a>>(
        self,
        place: &mut Place<'a>,
        witness: &mut W,
        kind: HeaderKind,
        detail: u32,
        at: u32,
    ) -> Result<(), ParseError> {
        let offset = place.offset + at;
        let limit = self.options.max_headers.min(MAX_HEADERS);
        if place.headers >= limit {
            return Err(too_deep(kind, offset, limit));
        }
        place.headers += 1;
        witness.pass(Header {
            kind,
            offset,
            detail,
            octets: self.octets.get(offset as usize..).unwrap_or(&[]),
        });
        Ok(())
    }
}

impl<'a> Place<'a> {
    /// Goes on to `octets`, which begin `at` octets behind the place.
    fn enter(&mut self, octets: &'a [u8], at: u32, on_wire: u32) {
        self.octets = octets;
        self.offset += at;
        self.on_wire = on_wire.max(octets.len() as u32);
    }

    /// An error of a layer that began here, as seen from the whole frame: where it is, and who cut.
    #[cold]
    fn told(&self, error: ParseError) -> ParseError {
        let error = error.shifted_by(self.offset);
        if (self.octets.len() as u32) < self.on_wire {
            error
        } else {
            reader::cut_by(error, LengthSource::LengthAbove)
        }
    }
}

/// Ethernet pads to 60 octets and no further: the four octets behind a longer packet, or behind the padding of a shorter
/// one, are the check sequence, which some interfaces leave on. `end` is that of the packet.
#[inline]
fn has_check_sequence(link_type: LinkType, on_wire: u32, end: u32) -> bool {
    link_type == LinkType::ETHERNET && on_wire == end.max(60) + 4
}

#[cold]
fn too_deep(kind: HeaderKind, offset: u32, limit: u8) -> ParseError {
    let layer = match kind {
        HeaderKind::Ipv4 | HeaderKind::Ipv6 => Layer::Packet,
        kind if kind.is_tunnel() => Layer::Tunnel,
        _ => Layer::Frame,
    };
    ParseError::new(layer, offset, Reason::TooDeep { limit })
}

/// No TCP header: a fragment that is too short for it breaks no rule.
#[cold]
fn no_segment<'a>(error: ParseError, packet: &Packet<'a>) -> Result<Decoded<'a>, ParseError> {
    let tiny = packet.notes.contains(Notes::FIRST_FRAGMENT)
        && error.kind() == Kind::CutShort
        && packet.payload.len() as u32 == packet.payload_len;
    if tiny { Ok(Decoded::NotTcp(NotTcp::TinyFragment)) } else { Err(error) }
}

/// The TCP packet that an ICMP error quotes behind its eight octets (RFC 792; RFC 4443, section 3), if it does.
fn quoted(packet: &Packet<'_>, offset: u32) -> Option<NotTcp> {
    let (&[kind, ..], quote) = packet.payload.split_first_chunk::<8>()?;
    let is_error = match packet.protocol {
        IpProtocol::ICMP => matches!(kind, 3 | 4 | 5 | 11 | 12),
        _ => matches!(kind, 1..=4),
    };
    if !is_error {
        return None;
    }
    let inner = Packet::parse(quote, 0).ok()?;
    let is_tcp = inner.protocol == IpProtocol::TCP && !inner.is_later_fragment();
    is_tcp.then_some(NotTcp::QuotedTcp { offset: offset + 8 })
}
