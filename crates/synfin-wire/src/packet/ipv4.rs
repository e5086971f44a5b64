//! IPv4 (RFC 791).

use crate::error::{Layer, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::extension;
use crate::packet::fragment::Fragment;
use crate::packet::packet::{Packet, who_cut};
use crate::packet::plain::Plain;
use core::net::Ipv4Addr;

/// Octets of the header without options.
pub(crate) const FIXED: usize = 20;
/// Version 4, a header of five words.
const VERSION_AND_WORDS: u8 = 0x45;
const MORE_FRAGMENTS: u16 = 0x2000;
const OFFSET: u16 = 0x1fff;

/// Reads a packet whose version is known to be 4.
pub(crate) fn read(octets: &[u8], on_wire: u32) -> Result<Packet<'_>, ParseError> {
    measured(octets, on_wire).and_then(|packet| seldom(packet, octets))
}

/// The same, for a packet with nothing but the fixed header before a payload of `protocol`, and no fragment.
#[inline]
pub(crate) fn plain(octets: &[u8], protocol: IpProtocol) -> Option<Plain<'_>> {
    let (fixed, rest) = octets.split_first_chunk::<FIXED>()?;
    if fixed[0] != VERSION_AND_WORDS || fragment_field(fixed) != 0 || fixed[9] != protocol.0 {
        return None;
    }
    let total_len = u32::from(u16::from_be_bytes([fixed[2], fixed[3]]));
    Some(Plain { header_len: FIXED as u32, total_len, rest })
}

/// Reads the header as far as all have it, and cuts header and payload to their lengths.
fn measured(octets: &[u8], on_wire: u32) -> Result<Packet<'_>, ParseError> {
    let Some(fixed) = octets.first_chunk::<FIXED>() else {
        return Err(cut_short(octets.len(), on_wire, FIXED));
    };
    let declared = u32::from(u16::from_be_bytes([fixed[2], fixed[3]]));
    let header_len = usize::from(fixed[0] & 0x0f) * 4;
    // Segmentation offload: the driver would have written the length (RFC 791 knows no packet of length 0).
    let total_len = if declared == 0 { on_wire } else { declared };
    if header_len < FIXED || (header_len as u32) > total_len {
        return Err(bad_length(octets.len(), on_wire, header_len, total_len));
    }
    let end = octets.len().min(total_len as usize);
    let Some((header, payload)) = octets.get(..end).and_then(|packet| packet.split_at_checked(header_len))
    else {
        return Err(cut_short(octets.len(), on_wire, header_len));
    };
    Ok(Packet {
        protocol: IpProtocol(fixed[9]),
        notes: Notes::of_lengths(total_len, octets.len(), on_wire).with_if(Notes::TSO, declared == 0),
        fragment: None,
        payload_len: total_len.saturating_sub(header_len as u32),
        total_len,
        header,
        payload,
    })
}

/// What few packets have: fragments, options, authentication.
fn seldom<'a>(mut packet: Packet<'a>, octets: &'a [u8]) -> Result<Packet<'a>, ParseError> {
    let field = fragment_field(packet.header);
    if field != 0 {
        let identification = packet.identification().unwrap_or(0).into();
        let fragment = Fragment::new(identification, (field & OFFSET) << 3, field & MORE_FRAGMENTS != 0);
        packet.fragment = Some(fragment);
        packet.notes = packet.notes.with_if(Notes::FIRST_FRAGMENT, !fragment.is_later());
    }
    packet.notes = packet.notes.with_if(Notes::REROUTED, open_route(packet.header).is_some());
    if packet.protocol == IpProtocol::AH && !packet.is_later_fragment() {
        return extension::behind_authentication(packet, octets);
    }
    Ok(packet)
}

/// Offset and "more fragments", without "do not fragment".
#[inline]
fn fragment_field(header: &[u8]) -> u16 {
    match *header {
        [_, _, _, _, _, _, high, low, ..] => u16::from_be_bytes([high, low]) & (MORE_FRAGMENTS | OFFSET),
        _ => 0,
    }
}

