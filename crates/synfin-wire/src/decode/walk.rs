//! The general way from a frame to the segment within: header by header, by loop.

use crate::error::{Kind, Layer, LengthSource, ParseError, Reason};
use crate::frame::frame::Frame;
use crate::header::{Header, HeaderKind};
use crate::not_tcp::NotTcp;
use crate::notes::Notes;
use crate::numbers::{EtherType, IpProtocol, LinkType, Protocol};
use crate::packet::packet::Packet;
use crate::reader;
use crate::segment::header::Segment;
use crate::tunnel::tunnel::Tunnel;

/// The most headers followed around the innermost TCP/IP: tags, tunnels, packets and frames.
pub(crate) const MAX_HEADERS: u8 = 16;

/// What the walk ends at.
pub(crate) enum Found<'a> {
    Tcp(TcpFound<'a>),
    NotTcp(NotTcp),
}

/// A segment, and where the innermost packet that holds it is.
#[derive(Clone, Copy)]
pub(crate) struct TcpFound<'a> {
    pub(crate) segment: Segment<'a>,
    /// Of the IP header, counted from the first octet of the frame.
    pub(crate) offset: u32,
    /// Octets of the IP header.
    pub(crate) header_len: u32,
    /// Those of all layers.
    pub(crate) notes: Notes,
    /// How many headers were passed.
    pub(crate) headers: u8,
}

/// All that decoding starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin<'a> {
    pub(crate) octets: &'a [u8],
    pub(crate) original_len: u32,
    pub(crate) link_type: LinkType,
    pub(crate) tunnels: bool,
    /// At most [`MAX_HEADERS`].
    pub(crate) max_headers: u8,
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

/// Is told every header that is passed on the way to the innermost packet.
type Witness<'w, 'a> = &'w mut dyn FnMut(Header<'a>);

impl<'a> Origin<'a> {
    /// Octets of the frame on the wire.
    #[inline]
    pub(crate) fn on_wire(&self) -> u32 {
        self.original_len.max(self.octets.len() as u32)
    }

    /// The same for the last part of the frame: `octets` and what was not captured behind them.
    #[inline]
    pub(crate) fn on_wire_in(&self, octets: &[u8]) -> u32 {
        self.on_wire().wrapping_sub(self.offset_of(octets))
    }

    /// Where `octets`, the last part of the frame, begin.
    #[inline]
    pub(crate) fn offset_of(&self, octets: &[u8]) -> u32 {
        self.octets.len().wrapping_sub(octets.len()) as u32
    }

    /// Follows the headers to the innermost packet, and tells `witness` each that is passed.
    pub(crate) fn walk(self, witness: Witness<'_, 'a>) -> Result<Found<'a>, ParseError> {
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
                        Ok(found) => return Ok(found),
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
                        return Ok(Found::NotTcp(NotTcp::Other(within)));
                    }
                    within
                }
                other => return Ok(Found::NotTcp(NotTcp::Other(other))),
            };
        }
    }

    /// Goes behind the link header and the tags of `frame`.
    fn frame(
        self,
        place: &mut Place<'a>,
        witness: Witness<'_, 'a>,
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
    fn packet(
        self,
        place: &mut Place<'a>,
        witness: Witness<'_, 'a>,
    ) -> Result<Result<Found<'a>, Protocol>, ParseError> {
        let packet = Packet::parse(place.octets, place.on_wire).map_err(|error| place.told(error))?;
        // What a fragment around this packet leaves out came in other frames.
        let in_fragment = place.notes.contains(Notes::FIRST_FRAGMENT);
        place.notes |= if in_fragment { packet.notes.without(Notes::OVERLONG) } else { packet.notes };
        if packet.is_later_fragment() {
            return Ok(Ok(Found::NotTcp(NotTcp::LaterFragment(packet.protocol))));
        }
        if packet.protocol == IpProtocol::TCP {
            return Origin::segment(place, &packet).map(Ok);
        }
        self.not_tcp(place, witness, &packet)
    }

    fn segment(place: &Place<'a>, packet: &Packet<'a>) -> Result<Found<'a>, ParseError> {
        let segment = match Segment::parse(packet.payload, packet.payload_len) {
            Ok(segment) => segment,
            Err(error) => {
                return no_segment(
                    error.shifted_by(place.offset.saturating_add(packet.header_len())),
                    packet,
                );
            }
        };
        let &Place { offset, notes, headers, .. } = place;
        Ok(Found::Tcp(TcpFound { segment, offset, header_len: packet.header_len(), notes, headers }))
    }

    /// A tunnel, an ICMP error, or something else.
    fn not_tcp(
        self,
        place: &mut Place<'a>,
        witness: Witness<'_, 'a>,
        packet: &Packet<'a>,
    ) -> Result<Result<Found<'a>, Protocol>, ParseError> {
        let other = Found::NotTcp(NotTcp::Other(Protocol::IpProtocol(packet.protocol)));
        if packet.protocol == IpProtocol::ICMP || packet.protocol == IpProtocol::ICMPV6 {
            let offset = place.offset.saturating_add(packet.header_len());
            return Ok(Ok(quoted(packet, offset).map_or(other, Found::NotTcp)));
        }
        if !self.tunnels {
            return Ok(Ok(other));
        }
        let header_len = packet.header_len();
        let tunnel = Tunnel::parse(packet.protocol, packet.payload, packet.payload_len)
            .map_err(|error| place.told(error.shifted_by(header_len)))?;
        let Some(tunnel) = tunnel else { return Ok(Ok(other)) };
        let kind = if packet.is_ipv4() { HeaderKind::Ipv4 } else { HeaderKind::Ipv6 };
        self.pass(place, witness, kind, 0, 0)?;
        if let Some((kind, detail)) = tunnel.header {
            self.pass(place, witness, kind, detail, header_len.saturating_add(tunnel.header_offset))?;
        }
        place.notes |= Notes::TUNNELLED;
        place.enter(tunnel.payload, header_len.saturating_add(tunnel.offset), tunnel.payload_len);
        Ok(Err(tunnel.protocol))
    }

    /// Tells the witness of a header `at` octets behind the place, and counts it.
    fn pass(
        self,
        place: &mut Place<'a>,
        witness: Witness<'_, 'a>,
        kind: HeaderKind,
        detail: u32,
        at: u32,
    ) -> Result<(), ParseError> {
        let offset = place.offset.saturating_add(at);
        if place.headers >= self.max_headers {
            return Err(too_deep(kind, offset, self.max_headers));
        }
        place.headers = place.headers.saturating_add(1);
        witness(Header { kind, offset, detail, octets: self.octets.get(offset as usize..).unwrap_or(&[]) });
        Ok(())
    }
}

impl<'a> Place<'a> {
    /// Goes on to `octets`, which begin `at` octets behind the place.
    fn enter(&mut self, octets: &'a [u8], at: u32, on_wire: u32) {
        self.octets = octets;
        self.offset = self.offset.saturating_add(at);
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
fn no_segment<'a>(error: ParseError, packet: &Packet<'a>) -> Result<Found<'a>, ParseError> {
    let tiny = packet.notes.contains(Notes::FIRST_FRAGMENT)
        && error.kind() == Kind::CutShort
        && packet.payload.len() as u32 == packet.payload_len;
    if tiny { Ok(Found::NotTcp(NotTcp::TinyFragment)) } else { Err(error) }
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
    is_tcp.then_some(NotTcp::QuotedTcp { offset: offset.saturating_add(8) })
}
