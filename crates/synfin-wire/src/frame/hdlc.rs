//! Cisco HDLC.

use crate::frame::ethernet;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// Address, control, EtherType.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[_, _, t0, t1]) = reader::array(input)?;
    ethernet::named(u16::from_be_bytes([t0, t1]), rest)
}

/// One octet of direction before it.
pub(crate) fn read_with_direction(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, _) = reader::array::<1>(input)?;
    read(rest)
}

#[cfg(test)]
mod tests {
    use super::{read, read_with_direction};
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn the_ether_type_stands_behind_address_and_control() {
        let ipv6 = Protocol::EtherType(EtherType::IPV6);
        assert_eq!(read(&[0x0f, 0, 0x86, 0xdd, 0x60]), Ok((&[0x60][..], ipv6)));
        assert_eq!(read_with_direction(&[1, 0x0f, 0, 0x86, 0xdd]), Ok((&[][..], ipv6)));
        assert!(read(&[0x0f, 0, 0x86]).is_err());
    }
}
