//! An IPv6 packet and its extension headers (RFC 8200; RFC 4302 for the authentication header).

use std::net::Ipv6Addr;

/// An IPv6 header to be written before a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ipv6 {
    /// The version field; an honest one is 6.
    pub version: u8,
    /// Differentiated services and ECN.
    pub traffic_class: u8,
    /// The flow label, 20 bits.
    pub flow_label: u32,
    /// The payload length field; `None` for the true one.
    pub payload_length: Option<u16>,
    /// What follows the header; 6 is TCP.
    pub next_header: u8,
    /// The hop limit.
    pub hop_limit: u8,
    /// The source address.
    pub source: Ipv6Addr,
    /// The destination address.
    pub destination: Ipv6Addr,
}

impl Ipv6 {
    /// The header of a whole TCP packet between these addresses, hop limit 64.
    pub const fn tcp(source: Ipv6Addr, destination: Ipv6Addr) -> Ipv6 {
        Ipv6 {
            version: 6,
            traffic_class: 0,
            flow_label: 0,
            payload_length: None,
            next_header: 6,
            hop_limit: 64,
            source,
            destination,
        }
    }

    /// The packet: this header and `payload` (extension headers included) after it.
    pub fn packet(&self, payload: &[u8]) -> Vec<u8> {
        let first = u32::from(self.version) << 28
            | u32::from(self.traffic_class) << 20
            | self.flow_label & 0x000f_ffff;
        let mut octets = Vec::with_capacity(40 + payload.len());
        octets.extend(first.to_be_bytes());
        octets.extend(self.payload_length.unwrap_or(payload.len() as u16).to_be_bytes());
        octets.extend([self.next_header, self.hop_limit]);
        octets.extend(self.source.octets());
        octets.extend(self.destination.octets());
        octets.extend(payload);
        octets
    }
}

/// Hop-by-hop options, as a header number.
pub const HOP_BY_HOP: u8 = 0;
/// Routing, as a header number.
pub const ROUTING: u8 = 43;
/// Fragment, as a header number.
pub const FRAGMENT: u8 = 44;
/// Authentication, as a header number.
pub const AUTHENTICATION: u8 = 51;
/// Destination options, as a header number.
pub const DESTINATION_OPTIONS: u8 = 60;

/// An options header (hop-by-hop or destination) with `options` in it, filled up with Pad1 and PadN.
///
/// `options` must leave the header within 2048 octets; more is cut off by the length field.
pub fn options_header(next_header: u8, options: &[u8]) -> Vec<u8> {
    let mut octets = vec![next_header, 0];
    octets.extend(options);
    match octets.len().next_multiple_of(8) - octets.len() {
        0 => {}
        1 => octets.push(0),
        padding => {
            octets.extend([1, (padding - 2) as u8]);
            octets.resize(octets.len() + padding - 2, 0);
        }
    }
    octets[1] = (octets.len() / 8 - 1) as u8;
    octets
}

/// The jumbo payload option (RFC 2675) for [`options_header`].
pub fn jumbo_payload(length: u32) -> Vec<u8> {
    [&[0xc2, 4][..], &length.to_be_bytes()].concat()
}

/// A routing header of type 0 shape with no segments left and one address in it. 24 octets.
pub fn routing_header(next_header: u8, kind: u8, address: Ipv6Addr) -> Vec<u8> {
    [&[next_header, 2, kind, 0, 0, 0, 0, 0][..], &address.octets()].concat()
}

/// A fragment header: offset in units of eight octets. 8 octets.
pub fn fragment_header(next_header: u8, offset: u16, more: bool, identification: u32) -> Vec<u8> {
    let field = (offset << 3 | u16::from(more)).to_be_bytes();
    [&[next_header, 0][..], &field, &identification.to_be_bytes()].concat()
}

/// An authentication header with a 12-octet integrity check value. 24 octets.
pub fn authentication_header(next_header: u8, security_parameters: u32, sequence: u32) -> Vec<u8> {
    let mut octets = vec![next_header, 4, 0, 0];
    octets.extend(security_parameters.to_be_bytes());
    octets.extend(sequence.to_be_bytes());
    octets.extend([0xa5; 12]);
    octets
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use crate::forge::ipv6::{Ipv6, authentication_header, fragment_header, jumbo_payload, options_header};

    #[test]
    fn the_header_lies_as_rfc_8200_draws_it() {
        let header = Ipv6 {
            traffic_class: 0xab,
            flow_label: 0xc_def0,
            ..Ipv6::tcp(Ipv6Addr::LOCALHOST, Ipv6Addr::UNSPECIFIED)
        };
        let packet = header.packet(b"abc");
        assert_eq!(packet[..8], [0x6a, 0xbc, 0xde, 0xf0, 0, 3, 6, 64]);
        assert_eq!((packet[23], packet.len()), (1, 43));
    }

    #[test]
    fn extension_headers_are_whole_units_of_eight() {
        assert_eq!(options_header(6, &[]), [6, 0, 1, 4, 0, 0, 0, 0]);
        assert_eq!(options_header(6, &[5, 2, 0, 0, 0]), [6, 0, 5, 2, 0, 0, 0, 0]);
        assert_eq!(options_header(6, &jumbo_payload(70_000)), [6, 0, 0xc2, 4, 0, 1, 0x11, 0x70]);
        assert_eq!(fragment_header(6, 8, true, 7), [6, 0, 0, 0x41, 0, 0, 0, 7]);
        assert_eq!(authentication_header(6, 1, 2).len(), (4 + 2) * 4);
    }
}
