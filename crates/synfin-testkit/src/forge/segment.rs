//! A TCP segment: header, options, payload (RFC 9293, section 3.1).

use std::net::IpAddr;

use crate::forge::checksum::{internet_checksum, pseudo_header, tcp_checksum};
use crate::forge::flags::{FIN, SYN};

/// What stands in the checksum field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checksum {
    /// What it should be.
    #[default]
    Right,
    /// Every second bit of what it should be, flipped.
    Wrong,
    /// The sum over the pseudo-header alone, not complemented: what a host leaves there for its network card.
    Offloaded,
    /// This number, right or not.
    Exactly(u16),
}

/// A segment to be written; every field as it goes on the wire.
///
/// ```
/// use synfin_testkit::forge::{flags, option, segment::Segment};
///
/// let syn = Segment { seq: 100, flags: flags::SYN, options: option::mss(1460), ..Segment::default() };
/// assert_eq!(syn.octets([192, 0, 2, 1].into(), [192, 0, 2, 2].into()).len(), 24);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The sender's port.
    pub source_port: u16,
    /// The receiver's port.
    pub destination_port: u16,
    /// SEG.SEQ.
    pub seq: u32,
    /// SEG.ACK; written even when the ACK bit is off.
    pub ack: u32,
    /// The data offset in 32-bit words, its low four bits; `None` for what the options need.
    pub data_offset: Option<u8>,
    /// The twelve bits beside the data offset: nine flags and, above them, the three reserved bits.
    pub flags: u16,
    /// The window field, not scaled.
    pub window: u16,
    /// What stands in the checksum field.
    pub checksum: Checksum,
    /// The urgent pointer.
    pub urgent_pointer: u16,
    /// The options as octets; padded with zeros to whole words when `data_offset` is `None`, else as they are.
    pub options: Vec<u8>,
    /// The payload.
    pub payload: Vec<u8>,
}

impl Default for Segment {
    /// A bare segment from port 40000 to port 80, no flags, window 65,535.
    fn default() -> Segment {
        Segment {
            source_port: 40_000,
            destination_port: 80,
            seq: 0,
            ack: 0,
            data_offset: None,
            flags: 0,
            window: u16::MAX,
            checksum: Checksum::Right,
            urgent_pointer: 0,
            options: Vec::new(),
            payload: Vec::new(),
        }
    }
}

impl Segment {
    /// The segment as sent between these addresses (which only the checksum needs).
    pub fn octets(&self, source: IpAddr, destination: IpAddr) -> Vec<u8> {
        let mut options = self.options.clone();
        if self.data_offset.is_none() {
            options.resize(options.len().next_multiple_of(4), 0);
        }
        let words = self.data_offset.unwrap_or(5 + (options.len() / 4) as u8);
        let mut octets = Vec::with_capacity(20 + options.len() + self.payload.len());
        octets.extend(self.source_port.to_be_bytes());
        octets.extend(self.destination_port.to_be_bytes());
        octets.extend(self.seq.to_be_bytes());
        octets.extend(self.ack.to_be_bytes());
        octets.extend((u16::from(words) << 12 | self.flags & 0xfff).to_be_bytes());
        octets.extend(self.window.to_be_bytes());
        octets.extend([0, 0]);
        octets.extend(self.urgent_pointer.to_be_bytes());
        octets.extend(options);
        octets.extend(&self.payload);
        let checksum = match self.checksum {
            Checksum::Right => tcp_checksum(source, destination, &octets),
            Checksum::Wrong => tcp_checksum(source, destination, &octets) ^ 0x5555,
            Checksum::Offloaded => {
                !internet_checksum(&[&pseudo_header(source, destination, 6, octets.len() as u32)])
            }
            Checksum::Exactly(number) => number,
        };
        octets[16..18].copy_from_slice(&checksum.to_be_bytes());
        octets
    }

    /// SEG.LEN: payload, SYN and FIN, each of which takes a sequence number.
    pub fn sequence_length(&self) -> u32 {
        self.payload.len() as u32 + u32::from(self.flags & SYN != 0) + u32::from(self.flags & FIN != 0)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use crate::forge::checksum::tcp_checksum;
    use crate::forge::flags::{ACK, AE, FIN, PSH, SYN};
    use crate::forge::segment::{Checksum, Segment};

    const LEFT: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const RIGHT: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn every_field_lies_where_rfc_9293_draws_it() {
        let segment = Segment {
            source_port: 0x0102,
            destination_port: 0x0304,
            seq: 0x0506_0708,
            ack: 0x090a_0b0c,
            flags: AE | ACK | PSH,
            window: 0x0d0e,
            checksum: Checksum::Exactly(0x0f10),
            urgent_pointer: 0x1112,
            options: vec![1, 1, 1],
            payload: b"xy".to_vec(),
            ..Segment::default()
        };
        let drawn = [
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0x61, 0x18, 13, 14, 15, 16, 17, 18, 1, 1, 1, 0, b'x', b'y',
        ];
        assert_eq!(segment.octets(LEFT, RIGHT), drawn);
    }

    #[test]
    fn a_right_checksum_sums_to_zero_and_a_wrong_one_does_not() {
        let right = Segment { payload: b"odd".to_vec(), ..Segment::default() };
        assert_eq!(tcp_checksum(LEFT, RIGHT, &right.octets(LEFT, RIGHT)), 0);
        let wrong = Segment { checksum: Checksum::Wrong, ..right };
        assert_ne!(tcp_checksum(LEFT, RIGHT, &wrong.octets(LEFT, RIGHT)), 0);
    }

    #[test]
    fn syn_and_fin_each_take_a_sequence_number() {
        let segment = Segment { flags: SYN | FIN, payload: vec![0; 5], ..Segment::default() };
        assert_eq!(segment.sequence_length(), 7);
    }
}