/// The address that a packet is for at last.
#[cold]
pub(crate) fn end_of_route(header: &[u8], fixed: &[u8; FIXED]) -> Ipv4Addr {
    let &[.., a, b, c, d] = fixed;
    Ipv4Addr::from(open_route(header).unwrap_or([a, b, c, d]))
}

/// Loose and strict source routes (RFC 791, section 3.1): until the pointer has passed the route, its last address is
/// the one that the packet is for.
fn open_route(header: &[u8]) -> Option<[u8; 4]> {
    // Of a header with authentication behind it, only IPv4's own part has options.
    let length = usize::from(header.first()? & 0x0f) * 4;
    let mut options = header.get(FIXED..length)?;
    loop {
        options = match options {
            [] | [0, ..] => return None,
            [1, rest @ ..] => rest,
            [_, length, ..] => {
                let (option, rest) = options.split_at_checked((*length).max(2).into())?;
                if let [131 | 137, length, pointer, route @ ..] = option
                    && pointer <= length
                {
                    return route.last_chunk().copied();
                }
                rest
            }
            [_] => return None,
        };
    }
}

#[cold]
fn cut_short(captured: usize, on_wire: u32, need: usize) -> ParseError {
    let by = who_cut(captured, on_wire);
    ParseError::new(Layer::Packet, 0, Reason::CutShort { need: need as u32, by })
}

