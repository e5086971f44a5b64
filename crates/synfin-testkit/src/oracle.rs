//! A slow, obvious reader of TCP segments, one octet at a time, to hold a fast one against.
//!
//! Nothing clever: every octet is fetched by its index through one function that may say "there is none", and every
//! list is a `Vec`. Where it differs from a faster reader, one of them is wrong.

use std::ops::Range;

/// All that the header of a segment says, and where its parts lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OracleSegment {
    /// The sender's port.
    pub source_port: u16,
    /// The receiver's port.
    pub destination_port: u16,
    /// SEG.SEQ.
    pub seq: u32,
    /// SEG.ACK, whether or not the ACK bit is set.
    pub ack: u32,
    /// The data offset field, in 32-bit words.
    pub data_offset: u8,
    /// The three reserved bits.
    pub reserved: u8,
    /// The nine flags, FIN the lowest bit, AE the highest.
    pub flags: u16,
    /// The window field, not scaled.
    pub window: u16,
    /// The checksum field.
    pub checksum: u16,
    /// The urgent pointer.
    pub urgent_pointer: u16,
    /// What is wrong with the header's length, if anything. Then there are no options and no payload.
    pub damage: Option<HeaderDamage>,
    /// The options that could be read, in order, end of list and no-operation included.
    pub options: Vec<OracleOption>,
    /// How the list of options ended.
    pub options_end: OptionsEnd,
    /// Where the captured payload lies in the octets given.
    pub payload: Range<usize>,
    /// The payload's length as sent; more than was captured when a snapshot length cut it.
    pub payload_len: usize,
}

/// A header whose length cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderDamage {
    /// The data offset is less than 5 words.
    OffsetTooSmall,
    /// The header would end after the segment does.
    HeaderPastEnd,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OracleOption {
    /// The kind octet.
    pub kind: u8,
    /// Where the whole option lies in the octets given.
    pub range: Range<usize>,
    /// What follows kind and length; empty for kinds 0 and 1.
    pub body: Vec<u8>,
}

/// How a list of options ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionsEnd {
    /// With the last octet of the header.
    Complete,
    /// With an end-of-list option; `padding` is what follows it in the header, `zero` whether it is all zeros.
    EndOfList {
        /// Where the octets after the end of the list lie.
        padding: Range<usize>,
        /// Whether all of them that were captured are 0.
        zero: bool,
    },
    /// At `offset` stands an option whose length is missing, less than 2, or goes past the header.
    BadLength {
        /// Where the option's kind stands.
        offset: usize,
    },
    /// At `offset` the capture ends, in the middle of the header.
    Cut {
        /// Where the first octet stands that would be needed and is not there, or the kind of the option it cuts.
        offset: usize,
    },
}

/// Fewer octets than the 20 of the fixed header: how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort(pub usize);

/// Reads a segment of which `octets` were captured and `length` were sent.
///
/// `length` less than the octets means that what follows is not the segment's: it is not looked at.
///
/// # Errors
/// [`TooShort`] when fewer than 20 octets are there. All else that can be wrong is in the result.
pub fn read_segment(octets: &[u8], length: usize) -> Result<OracleSegment, TooShort> {
    let octets = if octets.len() > length { &octets[..length] } else { octets };
    if octets.len() < 20 {
        return Err(TooShort(octets.len()));
    }
    let at = |index: usize| octets.get(index).copied();
    let one = |index: usize| u32::from(at(index).unwrap_or(0));
    let two = |index: usize| one(index) * 256 + one(index + 1);
    let four = |index: usize| two(index) * 65_536 + two(index + 2);

    let data_offset = (one(12) / 16) as u8;
    let header_len = usize::from(data_offset) * 4;
    let damage = if data_offset < 5 {
        Some(HeaderDamage::OffsetTooSmall)
    } else if header_len > length {
        Some(HeaderDamage::HeaderPastEnd)
    } else {
        None
    };
    let (options, options_end) = match damage {
        Some(_) => (Vec::new(), OptionsEnd::Complete),
        None => read_options(octets, header_len),
    };
    let payload = match damage {
        Some(_) => octets.len()..octets.len(),
        None => header_len.min(octets.len())..octets.len(),
    };
    Ok(OracleSegment {
        source_port: two(0) as u16,
        destination_port: two(2) as u16,
        seq: four(4),
        ack: four(8),
        data_offset,
        reserved: (one(12) % 16 / 2) as u8,
        flags: (one(12) % 2 * 256 + one(13)) as u16,
        window: two(14) as u16,
        checksum: two(16) as u16,
        urgent_pointer: two(18) as u16,
        damage,
        options,
        options_end,
        payload,
        payload_len: if damage.is_some() { 0 } else { length - header_len },
    })
}

