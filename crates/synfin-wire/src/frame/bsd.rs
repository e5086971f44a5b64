//! The pseudo link headers of the BSDs: loopback, IPsec's enc interface, the packet filter's log.

use crate::error::Reason;
use crate::numbers::{EtherType, Protocol};
use crate::reader::{self, Read};

/// NULL: the address family in the byte order of the machine that captured, which the file need not share. No
/// family needs more than 16 bits, so the half that is zero tells the order.
pub(crate) fn read_null(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &octets) = reader::array(input)?;
    Ok((rest, family(either_order(octets))))
}

/// LOOP: the address family in network byte order.
pub(crate) fn read_loop(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &octets) = reader::array(input)?;
    Ok((rest, family(u32::from_be_bytes(octets))))
}

/// ENC: family as in NULL, security parameters index, flags.
pub(crate) fn read_enc(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[a, b, c, d, ..]) = reader::array::<12>(input)?;
    Ok((rest, family(either_order([a, b, c, d]))))
}

/// PFLOG: a header that tells its own length, less the padding to four octets, and the family.
pub(crate) fn read_pflog(input: &[u8]) -> Read<'_, Protocol> {
    let (_, &[length, number]) = reader::array(input)?;
    // The shortest that any system wrote.
    if length < 28 {
        return Err(reader::stop(input, Reason::BadHeaderLength { octets: length.into(), least: 28 }));
    }
    let (rest, _) = reader::octets(usize::from(length).next_multiple_of(4), input)?;
    Ok((rest, family(number.into())))
}

fn either_order(octets: [u8; 4]) -> u32 {
    let (little, big) = (u32::from_le_bytes(octets), u32::from_be_bytes(octets));
    little.min(big)
}

/// The families of the systems that write such captures.
pub(crate) fn family(number: u32) -> Protocol {
    match number {
        2 => Protocol::EtherType(EtherType::IPV4),
        // Linux; Windows; NetBSD, OpenBSD and BSD/OS; Solaris; FreeBSD; macOS.
        10 | 23 | 24 | 26 | 28 | 30 => Protocol::EtherType(EtherType::IPV6),
        // Some writers put an EtherType there.
        0x0600..=0xffff => Protocol::EtherType(EtherType(number as u16)),
        _ => Protocol::Family(number as u16),
    }
}

#[cfg(test)]
mod tests {
    use super::{read_enc, read_loop, read_null, read_pflog};
    use crate::numbers::{EtherType, Protocol};

    const IPV4: Protocol = Protocol::EtherType(EtherType::IPV4);
    const IPV6: Protocol = Protocol::EtherType(EtherType::IPV6);

    #[test]
    fn the_family_is_found_in_either_byte_order() {
        let named = |octets: &[u8]| read_null(octets).map(|(_, named)| named).expect("whole");
        assert_eq!(named(&[2, 0, 0, 0]), IPV4);
        assert_eq!(named(&[0, 0, 0, 2]), IPV4);
        assert_eq!(named(&[0, 0, 0, 28]), IPV6);
        assert_eq!(named(&[30, 0, 0, 0]), IPV6);
        assert_eq!(named(&[7, 0, 0, 0]), Protocol::Family(7));
        assert_eq!(named(&[0, 8, 0, 0]), IPV4);
    }

    #[test]
    fn loop_is_in_network_byte_order_only() {
        assert_eq!(read_loop(&[0, 0, 0, 2]).map(|(_, named)| named), Ok(IPV4));
        assert_eq!(read_loop(&[2, 0, 0, 0]).map(|(_, named)| named), Ok(Protocol::Family(0)));
    }

    #[test]
    fn enc_and_pflog_are_skipped_by_their_lengths() {
        assert_eq!(read_enc(&[2, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 0x45]), Ok((&[0x45][..], IPV4)));
        let mut log = [0; 65];
        log[..2].copy_from_slice(&[61, 24]);
        assert_eq!(read_pflog(&log), Ok((&[0][..], IPV6)));
        log[0] = 4;
        assert!(read_pflog(&log).is_err());
    }
}
