//! Token Ring (IEEE 802.5), as in RFC 1042.

use crate::error::Reason;
use crate::frame::llc;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// Access control, frame control, two addresses, a source route when the source's first bit says so, LLC.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[_, control, _, _, _, _, _, _, source, ..]) = reader::array::<14>(input)?;
    let rest = if source & 0x80 == 0 { rest } else { skip_route(rest)? };
    if control & 0xc0 == 0x40 { llc::read(rest) } else { Ok((rest, Protocol::Llc(0))) }
}

/// The route tells its own length, even and at least 2.
fn skip_route(input: &[u8]) -> Result<&[u8], nom::Err<reader::Stop>> {
    let (_, &[control]) = reader::array(input)?;
    let length = control & 0x1f;
    if length < 2 || !length.is_multiple_of(2) {
        return Err(reader::stop(input, Reason::BadLength { length: length.into() }));
    }
    Ok(reader::octets(length.into(), input)?.0)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn a_source_route_is_skipped() {
        let mut octets = [0; 27];
        octets[1] = 0x40;
        octets[14..23].copy_from_slice(&[0xaa, 0xaa, 3, 0, 0, 0, 8, 0, 0x45]);
        let ipv4 = Protocol::EtherType(EtherType::IPV4);
        assert_eq!(read(&octets[..23]), Ok((&[0x45][..], ipv4)));
        octets[8] = 0x80;
        octets[14..27].copy_from_slice(&[4, 0, 1, 2, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0, 0x45]);
        assert_eq!(read(&octets), Ok((&[0x45][..], ipv4)));
        octets[14] = 1;
        assert!(read(&octets).is_err());
    }
}
