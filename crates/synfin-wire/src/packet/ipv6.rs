//! IPv6 (RFC 8200).

use crate::error::{Layer, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::extension;
use crate::packet::packet::{Packet, who_cut};
use crate::packet::plain::Plain;
use core::net::Ipv6Addr;

/// Octets of the header without extension headers.
pub(crate) const FIXED: usize = 40;

/// Reads a packet whose version is known to be 6.
pub(crate) fn read(octets: &[u8], on_wire: u32) -> Result<Packet<'_>, ParseError> {
    let packet = fixed(octets, on_wire)?;
    let packet = extension::behind_extensions(packet, octets)?;
    Ok(compared(packet, octets.len(), on_wire))
}

/// The same, for a packet with `protocol`, which is no extension header, behind its fixed header.
#[inline]
pub(crate) fn plain(octets: &[u8], protocol: IpProtocol) -> Option<Plain<'_>> {
    let (fixed, rest) = octets.split_first_chunk::<FIXED>()?;
    if fixed[0] >> 4 != 6 || fixed[6] != protocol.0 {
        return None;
    }
    let payload_len = u32::from(u16::from_be_bytes([fixed[4], fixed[5]]));
    Some(Plain { header_len: FIXED as u32, total_len: payload_len.wrapping_add(FIXED as u32), rest })
}

/// Reads the fixed header.
fn fixed(octets: &[u8], on_wire: u32) -> Result<Packet<'_>, ParseError> {
    let Some((fixed, rest)) = octets.split_first_chunk::<FIXED>() else {
        return Err(cut_short(octets.len(), on_wire));
    };
    let declared = u32::from(u16::from_be_bytes([fixed[4], fixed[5]]));
    let protocol = IpProtocol(fixed[6]);
    // Segmentation offload leaves the length out; a packet that says that nothing follows has none.
    let offloaded = declared == 0 && protocol != IpProtocol::NO_NEXT_HEADER;
    let payload_len = if offloaded { on_wire.saturating_sub(FIXED as u32) } else { declared };
    Ok(Packet {
        protocol,
        notes: Notes::NONE.with_if(Notes::TSO, offloaded),
        fragment: None,
        payload_len,
        total_len: payload_len.saturating_add(FIXED as u32),
        header: fixed,
        payload: rest.get(..payload_len as usize).unwrap_or(rest),
    })
}

/// The same packet, compared with its frame.
fn compared(packet: Packet<'_>, captured: usize, on_wire: u32) -> Packet<'_> {
    Packet { notes: packet.notes | Notes::of_lengths(packet.total_len, captured, on_wire), ..packet }
}

/// The address in the source field.
#[inline]
pub(crate) fn source(fixed: &[u8; FIXED]) -> Ipv6Addr {
    let mut octets = [0; 16];
    octets.copy_from_slice(&fixed[8..24]);
    Ipv6Addr::from(octets)
}

/// The address in the destination field.
#[inline]
pub(crate) fn destination(fixed: &[u8; FIXED]) -> Ipv6Addr {
    let mut octets = [0; 16];
    octets.copy_from_slice(&fixed[24..]);
    Ipv6Addr::from(octets)
}

#[cold]
fn cut_short(captured: usize, on_wire: u32) -> ParseError {
    let by = who_cut(captured, on_wire);
    ParseError::new(Layer::Packet, 0, Reason::CutShort { need: FIXED as u32, by })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use crate::error::Kind;
    use crate::notes::Notes;
    use crate::numbers::IpProtocol;
    use crate::packet::packet::Packet;
    use std::string::ToString;
    use std::vec::Vec;

    fn forge(length: u16, next: u8, payload: &[u8]) -> Vec<u8> {
        let [l0, l1] = length.to_be_bytes();
        let mut octets = Vec::from([0x60, 0, 0, 0, l0, l1, next, 64]);
        octets.extend([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        octets.extend([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
        octets.extend(payload);
        octets
    }

    #[test]
    fn the_length_field_rules_and_not_the_frame() {
        let octets = forge(3, 6, b"abcdef");
        let packet = Packet::parse(&octets, 46).expect("whole");
        assert_eq!((packet.payload, packet.payload_len, packet.total_len), (&b"abc"[..], 3, 43));
        assert_eq!((packet.ttl(), packet.identification(), packet.notes), (64, None, Notes::PADDED));
        assert_eq!(packet.source().to_string(), "2001:db8::1");
        assert_eq!(packet.destination().to_string(), "2001:db8::2");
    }

    #[test]
    fn a_length_of_zero_is_that_of_the_frame_unless_nothing_follows() {
        let octets = forge(0, 6, b"abcdef");
        let packet = Packet::parse(&octets, 70_000).expect("whole");
        assert_eq!((packet.payload_len, packet.notes), (69_960, Notes::TSO | Notes::TRUNCATED));
        let octets = forge(0, 59, b"abcdef");
        let packet = Packet::parse(&octets, 46).expect("whole");
        assert_eq!((packet.payload, packet.protocol), (&b""[..], IpProtocol::NO_NEXT_HEADER));
    }

    #[test]
    fn a_prefix_of_a_good_packet_is_cut_short() {
        let octets = forge(0, 6, b"");
        for cut in 0..40 {
            assert_eq!(Packet::parse(&octets[..cut], 40).expect_err("cut").kind(), Kind::CutShort);
        }
    }
}
