//! VXLAN (RFC 7348), with its group policy and generic protocol extensions.

use crate::header::HeaderKind;
use crate::numbers::{EtherType, LinkType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::tunnel::Inner;
use crate::tunnel::udp::not_this;

/// The network identifier is valid; always set.
const VALID: u8 = 0x08;
/// Group policy: the third and fourth octets are a group.
const POLICY: u8 = 0x80;
/// Generic protocol extension: the fourth octet names the protocol; one bit marks management messages.
const NEXT_PROTOCOL: u8 = 0x04;
const MANAGEMENT: u8 = 0x01;

/// VXLAN: flags, group, identifier. A receiver ignores what is reserved; so that no stray datagram passes for VXLAN,
/// a frame is taken behind reserved bits that are set only when it begins as most do (our own rule).
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[flags, more, g0, g1, a, b, c, reserved]) = reader::array(input)?;
    let plain = flags == VALID && [more, g0, g1] == [0, 0, 0];
    let policy = flags == VALID | POLICY;
    let vxlan = if reserved == 0 && (plain || policy) {
        true
    } else if let Ok(generic) = read_generic(input) {
        return Ok(generic);
    } else {
        let ether_type =
            rest.get(12..).and_then(<[u8]>::first_chunk).map(|number| EtherType(u16::from_be_bytes(*number)));
        flags & VALID != 0 && ether_type.is_some_and(EtherType::is_common)
    };
    if !vxlan {
        return Err(not_this(input));
    }
    let identifier = u32::from_be_bytes([0, a, b, c]);
    Ok((rest, Inner::new(HeaderKind::Vxlan, identifier, Protocol::Frame(LinkType::ETHERNET))))
}

/// VXLAN-GPE, which has a port of its own; some senders use VXLAN's.
pub(crate) fn read_generic(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[flags, _, _, next, a, b, c, reserved]) = reader::array(input)?;
    if flags & (VALID | NEXT_PROTOCOL | MANAGEMENT) != VALID | NEXT_PROTOCOL || reserved != 0 {
        return Err(not_this(input));
    }
    let protocol = match next {
        1 => Protocol::EtherType(EtherType::IPV4),
        2 => Protocol::EtherType(EtherType::IPV6),
        3 => Protocol::Frame(LinkType::ETHERNET),
        5 => Protocol::EtherType(EtherType::MPLS),
        _ => return Err(not_this(input)),
    };
    Ok((rest, Inner::new(HeaderKind::Vxlan, u32::from_be_bytes([0, a, b, c]), protocol)))
}

#[cfg(test)]
mod tests {
    use super::{read, read_generic};
    use crate::header::HeaderKind;
    use crate::numbers::{EtherType, LinkType, Protocol};

    #[test]
    fn the_identifier_is_read_and_a_stray_header_is_not() {
        let ethernet = Protocol::Frame(LinkType::ETHERNET);
        #[rustfmt::skip]
        let rows: [([u8; 8], Option<Protocol>); 7] = [
            ([0x08, 0, 0, 0, 0, 1, 2, 0],    Some(ethernet)),
            ([0x88, 0x48, 0, 9, 0, 1, 2, 0], Some(ethernet)),
            ([0x0c, 0, 0, 1, 0, 1, 2, 0],    Some(Protocol::EtherType(EtherType::IPV4))),
            ([0x0c, 0, 0, 9, 0, 1, 2, 0],    None),
            ([0x00, 0, 0, 0, 0, 1, 2, 0],    None),
            ([0x08, 0, 0, 0, 0, 1, 2, 1],    None),
            ([0x08, 0, 0, 7, 0, 1, 2, 0],    None),
        ];
        for (octets, protocol) in rows {
            let found = read(&octets).ok().map(|(_, inner)| (inner.header, inner.protocol));
            assert_eq!(found, protocol.map(|protocol| (Some((HeaderKind::Vxlan, 0x102)), protocol)));
        }
        let mut reserved = [9; 8 + 14];
        assert!(read(&reserved).is_err(), "no frame to speak for it");
        reserved[20..].copy_from_slice(&[0x08, 0x00]);
        assert_eq!(read(&reserved).map(|(rest, inner)| (rest.len(), inner.protocol)), Ok((14, ethernet)));
        assert!(read_generic(&[0x0d, 0, 0, 1, 0, 1, 2, 0]).is_err(), "a management message");
        assert!(read_generic(&[0x08, 0, 0, 0, 0, 1, 2, 0]).is_err(), "no protocol named");
    }
}
