//! An IPv4 packet (RFC 791).

use std::net::Ipv4Addr;

use crate::forge::checksum::internet_checksum;

/// An IPv4 header to be written before a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ipv4 {
    /// The version field; an honest one is 4.
    pub version: u8,
    /// The header length in 32-bit words; `None` for what the options need.
    pub header_words: Option<u8>,
    /// Differentiated services and ECN.
    pub traffic_class: u8,
    /// The total length field; `None` for the true one.
    pub total_length: Option<u16>,
    /// The identification field.
    pub identification: u16,
    /// The "do not fragment" bit.
    pub dont_fragment: bool,
    /// The "more fragments" bit.
    pub more_fragments: bool,
    /// The fragment offset in units of eight octets; 13 bits.
    pub fragment_offset: u16,
    /// Time to live.
    pub ttl: u8,
    /// The protocol of the payload; 6 is TCP.
    pub protocol: u8,
    /// The source address.
    pub source: Ipv4Addr,
    /// The destination address.
    pub destination: Ipv4Addr,
    /// Options; padded with zeros to whole words.
    pub options: Vec<u8>,
}

impl Ipv4 {
    /// The header of a whole TCP packet between these addresses: "do not fragment", TTL 64.
    pub const fn tcp(source: Ipv4Addr, destination: Ipv4Addr) -> Ipv4 {
        Ipv4 {
            version: 4,
            header_words: None,
            traffic_class: 0,
            total_length: None,
            identification: 1,
            dont_fragment: true,
            more_fragments: false,
            fragment_offset: 0,
            ttl: 64,
            protocol: 6,
            source,
            destination,
            options: Vec::new(),
        }
    }

    /// The packet: this header, its checksum right, and `payload` after it.
    pub fn packet(&self, payload: &[u8]) -> Vec<u8> {
        let mut options = self.options.clone();
        options.resize(options.len().next_multiple_of(4), 0);
        let header_len = 20 + options.len();
        let words = self.header_words.unwrap_or((header_len / 4) as u8);
        let total_length = self.total_length.unwrap_or((header_len + payload.len()) as u16);
        let fragment = u16::from(self.dont_fragment) << 14
            | u16::from(self.more_fragments) << 13
            | self.fragment_offset & 0x1fff;
        let mut octets = Vec::with_capacity(header_len + payload.len());
        octets.extend([self.version << 4 | words & 15, self.traffic_class]);
        octets.extend(total_length.to_be_bytes());
        octets.extend(self.identification.to_be_bytes());
        octets.extend(fragment.to_be_bytes());
        octets.extend([self.ttl, self.protocol, 0, 0]);
        octets.extend(self.source.octets());
        octets.extend(self.destination.octets());
        octets.extend(options);
        let checksum = internet_checksum(&[&octets]);
        octets[10..12].copy_from_slice(&checksum.to_be_bytes());
        octets.extend(payload);
        octets
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use crate::forge::ipv4::Ipv4;

    #[test]
    fn a_header_of_a_real_kernel_comes_out_octet_by_octet() {
        let header = Ipv4 {
            identification: 0x2e43,
            ..Ipv4::tcp(Ipv4Addr::new(10, 99, 0, 1), Ipv4Addr::new(10, 99, 0, 2))
        };
        let seen = [0x45, 0, 0, 0x3c, 0x2e, 0x43, 0x40, 0, 0x40, 6, 0xf7, 0xb0, 10, 99, 0, 1, 10, 99, 0, 2];
        assert_eq!(header.packet(&[0; 40])[..20], seen);
    }

    #[test]
    fn a_lie_is_written_as_told() {
        let header = Ipv4 {
            version: 9,
            header_words: Some(15),
            total_length: Some(7),
            fragment_offset: 3,
            more_fragments: true,
            dont_fragment: false,
            ..Ipv4::tcp(Ipv4Addr::LOCALHOST, Ipv4Addr::LOCALHOST)
        };
        let packet = header.packet(b"abc");
        assert_eq!(
            (packet[0], &packet[2..4], &packet[6..8], packet.len()),
            (0x9f, &[0, 7][..], &[0x20, 3][..], 23)
        );
    }
}
