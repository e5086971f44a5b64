//! AYIYA ("anything in anything"): IPv6 behind network address translators, over UDP.

use crate::header::HeaderKind;
use crate::numbers::IpProtocol;
use crate::reader::{self, Read};
use crate::tunnel::tunnel::{Inner, carried};
use crate::tunnel::udp::not_this;

/// The message that holds a packet.
const FORWARD: u8 = 1;

/// Lengths of the identity (a power of two) and of the signature (in words), method and message, what is within, time;
/// then identity and signature.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[identity, signature, message, next, a, b, c, d]) = reader::array(input)?;
    let protocol = match carried(IpProtocol(next)) {
        Some(protocol) if message & 0x0f == FORWARD => protocol,
        _ => return Err(not_this(input)),
    };
    let length = (1_usize << (identity >> 4)).saturating_add(usize::from(signature >> 4).saturating_mul(4));
    let (rest, _) = reader::octets(length, rest)?;
    Ok((rest, Inner::new(HeaderKind::Ayiya, u32::from_be_bytes([a, b, c, d]), protocol)))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn identity_and_signature_are_skipped() {
        let mut octets = [0; 8 + 16 + 20 + 1];
        octets[..8].copy_from_slice(&[0x41, 0x52, 0x11, 41, 0, 0, 0, 1]);
        let ipv6 = Protocol::EtherType(EtherType::IPV6);
        assert_eq!(read(&octets).map(|(rest, inner)| (rest.len(), inner.protocol)), Ok((1, ipv6)));
        assert!(read(&octets[..43]).is_err());
        octets[2] = 0x12;
        assert!(read(&octets).is_err(), "not a forwarded packet");
    }
}
