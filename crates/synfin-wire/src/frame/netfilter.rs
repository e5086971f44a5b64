//! NFLOG: what Linux's netfilter log passes on, as a list of attributes; one of them is the packet.

use crate::error::Reason;
use crate::frame::bsd;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// The attribute that holds the packet.
const PAYLOAD: u16 = 9;
/// The six lower bits of the upper octet of a type; the two others are flags.
const KIND_BITS: u8 = 0x3f;
/// More attributes than the kernel knows are not looked through.
const MAX_ATTRIBUTES: usize = 64;

/// Family, version, resource; then attributes of 4 octets of header, each padded to 4 octets.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (mut rest, &[family, version, _, _]) = reader::array(input)?;
    if version != 0 {
        return Err(reader::stop(input, Reason::BadVersion { version }));
    }
    for _ in 0..MAX_ATTRIBUTES {
        let (value, &header) = reader::array(rest)?;
        let (length, kind) = lengths(header);
        if length < 4 {
            return Err(reader::stop(rest, Reason::BadLength { length: length.into() }));
        }
        if kind == PAYLOAD {
            return Ok((value, bsd::family(family.into())));
        }
        (rest, _) = reader::octets(usize::from(length).next_multiple_of(4), rest)?;
    }
    Err(reader::stop(rest, Reason::NoMatch { left: rest.len() as u32 }))
}

/// Length and type in the byte order of the machine that captured: types are small, so the order in which the type
/// is below 256 is the right one.
fn lengths([l0, l1, k0, k1]: [u8; 4]) -> (u16, u16) {
    if k1 & KIND_BITS == 0 {
        (u16::from_le_bytes([l0, l1]), u16::from_le_bytes([k0, k1]) & 0x3fff)
    } else {
        (u16::from_be_bytes([l0, l1]), u16::from_be_bytes([k0, k1]) & 0x3fff)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn the_packet_is_found_behind_other_attributes_in_either_byte_order() {
        let little = [2, 0, 0, 0, 5, 0, 10, 0, 7, 0, 0, 0, 8, 0, 9, 0, 0x45, 1, 2, 3];
        let big = [10, 0, 0, 0, 0, 5, 0, 10, 7, 0, 0, 0, 0, 8, 0, 9, 0x60, 1, 2, 3];
        assert_eq!(read(&little), Ok((&[0x45, 1, 2, 3][..], Protocol::EtherType(EtherType::IPV4))));
        assert_eq!(read(&big), Ok((&[0x60, 1, 2, 3][..], Protocol::EtherType(EtherType::IPV6))));
        for cut in 0..16 {
            assert!(read(&little[..cut]).is_err());
        }
    }

    #[test]
    fn an_attribute_shorter_than_its_header_ends_the_walk() {
        assert!(read(&[2, 0, 0, 0, 3, 0, 10, 0, 7, 0, 0, 0]).is_err());
    }
}
