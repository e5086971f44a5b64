//! IP over InfiniBand (RFC 4391) behind a global routing header.

use crate::frame::ethernet;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// 40 octets of global routing header, an EtherType, two octets reserved.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[.., t0, t1, _, _]) = reader::array::<44>(input)?;
    ethernet::named(u16::from_be_bytes([t0, t1]), rest)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn the_ether_type_stands_behind_the_routing_header() {
        let mut octets = [0; 45];
        octets[40..42].copy_from_slice(&[0x08, 0x00]);
        assert_eq!(read(&octets), Ok((&[0][..], Protocol::EtherType(EtherType::IPV4))));
        assert!(read(&octets[..43]).is_err());
    }
}
