//! A pcapng file image, block by block (draft-ietf-opsawg-pcapng).

use crate::forge::pcap::ByteOrder;
use crate::forge::record::Record;

/// An option inside a block: its code and its value.
pub type BlockOption<'a> = (u16, &'a [u8]);

/// `if_tsresol`: the resolution of an interface's stamps.
pub const IF_TSRESOL: u16 = 9;
/// `if_fcslen`: octets of frame check sequence at the end of each frame.
pub const IF_FCSLEN: u16 = 13;
/// `if_tsoffset`: seconds to add to an interface's stamps.
pub const IF_TSOFFSET: u16 = 14;

/// Writes blocks of one section in one byte order; each function returns a whole block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pcapng {
    /// The byte order of the section.
    pub order: ByteOrder,
}

impl Pcapng {
    /// Any block: type, length, `body` padded to a whole word, length.
    pub fn block(self, kind: u32, body: &[u8]) -> Vec<u8> {
        let length = (12 + body.len().next_multiple_of(4)) as u32;
        self.block_that_says(kind, body, length, length)
    }

    /// A block whose two length fields say what they are told to.
    pub fn block_that_says(self, kind: u32, body: &[u8], first: u32, second: u32) -> Vec<u8> {
        let mut octets = [&self.order.four(kind)[..], &self.order.four(first), body].concat();
        octets.resize(octets.len().next_multiple_of(4), 0);
        octets.extend(self.order.four(second));
        octets
    }

    /// Options as they stand in a block, with the end mark if there are any.
    pub fn options(self, options: &[BlockOption<'_>]) -> Vec<u8> {
        let mut octets = Vec::new();
        for (code, value) in options {
            octets.extend(self.order.two(*code));
            octets.extend(self.order.two(value.len() as u16));
            octets.extend(*value);
            octets.resize(octets.len().next_multiple_of(4), 0);
        }
        if !options.is_empty() {
            octets.extend([0; 4]);
        }
        octets
    }

    /// A section header: version 1.0, length unknown.
    pub fn section(self, options: &[BlockOption<'_>]) -> Vec<u8> {
        self.section_that_says((1, 0), u64::MAX, &self.options(options))
    }

    /// A section header with this version, this length and these octets as options.
    pub fn section_that_says(self, version: (u16, u16), length: u64, options: &[u8]) -> Vec<u8> {
        let body = [
            &self.order.four(0x1a2b_3c4d)[..],
            &self.order.two(version.0),
            &self.order.two(version.1),
            &self.order.eight(length),
            options,
        ];
        self.block(0x0a0d_0d0a, &body.concat())
    }

    /// An interface description.
    pub fn interface(self, link_type: u16, snaplen: u32, options: &[BlockOption<'_>]) -> Vec<u8> {
        let options = self.options(options);
        let body = [&self.order.two(link_type)[..], &[0, 0], &self.order.four(snaplen), &options];
        self.block(1, &body.concat())
    }

    /// An enhanced packet of `interface`, stamped `ticks` in that interface's resolution.
    pub fn enhanced(
        self,
        interface: u32,
        ticks: u64,
        record: &Record,
        options: &[BlockOption<'_>],
    ) -> Vec<u8> {
        let captured = record.octets.len() as u32;
        self.block(6, &self.enhanced_body(interface, ticks, captured, record, &self.options(options)))
    }

    /// The body of an enhanced packet that claims `captured` octets, with these octets as options.
    pub fn enhanced_body(
        self,
        interface: u32,
        ticks: u64,
        captured: u32,
        record: &Record,
        options: &[u8],
    ) -> Vec<u8> {
        let mut body = Vec::new();
        for number in [interface, (ticks >> 32) as u32, ticks as u32, captured, record.original_len()] {
            body.extend(self.order.four(number));
        }
        body.extend(&record.octets);
        body.resize(body.len().next_multiple_of(4), 0);
        body.extend(options);
        body
    }

    /// A simple packet: no stamp, no interface (it is the first), captured length by the interface's snaplen.
    pub fn simple(self, original_len: u32, octets: &[u8]) -> Vec<u8> {
        self.block(3, &[&self.order.four(original_len)[..], octets].concat())
    }

    /// The obsolete packet block.
    pub fn obsolete(self, interface: u16, ticks: u64, record: &Record) -> Vec<u8> {
        let mut body = self.order.two(interface).to_vec();
        body.extend([0xff, 0xff]);
        let captured = record.octets.len() as u32;
        for number in [(ticks >> 32) as u32, ticks as u32, captured, record.original_len()] {
            body.extend(self.order.four(number));
        }
        body.extend(&record.octets);
        self.block(2, &body)
    }
}

#[cfg(test)]
mod tests {
    use crate::forge::pcap::ByteOrder;
    use crate::forge::pcapng::{IF_TSRESOL, Pcapng};
    use crate::forge::record::Record;

    #[test]
    fn blocks_have_the_octets_of_the_draft() {
        let little = Pcapng::default();
        let section = little.section(&[]);
        assert_eq!(section[..8], [0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0]);
        assert_eq!(
            section[8..24],
            [0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]
        );
        let interface = little.interface(1, 64, &[(IF_TSRESOL, &[9])]);
        assert_eq!(interface.len(), 12 + 8 + 8 + 4);
        assert_eq!(interface[16..24], [9, 0, 1, 0, 9, 0, 0, 0]);
        let packet = little.enhanced(0, 1 << 32 | 5, &Record::whole(0, vec![1, 2, 3]), &[]);
        assert_eq!(
            packet[8..],
            [0, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3, 0, 36, 0, 0, 0]
        );
    }

    #[test]
    fn a_big_section_turns_every_number_round() {
        let big = Pcapng { order: ByteOrder::Big };
        assert_eq!(big.simple(2, &[8, 9]), [0, 0, 0, 3, 0, 0, 0, 20, 0, 0, 0, 2, 8, 9, 0, 0, 0, 0, 0, 20]);
    }
}
