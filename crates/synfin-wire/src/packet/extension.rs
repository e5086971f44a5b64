//! IPv6 extension headers (RFC 8200, section 4), and IPv4's one: authentication (RFC 4302).

use crate::error::{Layer, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::fragment::Fragment;
use crate::packet::ipv6;
use crate::packet::packet::{Packet, who_cut};
use crate::reader::{self, Read, Stop};
use core::net::{IpAddr, Ipv6Addr};

/// The most extension headers followed in one packet.
pub(crate) const MAX_EXTENSIONS: u8 = 8;

/// RFC 2675, section 2.
const JUMBO_PAYLOAD: u8 = 0xc2;
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
                    packet.total_len = ipv6::FIXED as u32 + length;
                    packet.payload_len = length;
                    packet.notes = Notes::JUMBO;
                    let end = octets.len().min(packet.total_len as usize);
                    rest = octets.get(ipv6::FIXED + header.len()..end).unwrap_or(&[]);
                }
            }
            IpProtocol::ROUTING => follow_route(&mut packet, header),
            IpProtocol::DESTINATION_OPTIONS => come_home(&mut packet, header),
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
    packet.header = &octets[..packet.header.len() + header.len()];
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
        IpProtocol::AH => (length + 2) * 4,
        _ => (length + 1) * 8,
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
            [0, ..] => at += 1,
            [found, length, values @ ..] => {
                let value = values.get(..usize::from(*length))?;
                if *found == kind {
                    return Some((at, value));
                }
                at += 2 + value.len();
            }
            _ => return None,
        }
    }
    None
}

/// RFC 2675, section 3: a length of no more than 65,535 is an error.
fn jumbo(packet: &Packet<'_>, header: &[u8]) -> Result<Option<u32>, ParseError> {
    let Some((at, value)) = option(header, JUMBO_PAYLOAD) else { return Ok(None) };
    let offset = packet.header_len() + at as u32;
    match <[u8; 4]>::try_from(value).map(u32::from_be_bytes) {
        Ok(length) if length > 0xffff && length < u32::MAX - ipv6::FIXED as u32 => Ok(Some(length)),
        Ok(length) => Err(ParseError::new(Layer::Packet, offset, Reason::BadLength { length })),
        Err(_) => {
            Err(ParseError::new(Layer::Packet, offset, Reason::BadLength { length: value.len() as u32 }))
        }
    }
}

/// The last address of a route that is not yet travelled: type 0 (RFC 2460), type 2 (RFC 6275), type 4, in which the
/// last stands first (RFC 8754).
fn follow_route(packet: &mut Packet<'_>, header: &[u8]) {
    let (kind, left) = match header {
        [_, _, kind, left, ..] if *left > 0 => (*kind, *left),
        _ => return,
    };
    let last: Option<&[u8; 16]> = match kind {
        0 if usize::from(left) * 16 + 8 <= header.len() => header.last_chunk(),
        2 | 4 => header.get(8..).and_then(<[u8]>::first_chunk),
        _ => None,
    };
    if let Some(&last) = last {
        packet.destination = IpAddr::V6(Ipv6Addr::from(last));
        packet.notes |= Notes::REROUTED;
    }
}

fn come_home(packet: &mut Packet<'_>, header: &[u8]) {
    if let Some((_, value)) = option(header, HOME_ADDRESS)
        && let Ok(home) = <[u8; 16]>::try_from(value)
    {
        packet.source = IpAddr::V6(Ipv6Addr::from(home));
        packet.notes |= Notes::REROUTED;
    }
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
