//! Linux cooked capture: what the interface "any" writes, versions 1 and 2.

use crate::frame::llc;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};

/// SLL: packet type, hardware type, address length, address, protocol.
pub(crate) fn read_v1(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[_, _, h0, h1, .., p0, p1]) = reader::array::<16>(input)?;
    named(u16::from_be_bytes([h0, h1]), u16::from_be_bytes([p0, p1]), rest)
}

/// SLL2: protocol, interface index, hardware type, packet type, address length, address.
pub(crate) fn read_v2(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[p0, p1, _, _, _, _, _, _, h0, h1, ..]) = reader::array::<20>(input)?;
    named(u16::from_be_bytes([h0, h1]), u16::from_be_bytes([p0, p1]), rest)
}

/// Hardware type 824 is netlink, whose protocol is no EtherType. Linux's own numbers below 0x0600: 1 is Novell's raw
/// 802.3, 4 is LLC.
fn named(hardware: u16, protocol: u16, rest: &[u8]) -> Read<'_, Protocol> {
    match (hardware, protocol) {
        (824, number) => Ok((rest, Protocol::Family(number))),
        (_, 0x0001) => Ok((rest, Protocol::EtherType(EtherType::IPX))),
        (_, 0x0004) => llc::read(rest),
        (_, number) => Ok((rest, Protocol::EtherType(EtherType(number)))),
    }
}

#[cfg(test)]
mod tests {
    use super::{read_v1, read_v2};
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn both_versions_name_the_protocol() {
        let mut v1 = [0; 17];
        v1[14..16].copy_from_slice(&[0x86, 0xdd]);
        assert_eq!(read_v1(&v1), Ok((&[0][..], Protocol::EtherType(EtherType::IPV6))));
        let mut v2 = [0; 21];
        v2[..2].copy_from_slice(&[0x08, 0x00]);
        assert_eq!(read_v2(&v2), Ok((&[0][..], Protocol::EtherType(EtherType::IPV4))));
        v2[8..10].copy_from_slice(&824u16.to_be_bytes());
        assert_eq!(read_v2(&v2), Ok((&[0][..], Protocol::Family(0x0800))));
    }

    #[test]
    fn linux_own_numbers_are_llc_and_raw_802_3() {
        let mut octets = [0; 24];
        octets[15] = 4;
        octets[16..].copy_from_slice(&[0xaa, 0xaa, 3, 0, 0, 0, 8, 0]);
        assert_eq!(read_v1(&octets), Ok((&[][..], Protocol::EtherType(EtherType::IPV4))));
        octets[15] = 1;
        assert_eq!(read_v1(&octets).map(|(_, named)| named), Ok(Protocol::EtherType(EtherType::IPX)));
    }
}
