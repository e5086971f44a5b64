//! The fields of an IP header, read from it when they are asked for.

use crate::notes::Notes;
use crate::packet::{extension, ipv4, ipv6};
use core::net::{IpAddr, Ipv4Addr};

/// The header of a packet that was read: IPv4 with its options, or IPv6 with its extension headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IpHeader<'a> {
    octets: &'a [u8],
    rerouted: bool,
}

/// The part that every header has.
enum Fixed<'a> {
    V4(&'a [u8; ipv4::FIXED]),
    V6(&'a [u8; ipv6::FIXED]),
}

impl<'a> IpHeader<'a> {
    /// The header that is `octets`, of which [`Packet::parse`](crate::packet::packet::Packet::parse) said `notes`.
    #[inline]
    pub(crate) const fn new(octets: &'a [u8], notes: Notes) -> IpHeader<'a> {
        IpHeader { octets, rerouted: notes.contains(Notes::REROUTED) }
    }

    /// The octets, from the one with the version on.
    #[inline]
    pub const fn octets(&self) -> &'a [u8] {
        self.octets
    }

    /// The end that sent the packet: with a home address option, the home address (RFC 6275, section 6.3).
    #[inline]
    pub fn source(&self) -> IpAddr {
        match self.fixed() {
            Fixed::V4(&[_, _, _, _, _, _, _, _, _, _, _, _, a, b, c, d, ..]) => {
                Ipv4Addr::new(a, b, c, d).into()
            }
            Fixed::V6(fixed) if self.rerouted => extension::home(self.octets, fixed).into(),
            Fixed::V6(fixed) => ipv6::source(fixed).into(),
        }
    }

    /// The end that the packet is for: with a source route, the last address of the route, as TCP's pseudo header wants
    /// it (RFC 8200, section 8.1).
    #[inline]
    pub fn destination(&self) -> IpAddr {
        match self.fixed() {
            Fixed::V4(fixed) if self.rerouted => ipv4::end_of_route(self.octets, fixed).into(),
            Fixed::V4(&[.., a, b, c, d]) => Ipv4Addr::new(a, b, c, d).into(),
            Fixed::V6(fixed) if self.rerouted => extension::end_of_route(self.octets, fixed).into(),
            Fixed::V6(fixed) => ipv6::destination(fixed).into(),
        }
    }

    /// IPv4: time to live; IPv6: hop limit.
    #[inline]
    pub fn ttl(&self) -> u8 {
        match self.fixed() {
            Fixed::V4(&[_, _, _, _, _, _, _, _, ttl, ..]) => ttl,
            Fixed::V6(&[_, _, _, _, _, _, _, limit, ..]) => limit,
        }
    }

    /// The identification field of IPv4; IPv6 has none outside its fragment header.
    #[inline]
    pub fn identification(&self) -> Option<u16> {
        match self.fixed() {
            Fixed::V4(&[_, _, _, _, high, low, ..]) => Some(u16::from_be_bytes([high, low])),
            Fixed::V6(_) => None,
        }
    }

    /// Whether this is IPv4.
    #[inline]
    pub fn is_ipv4(&self) -> bool {
        matches!(self.fixed(), Fixed::V4(_))
    }

    #[inline]
    fn fixed(&self) -> Fixed<'a> {
        // Forty octets of IPv6 are there whenever the version says so: who reads a packet has seen to it.
        match (self.octets.first(), self.octets.first_chunk()) {
            (Some(first), Some(fixed)) if first >> 4 == 6 => Fixed::V6(fixed),
            _ => Fixed::V4(self.octets.first_chunk().unwrap_or(&[0; ipv4::FIXED])),
        }
    }
}
