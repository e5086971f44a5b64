//! FDDI (ANSI X3.139), as in RFC 1188.

use crate::frame::llc;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// Frame control and two addresses; LLC when the control says so.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    let (rest, &[control, ..]) = reader::array::<13>(input)?;
    match control & 0xf0 {
        // Asynchronous and synchronous LLC; the low bits are a priority.
        0x50 | 0xd0 => llc::read(rest),
        _ => Ok((rest, Protocol::Llc(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::numbers::{EtherType, Protocol};

    #[test]
    fn only_llc_frames_are_read_further() {
        let mut octets = [0; 22];
        octets[13..].copy_from_slice(&[0xaa, 0xaa, 3, 0, 0, 0, 8, 0, 0x45]);
        octets[0] = 0x57;
        assert_eq!(read(&octets), Ok((&[0x45][..], Protocol::EtherType(EtherType::IPV4))));
        octets[0] = 0x41;
        assert_eq!(read(&octets).map(|(_, named)| named), Ok(Protocol::Llc(0)));
    }
}
