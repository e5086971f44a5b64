//! Teredo (RFC 4380): IPv6 over UDP.

use crate::header::HeaderKind;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::tunnel::Inner;
use crate::tunnel::udp::not_this;

/// An authentication and an origin indication may stand before the packet (section 5.1.1).
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let rest = behind_authentication(input)?.0;
    let rest = match *rest {
        [0, 0, _, _, _, _, _, _, ref rest @ ..] => rest,
        _ => rest,
    };
    // Nothing but the version and the length tells IPv6 from other traffic on the port.
    match *rest {
        [version, _, _, _, l0, l1, ..]
            if version >> 4 == 6 && usize::from(u16::from_be_bytes([l0, l1])) + 40 >= rest.len() =>
        {
            Ok((rest, Inner::new(HeaderKind::Teredo, 0, Protocol::EtherType(EtherType::IPV6))))
        }
        _ => Err(not_this(rest)),
    }
}

/// `0x0001`, two lengths, a client identifier and a value of these lengths, a nonce of eight octets, a confirmation.
fn behind_authentication(input: &[u8]) -> Read<'_, ()> {
    let [0, 1, ..] = *input else { return Ok((input, ())) };
    let (rest, &[_, _, identifier, value]) = reader::array(input)?;
    let (rest, _) =
        reader::octets(usize::from(identifier).saturating_add(usize::from(value)).saturating_add(9), rest)?;
    Ok((rest, ()))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::read;
    use std::vec::Vec;

    #[test]
    fn the_packet_is_found_behind_both_indications() {
        let mut packet = [0; 44];
        packet[0] = 0x60;
        packet[5] = 4;
        let authentication = [0, 1, 1, 2, 9, 8, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0];
        let origin = [0, 0, 1, 2, 3, 4, 5, 6];
        for before in [&[][..], &origin, &authentication, &[&authentication[..], &origin].concat()] {
            let mut octets = Vec::from(before);
            octets.extend(packet);
            assert_eq!(read(&octets).map(|(rest, _)| rest.len()), Ok(44));
        }
        assert!(read(&[0x60; 3]).is_err());
        packet[5] = 3;
        assert!(read(&packet).is_err(), "more octets than the packet has");
        packet[0] = 0x45;
        assert!(read(&packet).is_err());
    }
}
