//! IPv6 (RFC 8200).

use crate::error::{Layer, ParseError, Reason};
use crate::notes::Notes;
use crate::numbers::IpProtocol;
use crate::packet::extension;
use crate::packet::packet::{Packet, who_cut};
use core::net::{IpAddr, Ipv6Addr};

/// Octets of the header without extension headers.
pub(crate) const FIXED: usize = 40;

/// Reads a packet whose version is known to be 6.
#[inline]
pub(crate) fn read(octets: &[u8], on_wire: u32) -> Result<Packet<'_>, ParseError> {
    let Some((&[_, _, _, _, l0, l1, next, hop_limit, ref addresses @ ..], rest)) =
        octets.split_first_chunk::<FIXED>()
    else {
        return Err(cut_short(octets.len(), on_wire));
    };
    let addresses: &[u8; 32] = addresses;
    let (source, destination) = halves(addresses);
    let declared = u32::from(u16::from_be_bytes([l0, l1]));
    let protocol = IpProtocol(next);
    // Segmentation offload leaves the length out; a packet that says that nothing follows has none.
    let offloaded = declared == 0 && protocol != IpProtocol::NO_NEXT_HEADER;
    let payload_len = if offloaded { on_wire - FIXED as u32 } else { declared };
    let payload = &rest[..rest.len().min(payload_len as usize)];
    let mut packet = Packet {
        source: IpAddr::V6(Ipv6Addr::from(source)),
        destination: IpAddr::V6(Ipv6Addr::from(destination)),
        protocol,
        ttl: hop_limit,
        identification: None,
        fragment: None,
        header: &octets[..FIXED],
        payload,
        payload_len,
        total_len: FIXED as u32 + payload_len,
        notes: Notes::NONE.with_if(Notes::TSO, offloaded),
    };
    if extension::is_extension(protocol) {
        packet = extension::behind_extensions(packet, octets)?;
    }
    packet.notes = packet
        .notes
        .with_if(Notes::PADDED, on_wire > packet.total_len)
        .with_if(Notes::OVERLONG, on_wire < packet.total_len)
        .with_if(Notes::TRUNCATED, (octets.len() as u32) < packet.total_len);
    Ok(packet)
}

#[inline]
fn halves(addresses: &[u8; 32]) -> ([u8; 16], [u8; 16]) {
    let (mut source, mut destination) = ([0; 16], [0; 16]);
    source.copy_from_slice(&addresses[..16]);
    destination.copy_from_slice(&addresses[16..]);
    (source, destination)
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
        assert_eq!((packet.ttl, packet.identification, packet.notes), (64, None, Notes::PADDED));
        assert_eq!(packet.source.to_string(), "2001:db8::1");
        assert_eq!(packet.destination.to_string(), "2001:db8::2");
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
