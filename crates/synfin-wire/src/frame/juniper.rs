//! Juniper's header before Ethernet.

use crate::error::Reason;
use crate::frame::ethernet;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// `MGC`, flags, and extensions with a length of their own when a flag says so. Another flag tells that the Ethernet
/// header was taken off; four octets of protocol stand in its place.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[m, g, c, flags]) = reader::array(input)?;
    if [m, g, c] != *b"MGC" {
        return Err(reader::stop(input, Reason::NoMatch { left: input.len() as u32 }));
    }
    let rest = if flags & 0x80 == 0 {
        rest
    } else {
        let (rest, &length) = reader::array(rest)?;
        reader::octets(u16::from_be_bytes(length).into(), rest)?.0
    };
    if flags & 0x02 == 0 {
        ethernet::read(rest)
    } else {
        let (rest, _) = reader::array::<4>(rest)?;
        Ok((rest, Protocol::Ip))
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn extensions_are_skipped_and_ethernet_may_be_missing() {
        let mut octets = [0; 22];
        octets[..8].copy_from_slice(b"MGC\x80\0\x02\x01\0");
        octets[20..].copy_from_slice(&[8, 0]);
        assert_eq!(read(&octets), Ok((&[][..], Protocol::EtherType(EtherType::IPV4))));
        assert_eq!(read(b"MGC\x02\0\0\0\x02\x45"), Ok((&[0x45][..], Protocol::Ip)));
        assert!(read(b"MGD\x02\0\0\0\x02\x45").is_err());
    }
}
