//! UDP (RFC 768), as far as tunnels run over it.

use crate::error::Reason;
use crate::header::HeaderKind;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read, Stop};
use crate::tunnel::table::{self, Side};
use crate::tunnel::tunnel::{Inner, Reader, Tunnel};

/// Octets of the UDP header.
const HEADER: usize = 8;

/// A tunnel over UDP: by port, and only if its header is sane. `octets` are a UDP datagram.
pub(crate) fn tunnel(octets: &[u8], on_wire: u32) -> Option<Tunnel<'_>> {
    let (&[s0, s1, d0, d1, l0, l1, _, _], body) = octets.split_first_chunk::<HEADER>()?;
    let read = reader_of(u16::from_be_bytes([s0, s1]), u16::from_be_bytes([d0, d1]))?;
    let around = on_wire.max(octets.len() as u32).saturating_sub(HEADER as u32);
    // A length of 0: a jumbogram (RFC 2675, section 4), or segmentation offload.
    let length = match u32::from(u16::from_be_bytes([l0, l1])) {
        0 => around,
        declared => declared.checked_sub(HEADER as u32)?.min(around),
    };
    let body = body.get(..length as usize).unwrap_or(body);
    let (payload, inner) = read(body).ok()?;
    let header_len = body.len().saturating_sub(payload.len()) as u32;
    Some(Tunnel {
        header: inner.header,
        header_offset: HEADER as u32,
        protocol: inner.protocol,
        payload,
        offset: header_len.saturating_add(HEADER as u32),
        payload_len: length.saturating_sub(header_len),
    })
}

fn reader_of(source: u16, destination: u16) -> Option<Reader> {
    match (table::by_port(destination), table::by_port(source)) {
        (Some((_, read)), _) | (None, Some((Side::Either, read))) => Some(read),
        _ => None,
    }
}

/// The most labels that are looked through for the bottom of a stack.
const MAX_LABELS: usize = 8;

/// MPLS over UDP (RFC 7510): the labels follow at once, and only a bottom with IP below it tells them from other octets.
pub(crate) fn read_mpls(input: &[u8]) -> Read<'_, Inner> {
    let mut rest = input;
    for _ in 0..MAX_LABELS {
        let (behind, &[_, _, bottom, _]) = reader::array(rest)?;
        rest = behind;
        if bottom & 0x01 != 0 {
            return match version_of(rest) {
                Some(_) => {
                    Ok((input, Inner { header: None, protocol: Protocol::EtherType(EtherType::MPLS) }))
                }
                None => Err(not_this(rest)),
            };
        }
    }
    Err(not_this(rest))
}

/// Stops: the octets are not those of the tunnel that the port suggests.
#[cold]
pub(crate) fn not_this(input: &[u8]) -> nom::Err<Stop> {
    reader::stop(input, Reason::NoMatch { left: input.len() as u32 })
}

/// What IP begins with: the protocol by its version.
pub(crate) fn version_of(input: &[u8]) -> Option<Protocol> {
    match input.first().map(|first| first >> 4) {
        Some(4) => Some(Protocol::EtherType(EtherType::IPV4)),
        Some(6) => Some(Protocol::EtherType(EtherType::IPV6)),
        _ => None,
    }
}

/// A tunnel that holds IP, or nothing that this crate reads.
pub(crate) fn ip_within(kind: HeaderKind, detail: u32, rest: &[u8]) -> Read<'_, Inner> {
    match version_of(rest) {
        Some(protocol) => Ok((rest, Inner::new(kind, detail, protocol))),
        None => Err(not_this(rest)),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::tunnel;
    use crate::numbers::{EtherType, Protocol};
    use std::vec::Vec;

    /// A datagram with an MPLS label.
    fn forge(source: u16, destination: u16, length: u16) -> Vec<u8> {
        let mut octets = Vec::new();
        for number in [source, destination, length, 0] {
            octets.extend(number.to_be_bytes());
        }
        octets.extend([0, 0, 1, 64, 0x45, 0, 0, 0]);
        octets
    }

    #[test]
    fn the_datagram_ends_where_its_length_says() {
        for (length, left) in [(0, 8), (13, 5), (16, 8), (9000, 8)] {
            let octets = forge(9, 6635, length);
            let found = tunnel(&octets, 0).expect("MPLS over UDP");
            assert_eq!(found.payload.len(), left, "{length}");
            assert_eq!(found.payload_len as usize, left);
            assert_eq!((found.offset, found.protocol), (8, Protocol::EtherType(EtherType::MPLS)));
        }
        assert_eq!(tunnel(&forge(9, 6635, 7), 0), None);
    }

    #[test]
    fn a_port_that_is_no_tunnels_is_left_alone() {
        assert_eq!(tunnel(&forge(9, 53, 16), 0), None);
        assert_eq!(tunnel(&forge(6635, 9, 16), 0), None, "only the destination port counts for this one");
    }
}
