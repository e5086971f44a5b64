//! What radios put before an 802.11 frame: radiotap, Prism, AVS, and Per-Packet Information.

use crate::error::Reason;
use crate::frame::wlan;
use crate::numbers::{LinkType, Protocol};
use crate::reader::{self, Read};

/// Radiotap: version, length (little endian), which fields are there, the fields. One of them tells whether the
/// 802.11 header is padded.
pub(crate) fn read_radiotap(input: &[u8]) -> Read<'_, Protocol> {
    let (_, &[version, _, l0, l1, p0, p1, p2, p3]) = reader::array(input)?;
    if version != 0 {
        return Err(reader::stop(input, Reason::BadVersion { version }));
    }
    let length = u16::from_le_bytes([l0, l1]);
    if length < 8 {
        return Err(reader::stop(input, Reason::BadHeaderLength { octets: length, least: 8 }));
    }
    let (frame, header) = reader::octets(length.into(), input)?;
    let padded = radiotap_flags(u32::from_le_bytes([p0, p1, p2, p3]), header) & 0x20 != 0;
    wlan::read_aligned(frame, padded)
}

/// The octet of flags, the second field; 0 when it is not there. Before it may stand a timestamp of eight octets,
/// aligned to eight; bit 31 of each word of presence tells that another follows.
fn radiotap_flags(present: u32, header: &[u8]) -> u8 {
    if present & 0x02 == 0 {
        return 0;
    }
    let mut fields = 8;
    let mut word = present;
    while word & 0x8000_0000 != 0 {
        let Some(next) = header.get(fields..).and_then(<[u8]>::first_chunk) else { return 0 };
        word = u32::from_le_bytes(*next);
        fields = fields.saturating_add(4);
    }
    let flags = if present & 0x01 == 0 { fields } else { (fields.saturating_add(7) & !7).saturating_add(8) };
    header.get(flags).copied().unwrap_or(0)
}

/// Prism: 144 octets, or an AVS header under the same link type.
pub(crate) fn read_prism(input: &[u8]) -> Read<'_, Protocol> {
    let (_, &[a, b, c, d]) = reader::array(input)?;
    if u32::from_be_bytes([a, b, c, d]) >> 12 == 0x8_0211 {
        return read_avs(input);
    }
    let (frame, _) = reader::array::<144>(input)?;
    wlan::read(frame)
}

/// AVS: a magic number with a version, and the length.
pub(crate) fn read_avs(input: &[u8]) -> Read<'_, Protocol> {
    let (_, &[_, _, _, _, a, b, c, d]) = reader::array(input)?;
    let length = u32::from_be_bytes([a, b, c, d]);
    if length < 8 {
        return Err(reader::stop(input, Reason::BadLength { length }));
    }
    let (frame, _) = reader::octets(length as usize, input)?;
    wlan::read(frame)
}

/// PPI: version, flags, length and the link type of what follows, little endian.
pub(crate) fn read_ppi(input: &[u8]) -> Read<'_, Protocol> {
    let (_, &[version, _, l0, l1, t0, t1, t2, t3]) = reader::array(input)?;
    let length = u16::from_le_bytes([l0, l1]);
    if version != 0 {
        return Err(reader::stop(input, Reason::BadVersion { version }));
    }
    if length < 8 {
        return Err(reader::stop(input, Reason::BadHeaderLength { octets: length, least: 8 }));
    }
    let (frame, _) = reader::octets(length.into(), input)?;
    match LinkType(u32::from_le_bytes([t0, t1, t2, t3]) as u16) {
        LinkType::IEEE802_11 => wlan::read(frame),
        other => Ok((frame, Protocol::Frame(other))),
    }
}

#[cfg(test)]
mod tests {
    use super::{read_avs, read_ppi, read_prism, read_radiotap};
    use crate::numbers::{EtherType, LinkType, Protocol};

    const IPV4: Protocol = Protocol::EtherType(EtherType::IPV4);
    const DATA: [u8; 2] = [0x88, 0x02];
    const SNAP: [u8; 9] = [0xaa, 0xaa, 3, 0, 0, 0, 8, 0, 0x45];

    /// A radio's header, then 26 octets of 802.11, `pad` octets, LLC.
    fn behind(radio: &[u8], header: usize, pad: usize) -> ([u8; 256], usize) {
        let mut octets = [0; 256];
        octets[..radio.len()].copy_from_slice(radio);
        octets[header..header + 2].copy_from_slice(&DATA);
        let body = header + 26 + pad;
        octets[body..body + SNAP.len()].copy_from_slice(&SNAP);
        (octets, body + SNAP.len())
    }

    #[test]
    fn radiotap_tells_its_length_and_whether_the_frame_is_padded() {
        #[rustfmt::skip]
        let rows: [(&[u8], usize, usize); 4] = [
            (&[0, 0, 8, 0, 0, 0, 0, 0],                                                       8, 0),
            (&[0, 0, 9, 0, 2, 0, 0, 0, 0x20],                                                 9, 2),
            (&[0, 0, 17, 0, 3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x20],                       17, 2),
            (&[0, 0, 25, 0, 3, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x20], 25, 2),
        ];
        for (radio, header, pad) in rows {
            let (octets, length) = behind(radio, header, pad);
            assert_eq!(read_radiotap(&octets[..length]), Ok((&[0x45][..], IPV4)), "{radio:02x?}");
        }
        assert!(read_radiotap(&[1, 0, 8, 0, 0, 0, 0, 0]).is_err());
        assert!(read_radiotap(&[0, 0, 7, 0, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn prism_avs_and_ppi_are_skipped() {
        let (octets, length) = behind(&[0, 0, 0, 0x44], 144, 0);
        assert_eq!(read_prism(&octets[..length]), Ok((&[0x45][..], IPV4)));
        let (octets, length) = behind(&[0x80, 0x21, 0x10, 0x01, 0, 0, 0, 64], 64, 0);
        assert_eq!(read_prism(&octets[..length]), Ok((&[0x45][..], IPV4)));
        assert_eq!(read_avs(&octets[..length]), Ok((&[0x45][..], IPV4)));
        let (octets, length) = behind(&[0, 0, 12, 0, 105, 0, 0, 0], 12, 0);
        assert_eq!(read_ppi(&octets[..length]), Ok((&[0x45][..], IPV4)));
        let ethernet = [0, 0, 8, 0, 1, 0, 0, 0, 9];
        assert_eq!(read_ppi(&ethernet), Ok((&[9][..], Protocol::Frame(LinkType::ETHERNET))));
    }
}
