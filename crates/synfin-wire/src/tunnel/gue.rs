//! Generic UDP encapsulation: variant 0 with a header, variant 1 with IP at once.

use crate::header::HeaderKind;
use crate::numbers::IpProtocol;
use crate::reader::{self, Read};
use crate::tunnel::tunnel::{Inner, carried};
use crate::tunnel::udp::{ip_within, not_this};

/// The two upper bits are the variant; variant 1's are those with which IP begins.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[lengths, protocol, _, _]) = reader::array(input)?;
    match lengths >> 6 {
        // Bit 5 marks control messages.
        0 if lengths & 0x20 == 0 => {
            let (rest, _) = reader::octets(usize::from(lengths & 0x1f) * 4, rest)?;
            let protocol = carried(IpProtocol(protocol)).ok_or_else(|| not_this(input))?;
            Ok((rest, Inner::new(HeaderKind::Gue, 0, protocol)))
        }
        1 => ip_within(HeaderKind::Gue, 0, input),
        _ => Err(not_this(input)),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn both_variants_hold_ip() {
        let within = |octets: &[u8]| read(octets).ok().map(|(rest, inner)| (rest.len(), inner.protocol));
        let ipv4 = Protocol::EtherType(EtherType::IPV4);
        assert_eq!(within(&[0, 4, 0, 0, 0x45]), Some((1, ipv4)));
        assert_eq!(within(&[1, 4, 0, 0, 1, 2, 3, 4, 0x45]), Some((1, ipv4)));
        assert_eq!(within(&[0x45, 0, 0, 40]), Some((4, ipv4)));
        assert_eq!(within(&[0x60, 0, 0, 40]), Some((4, Protocol::EtherType(EtherType::IPV6))));
        assert_eq!(within(&[0x20, 4, 0, 0, 0x45]), None);
        assert_eq!(within(&[0, 17, 0, 0, 0x45]), None);
    }
}
