//! ERSPAN types I to III: mirrored frames in GRE.

use crate::error::Reason;
use crate::header::HeaderKind;
use crate::numbers::{LinkType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::tunnel::Inner;

const ETHERNET: Protocol = Protocol::Frame(LinkType::ETHERNET);

/// Type I has neither a GRE sequence number nor a header of its own; type II has both.
pub(crate) fn read_i_or_ii(sequenced: bool, input: &[u8]) -> Read<'_, Inner> {
    if !sequenced {
        return Ok((input, Inner::new(HeaderKind::ErspanI, 0, ETHERNET)));
    }
    let (rest, &[version, _, s0, s1, _, _, _, _]) = reader::array(input)?;
    if version >> 4 != 1 {
        return Err(reader::stop(input, Reason::UnsupportedVersion { version: version >> 4 }));
    }
    Ok((rest, Inner::new(HeaderKind::ErspanII, session(s0, s1), ETHERNET)))
}

/// Type III: twelve octets, and eight more of the platform's own when the last bit says so; a frame or IP within.
pub(crate) fn read_iii(input: &[u8]) -> Read<'_, Inner> {
    let (rest, &[version, _, s0, s1, _, _, _, _, _, _, kind, last]) = reader::array(input)?;
    if version >> 4 != 2 {
        return Err(reader::stop(input, Reason::UnsupportedVersion { version: version >> 4 }));
    }
    let (rest, _) = reader::octets(if last & 0x01 == 0 { 0 } else { 8 }, rest)?;
    let protocol = if kind >> 2 & 0x1f == 2 { Protocol::Ip } else { ETHERNET };
    Ok((rest, Inner::new(HeaderKind::ErspanIII, session(s0, s1), protocol)))
}

/// Ten bits.
fn session(high: u8, low: u8) -> u32 {
    u32::from(u16::from_be_bytes([high & 0x03, low]))
}

#[cfg(test)]
mod tests {
    use super::{ETHERNET, read_i_or_ii, read_iii};
    use crate::header::HeaderKind;
    use crate::numbers::Protocol;

    #[test]
    fn the_three_types_are_told_apart() {
        let two = [0x10, 9, 0xfe, 7, 0, 0, 0, 1, 0xaa];
        let found = |read: super::Read<'_, super::Inner>| {
            let (rest, inner) = read.ok()?;
            Some((rest.len(), inner.header?, inner.protocol))
        };
        assert_eq!(found(read_i_or_ii(false, &two)), Some((9, (HeaderKind::ErspanI, 0), ETHERNET)));
        assert_eq!(found(read_i_or_ii(true, &two)), Some((1, (HeaderKind::ErspanII, 0x207), ETHERNET)));
        let mut three = [0; 21];
        three[0] = 0x20;
        three[3] = 7;
        assert_eq!(found(read_iii(&three)), Some((9, (HeaderKind::ErspanIII, 7), ETHERNET)));
        three[11] = 1;
        assert_eq!(found(read_iii(&three)), Some((1, (HeaderKind::ErspanIII, 7), ETHERNET)));
        three[10] = 0x88;
        assert_eq!(found(read_iii(&three)), Some((1, (HeaderKind::ErspanIII, 7), Protocol::Ip)));
        assert!(read_iii(&two).is_err() && read_i_or_ii(true, &three).is_err());
    }
}