/// Reads the options of a header of `header_len` octets from its 21st octet on.
fn read_options(octets: &[u8], header_len: usize) -> (Vec<OracleOption>, OptionsEnd) {
    let mut options = Vec::new();
    let mut index = 20;
    loop {
        if index == header_len {
            return (options, OptionsEnd::Complete);
        }
        let Some(&kind) = octets.get(index) else {
            return (options, OptionsEnd::Cut { offset: index });
        };
        if kind == 0 {
            options.push(OracleOption { kind, range: index..index + 1, body: Vec::new() });
            let captured = octets.iter().take(header_len).skip(index + 1);
            let zero = captured.copied().all(|octet| octet == 0);
            return (options, OptionsEnd::EndOfList { padding: index + 1..header_len, zero });
        }
        if kind == 1 {
            options.push(OracleOption { kind, range: index..index + 1, body: Vec::new() });
            index += 1;
            continue;
        }
        if index + 1 == header_len {
            return (options, OptionsEnd::BadLength { offset: index });
        }
        let Some(&length) = octets.get(index + 1) else {
            return (options, OptionsEnd::Cut { offset: index });
        };
        let end = index + usize::from(length);
        if length < 2 || end > header_len {
            return (options, OptionsEnd::BadLength { offset: index });
        }
        let Some(body) = octets.get(index + 2..end) else {
            return (options, OptionsEnd::Cut { offset: index });
        };
        options.push(OracleOption { kind, range: index..end, body: body.to_vec() });
        index = end;
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use crate::forge::flags::{ACK, AE, SYN};
    use crate::forge::option;
    use crate::forge::segment::Segment;
    use crate::oracle::{HeaderDamage, OptionsEnd, TooShort, read_segment};

    const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn forged(options: Vec<u8>, payload: &[u8]) -> Vec<u8> {
        let segment = Segment {
            seq: 0xfedc_ba98,
            ack: 0x0102_0304,
            flags: AE | SYN | ACK,
            options,
            payload: payload.to_vec(),
            ..Segment::default()
        };
        segment.octets(ADDRESS, ADDRESS)
    }

    #[test]
    fn what_was_forged_is_read() {
        let octets = forged(option::usual_syn(1460, 7, 9, 8), b"hello");
        let read = read_segment(&octets, octets.len()).expect("it is whole");
        assert_eq!((read.source_port, read.destination_port, read.window), (40_000, 80, 65_535));
        assert_eq!(
            (read.seq, read.ack, read.flags, read.reserved),
            (0xfedc_ba98, 0x0102_0304, AE | SYN | ACK, 0)
        );
        assert_eq!((read.data_offset, read.payload, read.payload_len), (10, 40..45, 5));
        let kinds: Vec<u8> = read.options.iter().map(|option| option.kind).collect();
        assert_eq!((kinds, read.options_end), (vec![2, 4, 8, 1, 3], OptionsEnd::Complete));
        assert_eq!((&read.options[0].range, &read.options[0].body), (&(20..24), &vec![5, 0xb4]));
    }

    #[test]
    fn every_prefix_is_cut_and_never_damaged() {
        let octets = forged(option::usual_syn(1460, 7, 9, 8), b"hello");
        for kept in 0..octets.len() {
            let read = read_segment(&octets[..kept], octets.len());
            if kept < 20 {
                assert_eq!(read, Err(TooShort(kept)));
                continue;
            }
            let read = read.expect("the fixed header is there");
            assert_eq!((read.damage, read.payload_len), (None, 5));
            let cut = matches!(read.options_end, OptionsEnd::Cut { .. });
            assert_eq!(cut, kept < 40, "{kept} octets kept");
        }
    }

    #[test]
    fn a_list_that_goes_wrong_says_where() {
        let end = |options: Vec<u8>| {
            let octets = forged(options, b"");
            read_segment(&octets, octets.len()).expect("it is whole").options_end
        };
        assert_eq!(end(vec![1, 2, 0, 0]), OptionsEnd::BadLength { offset: 21 });
        assert_eq!(end(vec![1, 1, 1, 2]), OptionsEnd::BadLength { offset: 23 });
        assert_eq!(end(vec![8, 10, 0, 0]), OptionsEnd::BadLength { offset: 20 });
        assert_eq!(end(vec![1, 0, 0, 9]), OptionsEnd::EndOfList { padding: 22..24, zero: false });
        assert_eq!(end(vec![1, 1, 0]), OptionsEnd::EndOfList { padding: 23..24, zero: true });
    }

    #[test]
    fn a_header_that_cannot_be_has_neither_options_nor_payload() {
        let mut octets = forged(vec![], b"hello");
        octets[12] = 0x40;
        let small = read_segment(&octets, 25).expect("the fixed header is there");
        assert_eq!((small.damage, small.payload_len), (Some(HeaderDamage::OffsetTooSmall), 0));
        octets[12] = 0x70;
        let long = read_segment(&octets, 25).expect("the fixed header is there");
        assert_eq!((long.damage, long.options.len()), (Some(HeaderDamage::HeaderPastEnd), 0));
    }

    #[test]
    fn what_follows_the_segment_is_not_its_payload() {
        let mut octets = forged(vec![], b"");
        octets.extend([0; 6]);
        let read = read_segment(&octets, 20).expect("it is whole");
        assert_eq!((read.payload, read.payload_len), (20..20, 0));
    }
}
