//! ARCNET, with the headers of RFC 1201 and of the older RFC 1051.

use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};

/// As the BSDs write it: source, destination, then the packet's own header.
pub(crate) fn read_bsd(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, _) = reader::array::<2>(input)?;
    header(rest)
}

/// As Linux writes it: two octets of offset between the addresses and the packet's own header.
pub(crate) fn read_linux(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, _) = reader::array::<4>(input)?;
    header(rest)
}

/// RFC 1201, section 3: protocol, split flag, sequence number; RFC 1051 has the protocol only.
fn header(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[system]) = reader::array(input)?;
    let protocol = match system {
        240 => return Ok((rest, Protocol::EtherType(EtherType::IPV4))),
        241 => return Ok((rest, Protocol::EtherType(EtherType::ARP))),
        212 => Protocol::EtherType(EtherType::IPV4),
        213 => Protocol::EtherType(EtherType::ARP),
        214 => Protocol::EtherType(EtherType::RARP),
        196 => Protocol::EtherType(EtherType::IPV6),
        _ => return Ok((rest, Protocol::Family(system.into()))),
    };
    let (rest, &[split, _, _]) = reader::array(rest)?;
    match split {
        // A frame of a length that ARCNET cannot send: the header comes once more behind a padding one.
        0xff => {
            let (rest, &[_, split, _, _]) = reader::array(rest)?;
            Ok((rest, in_pieces(split, protocol)))
        }
        _ => Ok((rest, in_pieces(split, protocol))),
    }
}

/// Odd in the first piece, even and not zero in the later ones, zero when whole (RFC 1201, section 4).
fn in_pieces(split: u8, protocol: Protocol) -> Protocol {
    if split != 0 && split.is_multiple_of(2) { Protocol::LinkFragment } else { protocol }
}

#[cfg(test)]
mod tests {
    use super::{read_bsd, read_linux};
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn both_writers_and_both_headers_are_read() {
        let ipv4 = Protocol::EtherType(EtherType::IPV4);
        #[rustfmt::skip]
        let rows: [(&[u8], Protocol); 5] = [
            (&[1, 2, 212, 0, 0, 9, 0x45],                        ipv4),
            (&[1, 2, 240, 0x45],                                 ipv4),
            (&[1, 2, 212, 0xff, 0xff, 0xff, 212, 0, 0, 9, 0x45], ipv4),
            (&[1, 2, 212, 2, 0, 9, 0x45],                        Protocol::LinkFragment),
            (&[1, 2, 77, 0x45],                                  Protocol::Family(77)),
        ];
        for (octets, protocol) in rows {
            assert_eq!(read_bsd(octets), Ok((&[0x45][..], protocol)));
        }
        assert_eq!(read_linux(&[1, 2, 0, 200, 212, 1, 0, 9, 0x45]), Ok((&[0x45][..], ipv4)));
    }
}