/// A header below the least, or more header than packet.
#[cold]
fn bad_length(captured: usize, on_wire: u32, header_len: usize, total_len: u32) -> ParseError {
    if header_len < FIXED {
        let reason = Reason::BadHeaderLength { octets: header_len as u16, least: FIXED as u16 };
        return ParseError::new(Layer::Packet, 0, reason);
    }
    // Without a length of its own, it was the frame that ended.
    if total_len == on_wire && captured < header_len {
        return cut_short(captured, on_wire, header_len);
    }
    ParseError::new(Layer::Packet, 2, Reason::BadLength { length: total_len })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use crate::error::{Kind, LengthSource, Reason};
    use crate::notes::Notes;
    use crate::numbers::IpProtocol;
    use crate::packet::fragment::Fragment;
    use crate::packet::packet::Packet;
    use std::string::ToString;
    use std::vec::Vec;

    /// A header of `words` words, a total length, a fragment field, a protocol; then `payload`.
    fn forge(words: u8, total: u16, fragment: u16, protocol: u8, payload: &[u8]) -> Vec<u8> {
        let [l0, l1] = total.to_be_bytes();
        let [f0, f1] = fragment.to_be_bytes();
        let mut octets = Vec::from([0x40 | words, 0, l0, l1, 0x12, 0x34, f0, f1, 63, protocol, 0, 0]);
        octets.extend([192, 0, 2, 1, 198, 51, 100, 2]);
        octets.resize((usize::from(words) * 4).max(20), 1);
        octets.extend(payload);
        octets
    }

    #[test]
    fn the_length_field_rules_and_not_the_frame() {
        let octets = forge(5, 23, 0, 6, b"abcdef");
        let packet = Packet::parse(&octets, 26).expect("whole");
        assert_eq!((packet.payload, packet.payload_len, packet.total_len), (&b"abc"[..], 3, 23));
        assert_eq!((packet.identification(), packet.ttl()), (Some(0x1234), 63));
        assert_eq!(
            (packet.source().to_string(), packet.destination().to_string()),
            ("192.0.2.1".into(), "198.51.100.2".into())
        );
        assert_eq!(packet.notes, Notes::PADDED);

        let octets = forge(5, 120, 0, 6, b"abcdef");
        for (on_wire, notes) in [(120, Notes::TRUNCATED), (119, Notes::TRUNCATED | Notes::OVERLONG)] {
            let packet = Packet::parse(&octets, on_wire).expect("the header is there");
            assert_eq!((packet.payload, packet.payload_len), (&b"abcdef"[..], 100));
            assert_eq!(packet.notes, notes);
        }
    }

    #[test]
    fn a_length_of_zero_is_that_of_the_frame() {
        let octets = forge(5, 0, 0, 6, b"abcdef");
        let packet = Packet::parse(&octets, 3000).expect("whole");
        assert_eq!((packet.payload, packet.payload_len, packet.total_len), (&b"abcdef"[..], 2980, 3000));
        assert_eq!(packet.notes, Notes::TSO | Notes::TRUNCATED);
    }

    #[test]
    fn fragments_are_told_apart() {
        let parsed = |field| {
            let octets = forge(5, 28, field, 6, b"abcdefgh");
            let packet = Packet::parse(&octets, 28).expect("whole");
            (packet.fragment, packet.notes, packet.is_later_fragment())
        };
        assert_eq!(parsed(0x4000), (None, Notes::NONE, false));
        let first = Some(Fragment { identification: 0x1234, offset: 0, more: true });
        assert_eq!(parsed(0x2000), (first, Notes::FIRST_FRAGMENT, false));
        let last = Some(Fragment { identification: 0x1234, offset: 1480, more: false });
        assert_eq!(parsed(185), (last, Notes::NONE, true));
        assert_eq!(parsed(0x1fff).0.map(|fragment| fragment.offset), Some(65528));
    }

    #[test]
    fn the_end_of_an_open_source_route_is_the_destination() {
        let mut octets = forge(8, 32, 0, 6, b"");
        octets[20..32].copy_from_slice(&[1, 131, 11, 4, 10, 0, 0, 1, 10, 0, 0, 2]);
        let packet = Packet::parse(&octets, 32).expect("whole");
        assert_eq!((packet.destination().to_string(), packet.notes), ("10.0.0.2".into(), Notes::REROUTED));
        octets[23] = 12;
        let packet = Packet::parse(&octets, 32).expect("whole");
        assert_eq!((packet.destination().to_string(), packet.notes), ("198.51.100.2".into(), Notes::NONE));
        octets[22] = 200;
        assert!(Packet::parse(&octets, 32).is_ok(), "an option past the end of the header ends the walk");
    }

    #[test]
    fn an_authentication_header_is_passed() {
        let mut header = Vec::from([6, 4, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2]);
        header.extend([7; 12]);
        header.extend(b"tcp");
        let octets = forge(5, 47, 0, 51, &header);
        let packet = Packet::parse(&octets, 47).expect("whole");
        assert_eq!((packet.protocol, packet.payload), (IpProtocol::TCP, &b"tcp"[..]));
        assert_eq!((packet.payload_len, packet.header_len(), packet.total_len), (3, 44, 47));
        for cut in 20..44 {
            let error = Packet::parse(&octets[..cut], 47).expect_err("the header is cut");
            assert_eq!(error.kind(), Kind::CutShort, "{cut}");
        }
    }

    #[test]
    fn cut_short_and_malformed_are_two_things() {
        let whole = forge(6, 24, 0, 6, b"");
        for cut in 0..24 {
            let error = Packet::parse(&whole[..cut], 24).expect_err("octets are missing");
            assert!(
                matches!(error.reason, Reason::CutShort { by: LengthSource::Snaplen, .. }),
                "{cut}: {error}"
            );
            let error = Packet::parse(&whole[..cut], 0).expect_err("octets are missing");
            assert!(
                matches!(error.reason, Reason::CutShort { by: LengthSource::LengthAbove, .. }),
                "{cut}: {error}"
            );
        }
        let reason = |octets: &[u8]| Packet::parse(octets, 0).expect_err("malformed").reason;
        assert_eq!(reason(&forge(4, 24, 0, 6, b"")), Reason::BadHeaderLength { octets: 16, least: 20 });
        assert_eq!(reason(&forge(5, 19, 0, 6, b"")), Reason::BadLength { length: 19 });
        assert_eq!(reason(&[0x50; 40]), Reason::BadVersion { version: 5 });
    }
}
