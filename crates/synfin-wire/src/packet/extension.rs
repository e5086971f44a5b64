//! IPv6 extension headers (RFC 8200, section 4), and IPv4's one: authentication (RFC 4302).

use crate::error::{Layer, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::fragment::Fragment;
use crate::packet::ipv6;
use crate::packet::packet::{Packet, who_cut};
use crate::reader::{self, Read, Stop};
use core::net::Ipv6Addr;

/// The most extension headers followed in one packet.
pub(crate) const MAX_EXTENSIONS: u8 = 8;

/// RFC 2675, section 2.
const JUMBO_PAYLOAD: u8 = 0xc2;
/// A payload that long and its header still count in 32 bits.
const JUMBO_MAX: u32 = u32::MAX - ipv6::FIXED as u32;
/// RFC 6275, section 6.3.
const HOME_ADDRESS: u8 = 0xc9;

/// Whether `protocol` is an extension header that is followed. ESP is not: what it holds is encrypted.
#[inline]
pub(crate) const fn is_extension(protocol: IpProtocol) -> bool {
    // The first test is there for speed: it answers for nearly all packets.
    !matches!(protocol, IpProtocol::TCP | IpProtocol::UDP)
        && matches!(
            protocol,
            IpProtocol::HOP_BY_HOP
                | IpProtocol::ROUTING
                | IpProtocol::FRAGMENT
                | IpProtocol::AH
                | IpProtocol::DESTINATION_OPTIONS
                | IpProtocol::MOBILITY
                | IpProtocol::HIP
                | IpProtocol::SHIM6
        )
}

/// Follows the extension headers of an IPv6 packet; `octets` are all that were captured from its first on.
#[inline(never)]
pub(crate) fn behind_extensions<'a>(
    mut packet: Packet<'a>,
    octets: &'a [u8],
) -> Result<Packet<'a>, ParseError> {
    for _ in 0..MAX_EXTENSIONS {
        if !is_extension(packet.protocol) || packet.is_later_fragment() {
            return Ok(packet);
        }
        let (mut rest, header) = finish(extension(packet.protocol, packet.payload), &packet)?;
        if ends_here(packet.protocol, header) {
            return Ok(packet);
        }
        let first = packet.header_len() == ipv6::FIXED as u32;
        match packet.protocol {
            IpProtocol::HOP_BY_HOP if first && packet.notes.contains(Notes::TSO) => {
                if let Some(length) = jumbo(&packet, header)? {
                    packet.total_len = length.saturating_add(ipv6::FIXED as u32);
                    packet.payload_len = length;
                    packet.notes = Notes::JUMBO;
                    let end = octets.len().min(packet.total_len as usize);
                    rest = octets.get(header.len().saturating_add(ipv6::FIXED)..end).unwrap_or(&[]);
                }
            }
            IpProtocol::ROUTING if last_hop(header).is_some() => packet.notes |= Notes::REROUTED,
            IpProtocol::DESTINATION_OPTIONS if home_address(header).is_some() => {
                packet.notes |= Notes::REROUTED;
            }
            IpProtocol::FRAGMENT => set_fragment(&mut packet, header),
            _ => {}
        }
        pass(&mut packet, octets, header, rest);
    }
    if !is_extension(packet.protocol) || packet.is_later_fragment() {
        return Ok(packet);
    }
    let reason = Reason::TooManyExtensionHeaders { limit: MAX_EXTENSIONS };
    Err(ParseError::new(Layer::Packet, packet.header_len(), reason))
}

/// Follows the authentication headers of an IPv4 packet.
#[inline(never)]
pub(crate) fn behind_authentication<'a>(
    mut packet: Packet<'a>,
    octets: &'a [u8],
) -> Result<Packet<'a>, ParseError> {
    for _ in 0..MAX_EXTENSIONS {
        if packet.protocol != IpProtocol::AH {
            return Ok(packet);
        }
        let (rest, header) = finish(extension(IpProtocol::AH, packet.payload), &packet)?;
        pass(&mut packet, octets, header, rest);
    }
    let reason = Reason::TooManyExtensionHeaders { limit: MAX_EXTENSIONS };
    Err(ParseError::new(Layer::Packet, packet.header_len(), reason))
}

fn finish<'a>(read: Read<'a, &'a [u8]>, packet: &Packet<'a>) -> Result<(&'a [u8], &'a [u8]), ParseError> {
    let by = who_cut(packet.payload.len(), packet.payload_len);
    reader::finish(read, Layer::Packet, packet.payload)
        .map_err(|error| reader::cut_by(error.shifted_by(packet.header_len()), by))
}

/// Moves `header` from the payload to the headers.
fn pass<'a>(packet: &mut Packet<'a>, octets: &'a [u8], header: &'a [u8], rest: &'a [u8]) {
    packet.protocol = IpProtocol(header.first().copied().unwrap_or(0));
    let end = packet.header.len().saturating_add(header.len());
    packet.header = octets.get(..end).unwrap_or(octets);
    packet.payload = rest;
    packet.payload_len = packet.payload_len.saturating_sub(header.len() as u32);
}

