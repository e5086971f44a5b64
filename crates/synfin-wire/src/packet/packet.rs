//! A packet: its ends, its protocol, and a payload as long as IP says.

use crate::error::{Layer, LengthSource, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::fragment::Fragment;
use crate::packet::{extension, ipv4, ipv6};
use core::net::{IpAddr, Ipv4Addr};

/// An IPv4 or IPv6 packet whose headers are read. It borrows the octets that it was parsed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    pub(crate) fixed: Fixed<'a>,
    /// What the payload is, behind all extension headers.
    pub protocol: IpProtocol,
    /// What was odd.
    pub notes: Notes,
    /// The fields of a fragment; `None` when the packet is whole and says no more about it.
    pub fragment: Option<Fragment>,
    /// Octets of payload by the length field; with [`Notes::TSO`], by the length of the frame.
    pub payload_len: u32,
    /// Octets of the whole packet by the same field: header, extension headers, payload.
    pub total_len: u32,
    /// The header with its options or extension headers.
    pub header: &'a [u8],
    /// The payload as far as it was captured: never padding, never longer than `payload_len`.
    pub payload: &'a [u8],
}

/// The part of a header that every packet has. Fields are read from it when they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fixed<'a> {
    V4(&'a [u8; ipv4::FIXED]),
    V6(&'a [u8; ipv6::FIXED]),
}

impl<'a> Packet<'a> {
    /// Reads the packet that starts at the first of `octets`.
    ///
    /// `on_wire` is how many octets the layer below had from there on, before any were left out by a snapshot length
    /// (never fewer than `octets`). It stands in for a length field of 0.
    ///
    /// Errors: a header that is cut short, a version that is neither 4 nor 6, a header length or a total length that
    /// cannot be, too many extension headers.
    ///
    /// ```
    /// use synfin_wire::numbers::IpProtocol;
    /// use synfin_wire::packet::packet::Packet;
    ///
    /// // A total length of 22, and four octets of padding behind.
    /// let octets = [
    ///     0x45, 0, 0, 22, 0, 1, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0xaa, 0xbb, 0, 0, 0, 0,
    /// ];
    /// let packet = Packet::parse(&octets, 26)?;
    /// assert_eq!(packet.protocol, IpProtocol::TCP);
    /// assert_eq!(packet.payload, [0xaa, 0xbb]);
    /// assert_eq!(packet.notes.to_string(), "padded");
    /// # Ok::<(), synfin_wire::error::ParseError>(())
    /// ```
    pub fn parse(octets: &'a [u8], on_wire: u32) -> Result<Packet<'a>, ParseError> {
        let on_wire = on_wire.max(octets.len() as u32);
        match octets.first().map(|first| first >> 4) {
            Some(4) => ipv4::read(octets, on_wire),
            Some(6) => ipv6::read(octets, on_wire),
            version => Err(neither(version, on_wire)),
        }
    }

    /// The same for IPv4 without options that is no fragment; `None` for all else, well or ill. It calls nothing, so
    /// that its result stays in registers.
    #[inline]
    pub(crate) fn plain_ipv4(octets: &'a [u8], on_wire: u32) -> Option<Packet<'a>> {
        ipv4::plain(octets, on_wire)
    }

    /// The same for IPv6 without extension headers.
    #[inline]
    pub(crate) fn plain_ipv6(octets: &'a [u8], on_wire: u32) -> Option<Packet<'a>> {
        ipv6::plain(octets, on_wire)
    }

    /// The end that sent it: with a home address option, the home address (RFC 6275, section 6.3).
    #[inline]
    pub fn source(&self) -> IpAddr {
        match self.fixed {
            Fixed::V4(&[_, _, _, _, _, _, _, _, _, _, _, _, a, b, c, d, ..]) => {
                Ipv4Addr::new(a, b, c, d).into()
            }
            Fixed::V6(fixed) if self.notes.contains(Notes::REROUTED) => {
                extension::home(self.header, fixed).into()
            }
            Fixed::V6(fixed) => ipv6::source(fixed).into(),
        }
    }

    /// The end that it is for: with a source route, the last address of the route, as TCP's pseudo header wants it
    /// (RFC 8200, section 8.1).
    #[inline]
    pub fn destination(&self) -> IpAddr {
        match self.fixed {
            Fixed::V4(fixed) if self.notes.contains(Notes::REROUTED) => {
                ipv4::end_of_route(self.header, fixed).into()
            }
            Fixed::V4(&[.., a, b, c, d]) => Ipv4Addr::new(a, b, c, d).into(),
            Fixed::V6(fixed) if self.notes.contains(Notes::REROUTED) => {
                extension::end_of_route(self.header, fixed).into()
            }
            Fixed::V6(fixed) => ipv6::destination(fixed).into(),
        }
    }

    /// IPv4: time to live; IPv6: hop limit.
    #[inline]
    pub const fn ttl(&self) -> u8 {
        match self.fixed {
            Fixed::V4(fixed) => fixed[8],
            Fixed::V6(fixed) => fixed[7],
        }
    }

    /// The identification field of IPv4; IPv6 has none outside its fragment header.
    #[inline]
    pub const fn identification(&self) -> Option<u16> {
        match self.fixed {
            Fixed::V4(fixed) => Some(u16::from_be_bytes([fixed[4], fixed[5]])),
            Fixed::V6(_) => None,
        }
    }

    /// Whether this is IPv4.
    #[inline]
    pub const fn is_ipv4(&self) -> bool {
        matches!(self.fixed, Fixed::V4(_))
    }

    /// Octets of the header, with its options or extension headers.
    #[inline]
    pub fn header_len(&self) -> u32 {
        self.header.len() as u32
    }

    /// Whether this is a fragment without the beginning of the payload.
    #[inline]
    pub fn is_later_fragment(&self) -> bool {
        self.fragment.is_some_and(|fragment| fragment.is_later())
    }
}

#[cold]
fn neither(version: Option<u8>, on_wire: u32) -> ParseError {
    let reason = match version {
        Some(version) => Reason::BadVersion { version },
        None => Reason::CutShort { need: 20, by: who_cut(0, on_wire) },
    };
    ParseError::new(Layer::Packet, 0, reason)
}

/// Who left only `captured` octets of `declared`.
pub(crate) const fn who_cut(captured: usize, declared: u32) -> LengthSource {
    if (captured as u32) < declared { LengthSource::Snaplen } else { LengthSource::LengthAbove }
}
