//! A pcap file image, in both byte orders and both resolutions.

use std::io::{self, Write};

use crate::forge::record::Record;

/// The byte order of a file's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteOrder {
    /// Least significant octet first.
    #[default]
    Little,
    /// Most significant octet first.
    Big,
}

impl ByteOrder {
    /// `number` in this order.
    pub const fn two(self, number: u16) -> [u8; 2] {
        match self {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        }
    }

    /// `number` in this order.
    pub const fn four(self, number: u32) -> [u8; 4] {
        match self {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        }
    }

    /// `number` in this order.
    pub const fn eight(self, number: u64) -> [u8; 8] {
        match self {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        }
    }
}

/// What a pcap file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pcap {
    /// The byte order of all numbers.
    pub order: ByteOrder,
    /// Whether stamps count nanoseconds; else microseconds.
    pub nanoseconds: bool,
    /// Major and minor version; an honest one is 2.4.
    pub version: (u16, u16),
    /// The snapshot length field.
    pub snaplen: u32,
    /// The whole 32-bit link type field, frame check sequence bits included.
    pub link_type: u32,
}

impl Pcap {
    /// A little-endian microsecond file of this link type.
    pub const fn of(link_type: u16) -> Pcap {
        Pcap {
            order: ByteOrder::Little,
            nanoseconds: false,
            version: (2, 4),
            snaplen: 262_144,
            link_type: link_type as u32,
        }
    }

    /// The 24 octets of the file header.
    pub fn header(&self) -> Vec<u8> {
        let magic = if self.nanoseconds { 0xa1b2_3c4d } else { 0xa1b2_c3d4 };
        let mut octets = self.order.four(magic).to_vec();
        octets.extend(self.order.two(self.version.0));
        octets.extend(self.order.two(self.version.1));
        octets.extend([0; 8]);
        octets.extend(self.order.four(self.snaplen));
        octets.extend(self.order.four(self.link_type));
        octets
    }

    /// The 16 octets before a record: seconds, the fraction as it stands, captured and original length.
    pub fn record_header(&self, seconds: u32, fraction: u32, captured: u32, original: u32) -> [u8; 16] {
        let mut octets = [0; 16];
        for (place, number) in [seconds, fraction, captured, original].into_iter().enumerate() {
            octets[place * 4..][..4].copy_from_slice(&self.order.four(number));
        }
        octets
    }

    /// One record with its header.
    pub fn record(&self, record: &Record) -> Vec<u8> {
        let mut octets = self.header_of(record).to_vec();
        octets.extend(&record.octets);
        octets
    }

    /// A whole file.
    pub fn file(&self, records: &[Record]) -> Vec<u8> {
        let mut octets = self.header();
        for record in records {
            octets.extend(self.header_of(record));
            octets.extend(&record.octets);
        }
        octets
    }

    /// Writes one record, for files too large to hold.
    pub fn write_record(&self, out: &mut impl Write, record: &Record) -> io::Result<()> {
        out.write_all(&self.header_of(record))?;
        out.write_all(&record.octets)
    }

    fn header_of(&self, record: &Record) -> [u8; 16] {
        let fraction = record.time_ns % 1_000_000_000;
        let fraction = if self.nanoseconds { fraction } else { fraction / 1000 };
        self.record_header(
            (record.time_ns / 1_000_000_000) as u32,
            fraction as u32,
            record.octets.len() as u32,
            record.original_len(),
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::forge::pcap::{ByteOrder, Pcap};
    use crate::forge::record::Record;

    #[test]
    fn a_little_microsecond_file_has_these_octets() {
        let record = Record { time_ns: 1_000_002_000, octets: vec![0xab], original_len: Some(9) };
        let file = Pcap::of(1).file(&[record]);
        let header = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0];
        let record = [1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0, 0xab];
        assert_eq!(file, [&header[..], &record].concat());
    }

    #[test]
    fn a_big_nanosecond_file_turns_every_number_round() {
        let pcap = Pcap { order: ByteOrder::Big, nanoseconds: true, ..Pcap::of(101) };
        let file = pcap.file(&[Record::whole(2_000_000_003, vec![7])]);
        assert_eq!(file[..8], [0xa1, 0xb2, 0x3c, 0x4d, 0, 2, 0, 4]);
        assert_eq!(file[20..], [0, 0, 0, 101, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 7]);
    }
}