/// Takes one header: at least 8 octets, the first of which names the next.
fn extension(protocol: IpProtocol, input: &[u8]) -> Read<'_, &[u8]> {
    let (_, &[_, length, ..]) = reader::array::<8>(input)?;
    let length = usize::from(length);
    let octets = match protocol {
        IpProtocol::FRAGMENT => 8,
        IpProtocol::AH if length == 0 => return Err(too_small(input)),
        IpProtocol::AH => length.saturating_add(2).saturating_mul(4),
        _ => length.saturating_add(1).saturating_mul(8),
    };
    reader::octets(octets, input)
}

/// RFC 4302, section 2.2: three words stand before the check value, and the length counts one of them.
#[cold]
fn too_small(input: &[u8]) -> nom::Err<Stop> {
    reader::stop(input, Reason::BadHeaderLength { octets: 8, least: 12 })
}

/// Mobility, HIP and Shim6 headers that say that nothing follows are messages themselves.
fn ends_here(protocol: IpProtocol, header: &[u8]) -> bool {
    matches!(protocol, IpProtocol::MOBILITY | IpProtocol::HIP | IpProtocol::SHIM6)
        && header.first() == Some(&IpProtocol::NO_NEXT_HEADER.0)
}

/// The value of the option `kind` among the options of `header`, and where it stands.
fn option(header: &[u8], kind: u8) -> Option<(usize, &[u8])> {
    let mut at = 2;
    while let Some(options) = header.get(at..) {
        match options {
            // One octet of padding.
            [0, ..] => at = at.saturating_add(1),
            [found, length, values @ ..] => {
                let value = values.get(..usize::from(*length))?;
                if *found == kind {
                    return Some((at, value));
                }
                at = at.saturating_add(value.len()).saturating_add(2);
            }
            _ => return None,
        }
    }
    None
}

/// RFC 2675, section 3: a length of no more than 65,535 is an error.
fn jumbo(packet: &Packet<'_>, header: &[u8]) -> Result<Option<u32>, ParseError> {
    let Some((at, value)) = option(header, JUMBO_PAYLOAD) else { return Ok(None) };
    let offset = packet.header_len().saturating_add(at as u32);
    match <[u8; 4]>::try_from(value).map(u32::from_be_bytes) {
        Ok(length) if length > 0xffff && length < JUMBO_MAX => Ok(Some(length)),
        Ok(length) => Err(ParseError::new(Layer::Packet, offset, Reason::BadLength { length })),
        Err(_) => {
            Err(ParseError::new(Layer::Packet, offset, Reason::BadLength { length: value.len() as u32 }))
        }
    }
}

/// The last address of a route that is not yet travelled: type 0 (RFC 2460), type 2 (RFC 6275), type 4, in which the
/// last stands first (RFC 8754).
fn last_hop(header: &[u8]) -> Option<[u8; 16]> {
    match *header {
        [_, _, _, 0, ..] => None,
        [_, _, 0, left, ..] if usize::from(left).saturating_mul(16).saturating_add(8) <= header.len() => {
            header.last_chunk().copied()
        }
        [_, _, 2 | 4, ..] => header.get(8..)?.first_chunk().copied(),
        _ => None,
    }
}

fn home_address(header: &[u8]) -> Option<[u8; 16]> {
    option(header, HOME_ADDRESS).and_then(|(_, value)| value.try_into().ok())
}

/// The extension headers of a packet once more, each with its number.
fn passed<'a>(headers: &'a [u8], fixed: &[u8; ipv6::FIXED]) -> impl Iterator<Item = (IpProtocol, &'a [u8])> {
    let mut protocol = IpProtocol(fixed[6]);
    let mut left = headers.get(ipv6::FIXED..).unwrap_or_default();
    core::iter::from_fn(move || {
        let (rest, header) = extension(protocol, left).ok()?;
        let found = (protocol, header);
        protocol = IpProtocol(*header.first()?);
        left = rest;
        Some(found)
    })
}

/// The destination by the last route among the headers.
#[cold]
pub(crate) fn end_of_route(headers: &[u8], fixed: &[u8; ipv6::FIXED]) -> Ipv6Addr {
    let hop = |(protocol, header)| if protocol == IpProtocol::ROUTING { last_hop(header) } else { None };
    passed(headers, fixed).filter_map(hop).last().map_or_else(|| ipv6::destination(fixed), Ipv6Addr::from)
}

/// The source by the last home address among the headers.
#[cold]
pub(crate) fn home(headers: &[u8], fixed: &[u8; ipv6::FIXED]) -> Ipv6Addr {
    let home = |(protocol, header)| {
        if protocol == IpProtocol::DESTINATION_OPTIONS { home_address(header) } else { None }
    };
    passed(headers, fixed).filter_map(home).last().map_or_else(|| ipv6::source(fixed), Ipv6Addr::from)
}

fn set_fragment(packet: &mut Packet<'_>, header: &[u8]) {
    let &[_, _, o0, o1, i0, i1, i2, i3] = header else { return };
    let field = u16::from_be_bytes([o0, o1]);
    let fragment = Fragment::new(u32::from_be_bytes([i0, i1, i2, i3]), field & 0xfff8, field & 1 != 0);
    packet.fragment = Some(fragment);
    packet.notes = packet
        .notes
        .with_if(Notes::ATOMIC_FRAGMENT, fragment.is_atomic())
        .with_if(Notes::FIRST_FRAGMENT, fragment.more && !fragment.is_later());
}

#[cfg(test)]
mod tests;
