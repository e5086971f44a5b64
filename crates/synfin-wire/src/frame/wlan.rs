//! IEEE 802.11 data frames.

use crate::error::Reason;
use crate::frame::llc;
use crate::numbers::Protocol;
use crate::reader::{self, Read};

/// Set in [`Protocol::Wlan`] when the body is encrypted.
const ENCRYPTED: u8 = 0x80;

/// A frame without padding behind its header.
pub(crate) fn read(input: &[u8]) -> Read<'_, Protocol> {
    read_aligned(input, false)
}

/// Reads the header (IEEE 802.11, clause 9.2) and LLC behind it. `padded`: some radios fill the header up to a
/// multiple of four octets. Of several packets aggregated in one frame (A-MSDU) the first is read.
pub(crate) fn read_aligned(input: &[u8], padded: bool) -> Read<'_, Protocol> {
    let (_, &[control, flags]) = reader::array(input)?;
    if control & 0x03 != 0 {
        return Err(reader::stop(input, Reason::BadVersion { version: control & 0x03 }));
    }
    let (kind, subtype) = (control >> 2 & 0x03, control >> 4);
    let what = kind << 4 | subtype;
    // Data (2), and not one of its subtypes without a body (bit 2).
    if kind != 2 || subtype & 0x04 != 0 {
        return Ok((input.get(2..).unwrap_or_default(), Protocol::Wlan(what)));
    }
    let quality = subtype & 0x08 != 0;
    let addresses = if flags & 0x03 == 0x03 { 30 } else { 24 };
    let extra = match (quality, flags & 0x80 != 0) {
        (true, true) => 6,
        (true, false) => 2,
        (false, _) => 0,
    };
    let length = usize::saturating_add(addresses, extra);
    let (rest, header) = reader::octets(if padded { length.next_multiple_of(4) } else { length }, input)?;
    // Sequence control: the low four bits count the fragments.
    if header.get(22).is_some_and(|&number| number & 0x0f != 0) {
        return Ok((rest, Protocol::LinkFragment));
    }
    // Protected; but a radio or a tool may have decrypted the body and left the bit.
    if flags & 0x40 != 0 && !rest.starts_with(&[0xaa, 0xaa, 0x03]) {
        return Ok((rest, Protocol::Wlan(what | ENCRYPTED)));
    }
    let aggregated = quality && header.get(addresses).is_some_and(|&control| control & 0x80 != 0);
    let rest = if aggregated { reader::array::<14>(rest)?.0 } else { rest };
    llc::read(rest)
}

#[cfg(test)]
mod tests {
    use super::{read, read_aligned};
    use crate::numbers::{EtherType, Protocol};

    const IPV4: Protocol = Protocol::EtherType(EtherType::IPV4);
    const SNAP: [u8; 9] = [0xaa, 0xaa, 3, 0, 0, 0, 8, 0, 0x45];

    /// A frame with LLC at `body`.
    fn forge(control: u8, flags: u8, body: usize) -> ([u8; 64], usize) {
        let mut octets = [0; 64];
        octets[0] = control;
        octets[1] = flags;
        octets[body..body + SNAP.len()].copy_from_slice(&SNAP);
        (octets, body + SNAP.len())
    }

    #[test]
    fn llc_is_found_behind_every_shape_of_the_header() {
        for (control, flags, body) in [
            (0x08, 0x01, 24),
            (0x08, 0x03, 30),
            (0x88, 0x02, 26),
            (0x88, 0x82, 30),
            (0x88, 0x03, 32),
            (0x08, 0x41, 24),
        ] {
            let (octets, length) = forge(control, flags, body);
            assert_eq!(read(&octets[..length]), Ok((&[0x45][..], IPV4)), "{control:02x} {flags:02x}");
            for cut in 0..length - 1 {
                assert!(read(&octets[..cut]).is_err() || flags & 0x40 != 0, "{cut}");
            }
        }
        let (octets, length) = forge(0x88, 0x02, 28);
        assert_eq!(read_aligned(&octets[..length], true), Ok((&[0x45][..], IPV4)));
    }

    #[test]
    fn the_first_of_aggregated_packets_is_read() {
        let (mut octets, length) = forge(0x88, 0x02, 26 + 14);
        octets[24] = 0x80;
        assert_eq!(read(&octets[..length]), Ok((&[0x45][..], IPV4)));
    }

    #[test]
    fn what_holds_no_data_is_named() {
        let named = |octets: &[u8]| read(octets).map(|(_, named)| named).expect("whole");
        assert_eq!(named(&[0x80, 0]), Protocol::Wlan(0x08));
        assert_eq!(named(&[0x48, 0]), Protocol::Wlan(0x24));
        let mut encrypted = [0; 40];
        encrypted[..2].copy_from_slice(&[0x08, 0x41]);
        assert_eq!(named(&encrypted), Protocol::Wlan(0xa0));
        let (mut later, _) = forge(0x08, 0x01, 24);
        later[22] = 0x01;
        assert_eq!(named(&later), Protocol::LinkFragment);
    }
}
