//! GTP-U (3GPP TS 29.281): users' packets in a mobile network.

use crate::header::HeaderKind;
use crate::reader::{self, Read};
use crate::tunnel::tunnel::Inner;
use crate::tunnel::udp::{ip_within, not_this};

/// A packet of a user; all other messages are the tunnel's own.
const T_PDU: u8 = 0xff;
/// Any of these flags: four more octets. One of them says that those name an extension header.
const OPTIONAL: u8 = 0x07;
const EXTENDED: u8 = 0x04;
/// More extension headers than are defined.
const MAX_EXTENSIONS: usize = 8;

/// Version 1 of GTP (not GTP'), message, length, tunnel; four more octets when any of three flags is set; then
/// extension headers when the last of those octets names one.
pub(crate) fn read(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[flags, message, l0, l1, a, b, c, d]) = reader::array(input)?;
    let length = usize::from(u16::from_be_bytes([l0, l1]));
    if flags >> 4 != 0x3 || message != T_PDU || length == 0 {
        return Err(not_this(input));
    }
    let tunnel = u32::from_be_bytes([a, b, c, d]);
    let rest = if flags & OPTIONAL == 0 { rest } else { behind_extensions(flags, rest)?.0 };
    ip_within(HeaderKind::GtpU, tunnel, rest)
}

/// Each tells its length in words, and in its last octet the kind of the next.
fn behind_extensions(flags: u8, input: &[u8]) -> Read<'_, ()> {
    let (mut rest, &[_, _, _, mut next]) = reader::array(input)?;
    if flags & EXTENDED == 0 {
        return Ok((rest, ()));
    }
    for _ in 0..MAX_EXTENSIONS {
        if next == 0 {
            return Ok((rest, ()));
        }
        let (_, &[words]) = reader::array(rest)?;
        let (behind, extension) = reader::octets(usize::from(words) * 4, rest)?;
        next = *extension.last().ok_or_else(|| not_this(rest))?;
        rest = behind;
    }
    Err(not_this(rest))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::header::HeaderKind;

    #[test]
    fn the_packet_is_found_behind_optional_fields_and_extensions() {
        #[rustfmt::skip]
        let rows: [&[u8]; 4] = [
            &[0x30, 0xff, 0, 1, 0, 0, 0, 7, 0x45],
            &[0x32, 0xff, 0, 5, 0, 0, 0, 7, 0, 1, 0, 0, 0x60],
            &[0x34, 0xff, 0, 9, 0, 0, 0, 7, 0, 0, 0, 0x85, 1, 0x10, 1, 0, 0x45],
            &[0x34, 0xff, 0, 17, 0, 0, 0, 7, 0, 0, 0, 0x85, 1, 0x10, 1, 0x85, 2, 0, 0, 0, 0, 0, 0, 0, 0x45],
        ];
        for octets in rows {
            let (rest, inner) = read(octets).unwrap_or_else(|_| panic!("{octets:02x?}"));
            assert_eq!((rest.len(), inner.header), (1, Some((HeaderKind::GtpU, 7))));
            for cut in 0..octets.len() {
                assert!(read(&octets[..cut]).is_err());
            }
        }
    }

    #[test]
    fn what_is_no_users_packet_is_left_alone() {
        #[rustfmt::skip]
        let rows: [&[u8]; 5] = [
            &[0x50, 0xff, 0, 1, 0, 0, 0, 7, 0x45],
            &[0x30, 0x01, 0, 1, 0, 0, 0, 7, 0x45],
            &[0x20, 0xff, 0, 1, 0, 0, 0, 7, 0x45],
            &[0x30, 0xff, 0, 1, 0, 0, 0, 7, 0x25],
            &[0x34, 0xff, 0, 9, 0, 0, 0, 7, 0, 0, 0, 0x85, 0, 0x10, 1, 0, 0x45],
        ];
        for octets in rows {
            assert!(read(octets).is_err(), "{octets:02x?}");
        }
    }
}
