//! Ethernet II and IEEE 802.3.

use crate::frame::llc;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};

/// Octets of the header.
const HEADER: usize = 14;
/// The longest LLC frame.
const MAX_LENGTH: u16 = 1500;

/// Two addresses, then an EtherType or a length.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[.., t0, t1]) = reader::array::<HEADER>(input)?;
    named(u16::from_be_bytes([t0, t1]), rest)
}

/// The same when it is no LLC frame.
#[inline]
pub(crate) fn plain(input: &[u8]) -> Option<(EtherType, &[u8])> {
    let (&[.., t0, t1], rest) = input.split_first_chunk::<HEADER>()?;
    ether_type(u16::from_be_bytes([t0, t1])).map(|ether_type| (ether_type, rest))
}

/// The EtherType that a number in an EtherType's place is, if it is no length.
#[inline]
pub(crate) fn ether_type(type_or_length: u16) -> Option<EtherType> {
    (type_or_length > MAX_LENGTH).then_some(EtherType(type_or_length))
}

/// What stands in an EtherType's place: from `0x0600` on an EtherType, up to 1500 the length of an LLC frame
/// (IEEE 802.3, clause 3.2.6).
pub(crate) fn named(type_or_length: u16, input: &[u8]) -> Read<'_, Protocol> {
    if type_or_length > MAX_LENGTH {
        Ok((input, Protocol::EtherType(EtherType(type_or_length))))
    } else {
        llc::read(input)
    }
}

/// IEEE 802.3br: the preamble's end and a delimiter before the frame.
pub(crate) fn read_mpacket(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[.., delimiter]) = reader::array::<8>(input)?;
    match delimiter {
        // Express, or the start of a frame that may be cut in pieces.
        0xd5 | 0xe6 | 0x4c | 0x7f | 0xb3 => read(rest),
        _ => Ok((rest, Protocol::LinkFragment)),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, read_mpacket};
    use crate::numbers::{EtherType, Protocol};

    fn frame(tail: &[u8]) -> [u8; 24] {
        let mut octets = [0; 24];
        octets[12..12 + tail.len()].copy_from_slice(tail);
        octets
    }

    #[test]
    fn a_small_number_is_a_length_and_a_large_one_an_ether_type() {
        #[rustfmt::skip]
        let rows: [(&[u8], Protocol, usize); 6] = [
            (&[0x08, 0x00],                                     Protocol::EtherType(EtherType::IPV4), 10),
            (&[0x86, 0xdd],                                     Protocol::EtherType(EtherType::IPV6), 10),
            (&[0x05, 0xdd],                                     Protocol::EtherType(EtherType(0x05dd)), 10),
            (&[0x00, 38, 0x42, 0x42, 0x03],                     Protocol::Llc(0x42), 7),
            (&[0x00, 10, 0xaa, 0xaa, 0x03, 0, 0, 0, 0x08, 0x00], Protocol::EtherType(EtherType::IPV4), 2),
            (&[0x00, 10, 0xff, 0xff],                           Protocol::EtherType(EtherType::IPX), 10),
        ];
        for (tail, protocol, left) in rows {
            let octets = frame(tail);
            let (rest, named) = read(&octets).expect("whole");
            assert_eq!((named, rest.len()), (protocol, left));
        }
    }

    #[test]
    fn the_later_pieces_of_a_preempted_frame_are_not_read() {
        let mut octets = [0x55; 24];
        octets[20..22].copy_from_slice(&[0x08, 0x00]);
        for (delimiter, protocol) in
            [(0xd5, Protocol::EtherType(EtherType::IPV4)), (0x61, Protocol::LinkFragment)]
        {
            octets[7] = delimiter;
            assert_eq!(read_mpacket(&octets).map(|(_, named)| named), Ok(protocol));
        }
    }
}
