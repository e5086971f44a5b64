//! IP over Fibre Channel (RFC 2625).

use crate::frame::llc;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// Two network addresses of eight octets, LLC.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, _) = reader::array::<16>(input)?;
    llc::read(rest)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn llc_follows_the_addresses() {
        let mut octets = [0; 24];
        octets[16..].copy_from_slice(&[0xaa, 0xaa, 3, 0, 0, 0, 8, 0]);
        assert_eq!(read(&octets), Ok((&[][..], Protocol::EtherType(EtherType::IPV4))));
    }
}
