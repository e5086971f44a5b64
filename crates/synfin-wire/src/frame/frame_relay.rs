//! Frame Relay (RFC 2427), with Cisco's own encapsulation told apart.

use crate::error::Reason;
use crate::frame::{ethernet, llc};
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// An address of two to four octets, then either control and network layer identifier, or Cisco's EtherType.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (_, address) = reader::array::<2>(input)?;
    // The lowest bit is set in the last octet of the address, and only there.
    let length = match address {
        [first, second] if first & 1 == 0 && second & 1 == 1 => 2,
        [first, _] if first & 1 == 0 => match input.get(2..4) {
            Some([third, _]) if third & 1 == 1 => 3,
            Some([_, fourth]) if fourth & 1 == 1 => 4,
            None => return Err(reader::cut_short(input, 4)),
            Some(_) => return Err(reader::stop(input, Reason::BadHeaderLength { octets: 5, least: 2 })),
        },
        _ => return Err(reader::stop(input, Reason::BadHeaderLength { octets: 1, least: 2 })),
    };
    let (rest, _) = reader::octets(length, input)?;
    match *rest {
        // An octet of padding may bring what follows to an even place (RFC 2427, section 3).
        [0x03, 0x00, ref rest @ ..] | [0x03, ref rest @ ..] => {
            let (rest, protocol) = llc::iso(rest)?;
            llc::unbridge(0, rest, protocol)
        }
        _ => {
            let (rest, &number) = reader::array(rest)?;
            ethernet::named(u16::from_be_bytes(number), rest)
        }
    }
}

/// One octet of direction before it.
pub(crate) fn read_with_direction(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, _) = reader::array::<1>(input)?;
    read(rest)
}

#[cfg(test)]
mod tests {
    use super::{read, read_with_direction};
    use crate::numbers::{EtherType, LinkType, Protocol};

    #[test]
    fn both_encapsulations_name_the_protocol() {
        let ipv4 = Protocol::EtherType(EtherType::IPV4);
        #[rustfmt::skip]
        let rows: [(&[u8], Protocol); 5] = [
            (&[0x18, 0x41, 0x03, 0xcc, 9],                                  ipv4),
            (&[0x18, 0x41, 0x08, 0x00, 9],                                  ipv4),
            (&[0x18, 0x40, 0x00, 0x01, 0x03, 0xcc, 9],                      ipv4),
            (&[0x18, 0x41, 0x03, 0x00, 0x80, 0, 0, 0, 0x08, 0x00, 9],       ipv4),
            (&[0x18, 0x41, 0x03, 0x00, 0x80, 0, 0x80, 0xc2, 0x00, 0x07, 9], Protocol::Frame(LinkType::ETHERNET)),
        ];
        for (octets, protocol) in rows {
            assert_eq!(read(octets), Ok((&[9][..], protocol)), "{octets:02x?}");
        }
        assert!(read(&[0x19, 0x41, 0x03, 0xcc]).is_err());
        assert_eq!(read_with_direction(&[1, 0x18, 0x41, 0x03, 0x8e]).map(|(rest, _)| rest.len()), Ok(0));
    }
}
