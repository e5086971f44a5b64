//! IEEE 802.2 LLC and SNAP, as carried by 802.3, 802.11, FDDI, Token Ring, ATM and Fibre Channel.

use crate::numbers::{EtherType, LinkType, Protocol};
use crate::reader::{self, Read};

/// Unnumbered information.
const UI: u8 = 0x03;
/// Bridged Ethernet with and without its check sequence (RFC 2684, section 5.2; RFC 2427, section 4.2).
const BRIDGED: [u32; 2] = [0x0080_c201, 0x0080_c207];

/// Reads LLC, and SNAP behind it.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[destination, source, control]) = reader::array(input)?;
    match (destination, source, control) {
        (0xaa, 0xaa, UI) => snap(rest),
        (0x06, 0x06, UI) => Ok((rest, Protocol::EtherType(EtherType::IPV4))),
        (0xfe, 0xfe, UI) => iso(rest),
        // Not LLC at all: Novell's raw 802.3, whose packet begins with a checksum of ones.
        (0xff, 0xff, _) => Ok((input, Protocol::EtherType(EtherType::IPX))),
        (_, _, control) if control & 0x03 == 0x03 => Ok((rest, Protocol::Llc(destination))),
        // Numbered frames have a second control octet.
        _ => {
            let (rest, _) = reader::array::<1>(rest)?;
            Ok((rest, Protocol::Llc(destination)))
        }
    }
}

/// An organization and its protocol number (RFC 1042).
pub(crate) fn snap(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[a, b, c, high, low]) = reader::array(input)?;
    let number = u16::from_be_bytes([high, low]);
    let protocol = match u32::from_be_bytes([0, a, b, c]) {
        // 0x0000f8: bridged tunnels (802.1H).
        0x00_0000 | 0x00_00f8 => Protocol::EtherType(EtherType(number)),
        organization => Protocol::Snap(organization << 8 | u32::from(low)),
    };
    Ok((rest, protocol))
}

/// One octet of network layer identifier (ISO/IEC TR 9577).
pub(crate) fn iso(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[identifier]) = reader::array(input)?;
    let protocol = match identifier {
        0xcc => Protocol::EtherType(EtherType::IPV4),
        0x8e => Protocol::EtherType(EtherType::IPV6),
        0x80 => return snap(rest),
        _ => Protocol::Llc(0xfe),
    };
    Ok((rest, protocol))
}

/// Bridged Ethernet becomes a frame of its own, behind `pad` octets.
pub(crate) fn unbridge(pad: usize, rest: &[u8], protocol: Protocol) -> Read<'_, Protocol> {
    match protocol {
        Protocol::Snap(number) if BRIDGED.contains(&number) => {
            let (rest, _) = reader::octets(pad, rest)?;
            Ok((rest, Protocol::Frame(LinkType::ETHERNET)))
        }
        _ => Ok((rest, protocol)),
    }
}

/// RFC 2684, section 5: bridged frames are padded by two octets.
pub(crate) fn read_over_atm(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, protocol) = read(input)?;
    unbridge(2, rest, protocol)
}

#[cfg(test)]
mod tests {
    use super::{read, read_over_atm};
    use crate::numbers::{EtherType, LinkType, Protocol};

    #[test]
    fn every_form_names_its_payload() {
        #[rustfmt::skip]
        let rows: [(&[u8], Protocol, usize); 8] = [
            (&[0xaa, 0xaa, 3, 0, 0, 0, 0x86, 0xdd, 9],      Protocol::EtherType(EtherType::IPV6), 1),
            (&[0xaa, 0xaa, 3, 0, 0, 0xf8, 0x08, 0x00, 9],   Protocol::EtherType(EtherType::IPV4), 1),
            (&[0xaa, 0xaa, 3, 0, 0, 0x0c, 0x20, 0x00, 9],   Protocol::Snap(0x0c00), 1),
            (&[0x06, 0x06, 3, 9],                           Protocol::EtherType(EtherType::IPV4), 1),
            (&[0xfe, 0xfe, 3, 0xcc, 9],                     Protocol::EtherType(EtherType::IPV4), 1),
            (&[0xfe, 0xfe, 3, 0x83, 9],                     Protocol::Llc(0xfe), 1),
            (&[0xf0, 0xf0, 0x7f, 9],                        Protocol::Llc(0xf0), 1),
            (&[0xf0, 0xf0, 0x00, 0x01, 9],                  Protocol::Llc(0xf0), 1),
        ];
        for (octets, protocol, left) in rows {
            let (rest, named) = read(octets).expect("whole");
            assert_eq!((named, rest.len()), (protocol, left));
        }
    }

    #[test]
    fn bridged_ethernet_over_atm_lies_behind_a_pad() {
        let octets = [0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7, 0, 0, 1, 2, 3];
        assert_eq!(read_over_atm(&octets), Ok((&[1, 2, 3][..], Protocol::Frame(LinkType::ETHERNET))));
    }
}
