//! MPLS labels (RFC 3032), and what lies under the last one.

use crate::numbers::{EtherType, LinkType, Protocol};
use crate::reader::{self, Read};

/// Reads one label, and what follows it: another label, or the payload.
///
/// No field names the payload. The labels 0 and 2 tell the version of IP; else its first four bits decide: IP's
/// versions, 0 for the control word of an Ethernet pseudowire (RFC 4385), 1 for its channel header. What begins
/// otherwise is taken for Ethernet when it has an EtherType of a kind found there (our own rule).
pub(crate) fn read(ether_type: EtherType, input: &[u8]) -> Read<'_, (u32, Protocol)> {
    let (rest, &[a, b, c, _]) = reader::array(input)?;
    let label = u32::from_be_bytes([0, a, b, c]) >> 4;
    if c & 0x01 == 0 {
        return Ok((rest, (label, Protocol::EtherType(ether_type))));
    }
    let (rest, protocol) = match label {
        0 => (rest, Protocol::EtherType(EtherType::IPV4)),
        2 => (rest, Protocol::EtherType(EtherType::IPV6)),
        _ => payload(rest)?,
    };
    Ok((rest, (label, protocol)))
}

fn payload(input: &[u8]) -> Read<'_, Protocol> {
    let (_, &[first]) = reader::array(input)?;
    match first >> 4 {
        4 | 6 => Ok((input, Protocol::Ip)),
        0 => {
            let (frame, _) = reader::array::<4>(input)?;
            // An address that begins with a zero is no control word.
            let bare = looks_like_ethernet(input) && !looks_like_ethernet(frame);
            Ok((if bare { input } else { frame }, Protocol::Frame(LinkType::ETHERNET)))
        }
        1 => Ok((input, Protocol::MplsPayload)),
        _ if looks_like_ethernet(input) => Ok((input, Protocol::Frame(LinkType::ETHERNET))),
        _ => Ok((input, Protocol::MplsPayload)),
    }
}

fn looks_like_ethernet(octets: &[u8]) -> bool {
    matches!(octets.get(12..14), Some(&[t0, t1]) if EtherType(u16::from_be_bytes([t0, t1])).is_common())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, LinkType, Protocol};

    #[test]
    fn the_payload_is_told_by_label_or_by_first_octet() {
        let ethernet = Protocol::Frame(LinkType::ETHERNET);
        #[rustfmt::skip]
        let rows: [(&[u8], u32, Protocol, usize); 8] = [
            (&[0x00, 0x01, 0x00, 64, 0x45],                                  16, Protocol::EtherType(EtherType::MPLS), 1),
            (&[0x00, 0x00, 0x01, 64, 0x45],                                  0,  Protocol::EtherType(EtherType::IPV4), 1),
            (&[0x00, 0x00, 0x21, 64, 0x60],                                  2,  Protocol::EtherType(EtherType::IPV6), 1),
            (&[0x00, 0x01, 0x01, 64, 0x45],                                  16, Protocol::Ip, 1),
            (&[0x00, 0x01, 0x01, 64, 0, 0, 0, 0, 2],                         16, ethernet, 1),
            (&[0x00, 0x01, 0x01, 64, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 8, 0], 16, ethernet, 14),
            (&[0x00, 0x01, 0x01, 64, 2, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 8, 0], 16, ethernet, 14),
            (&[0x00, 0x01, 0x01, 64, 0x10, 0, 0, 0x21],                      16, Protocol::MplsPayload, 4),
        ];
        for (octets, label, protocol, left) in rows {
            let (rest, found) = read(EtherType::MPLS, octets).expect("whole");
            assert_eq!((found, rest.len()), ((label, protocol), left), "{octets:02x?}");
        }
    }
}
