//! L2TP version 2 (RFC 2661): PPP over UDP.

use crate::header::HeaderKind;
use crate::numbers::{LinkType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::tunnel::Inner;
use crate::tunnel::udp::not_this;

const CONTROL: u16 = 0x8000;
const LENGTH: u16 = 0x4000;
const SEQUENCE: u16 = 0x0800;
const OFFSET: u16 = 0x0200;
/// Bits that are always zero, and the version.
const FIXED: u16 = 0x34ff;

/// Flags and version; then the fields that the flags announce; then PPP.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &flags) = reader::array(input)?;
    let flags = u16::from_be_bytes(flags);
    if flags & FIXED != 2 || flags & CONTROL != 0 {
        return Err(not_this(input));
    }
    let (rest, _) = reader::octets(if flags & LENGTH == 0 { 0 } else { 2 }, rest)?;
    let (rest, &identifiers) = reader::array(rest)?;
    let (rest, _) = reader::octets(if flags & SEQUENCE == 0 { 0 } else { 4 }, rest)?;
    let rest = if flags & OFFSET == 0 {
        rest
    } else {
        let (rest, &pad) = reader::array(rest)?;
        reader::octets(u16::from_be_bytes(pad).into(), rest)?.0
    };
    let inner = Inner::new(HeaderKind::L2tp, u32::from_be_bytes(identifiers), Protocol::Frame(LinkType::PPP));
    Ok((rest, inner))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::header::HeaderKind;

    #[test]
    fn each_flag_announces_its_field() {
        #[rustfmt::skip]
        let rows: [&[u8]; 4] = [
            &[0x00, 2, 0, 5, 0, 9, 0x21],
            &[0x40, 2, 0, 9, 0, 5, 0, 9, 0x21],
            &[0x48, 2, 0, 9, 0, 5, 0, 9, 0, 1, 0, 2, 0x21],
            &[0x02, 2, 0, 5, 0, 9, 0, 2, 0, 0, 0x21],
        ];
        for octets in rows {
            let (rest, inner) = read(octets).unwrap_or_else(|_| panic!("{octets:02x?}"));
            assert_eq!((rest, inner.header), (&[0x21][..], Some((HeaderKind::L2tp, 0x0005_0009))));
            for cut in 0..octets.len() - 1 {
                assert!(read(&octets[..cut]).is_err());
            }
        }
        assert!(read(&[0xc8, 2, 0, 9, 0, 5, 0, 9, 0, 1, 0, 2]).is_err(), "a control message");
        assert!(read(&[0x00, 3, 0, 5, 0, 9, 0x21]).is_err(), "version 3");
    }
}
