//! Geneve (RFC 8926).

use crate::header::HeaderKind;
use crate::numbers::EtherType;
use crate::reader::{self, Read};
use crate::tunnel::tunnel::{Inner, named};
use crate::tunnel::udp::not_this;

/// Version and option length, flags, protocol, identifier; then options of four octets each. Control messages (O) hold
/// no packet of the tunnel's users.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[lengths, flags, p0, p1, a, b, c, reserved]) = reader::array(input)?;
    if lengths >> 6 != 0 || flags & 0x80 != 0 || reserved != 0 {
        return Err(not_this(input));
    }
    let (rest, _) = reader::octets(usize::from(lengths & 0x3f) * 4, rest)?;
    let protocol = named(EtherType(u16::from_be_bytes([p0, p1])));
    Ok((rest, Inner::new(HeaderKind::Geneve, u32::from_be_bytes([0, a, b, c]), protocol)))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::header::HeaderKind;
    use crate::numbers::{EtherType, LinkType, Protocol};

    #[test]
    fn options_are_skipped_and_control_messages_left_alone() {
        let header = Some((HeaderKind::Geneve, 7));
        let found =
            |octets: &[u8]| read(octets).ok().map(|(rest, inner)| (rest.len(), inner.header, inner.protocol));
        let frame = [1, 0, 0x65, 0x58, 0, 0, 7, 0, 1, 2, 3, 4, 9];
        assert_eq!(found(&frame), Some((1, header, Protocol::Frame(LinkType::ETHERNET))));
        let packet = [0, 0, 0x86, 0xdd, 0, 0, 7, 0, 9];
        assert_eq!(found(&packet), Some((1, header, Protocol::EtherType(EtherType::IPV6))));
        assert_eq!(found(&[0, 0x80, 0x65, 0x58, 0, 0, 7, 0]), None);
        assert_eq!(found(&[0x40, 0, 0x65, 0x58, 0, 0, 7, 0]), None);
        assert_eq!(found(&frame[..11]), None);
    }
}
