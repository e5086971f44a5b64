//! PPP (RFC 1661), with and without HDLC-like framing (RFC 1662), and PPPoE sessions (RFC 2516).

use crate::error::Reason;
use crate::frame::hdlc;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};

/// Address and control may be left out (RFC 1662, section 3.1); a Cisco HDLC address in their place tells that the
/// other end of a serial line speaks that.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    match *input {
        [0xff, 0x03, ref rest @ ..] => read_protocol(rest),
        [0x0f | 0x8f, 0x00, ..] => hdlc::read(input),
        [0xff | 0x0f | 0x8f] => Err(reader::cut_short(input, 2)),
        _ => read_protocol(input),
    }
}

/// One octet, 0 for received and 1 for sent, before PPP.
pub(crate) fn read_with_direction(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, _) = reader::array::<1>(input)?;
    read(rest)
}

/// A protocol number of two octets, or of one when that is odd (RFC 1661, section 6.5).
pub(crate) fn read_protocol(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, number) = match reader::array(input)? {
        (rest, &[low]) if low & 1 != 0 => (rest, u16::from(low)),
        _ => {
            let (rest, &number) = reader::array(input)?;
            (rest, u16::from_be_bytes(number))
        }
    };
    let protocol = match number {
        0x0021 => Protocol::EtherType(EtherType::IPV4),
        0x0057 => Protocol::EtherType(EtherType::IPV6),
        0x0281 => Protocol::EtherType(EtherType::MPLS),
        0x0283 => Protocol::EtherType(EtherType::MPLS_UPSTREAM),
        _ => Protocol::Ppp(number),
    };
    Ok((rest, protocol))
}

/// The six octets of PPPoE: the session; `None` when this is no session data (RFC 2516, section 4).
pub(crate) fn read_session(input: &[u8]) -> Read<'_, Option<u16>> {
    let (rest, &[version, code, s0, s1, _, _]) = reader::array(input)?;
    if version != 0x11 {
        return Err(reader::stop(input, Reason::BadVersion { version: version >> 4 }));
    }
    Ok((rest, (code == 0).then_some(u16::from_be_bytes([s0, s1]))))
}

/// A link type of its own: the frame begins with PPPoE.
pub(crate) fn read_pppoe(input: &[u8]) -> Read<'_, Protocol> {
    match read_session(input)? {
        (rest, Some(_)) => read_protocol(rest),
        (rest, None) => Ok((rest, Protocol::EtherType(EtherType::PPPOE_DISCOVERY))),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, read_pppoe, read_with_direction};
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn the_protocol_is_found_with_and_without_its_compressions() {
        let ipv4 = Protocol::EtherType(EtherType::IPV4);
        #[rustfmt::skip]
        let rows: [(&[u8], Protocol); 8] = [
            (&[0xff, 0x03, 0x00, 0x21, 0x45], ipv4),
            (&[0xff, 0x03, 0x21, 0x45],       ipv4),
            (&[0x00, 0x21, 0x45],             ipv4),
            (&[0x21, 0x45],                   ipv4),
            (&[0x00, 0x57, 0x60],             Protocol::EtherType(EtherType::IPV6)),
            (&[0x02, 0x81, 0x60],             Protocol::EtherType(EtherType::MPLS)),
            (&[0xff, 0x03, 0xc0, 0x21, 1],    Protocol::Ppp(0xc021)),
            (&[0x0f, 0x00, 0x08, 0x00, 0x45], ipv4),
        ];
        for (octets, protocol) in rows {
            let (rest, named) = read(octets).expect("whole");
            assert_eq!((named, rest.len()), (protocol, 1));
        }
        for first in [0xff, 0x0f, 0x00] {
            assert!(read(&[first]).is_err());
        }
        assert_eq!(read_with_direction(&[1, 0x21]).map(|(_, named)| named), Ok(ipv4));
    }

    #[test]
    fn only_session_data_is_read_behind_pppoe() {
        let ipv4 = Protocol::EtherType(EtherType::IPV4);
        let named = |octets| read_pppoe(octets).map(|(_, named)| named);
        assert_eq!(named(&[0x11, 0, 0, 1, 0, 2, 0, 0x21]), Ok(ipv4));
        let discovery = Protocol::EtherType(EtherType::PPPOE_DISCOVERY);
        assert_eq!(named(&[0x11, 9, 0, 0, 0, 0]), Ok(discovery));
        assert!(named(&[0x21, 0, 0, 1, 0, 2, 0, 0x21]).is_err());
    }
}
