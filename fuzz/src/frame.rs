//! A frame of any link type: read to its segment or to the place where it stops, always within its octets.

use synfin_wire::decode::{Decoded, MAX_HEADERS, decode};
use synfin_wire::numbers::LinkType;

/// The first two octets are the link type, the third by how many octets the frame was longer than its capture.
pub fn check(octets: &[u8]) {
    let Some(([high, low, cut], octets)) = octets.split_first_chunk() else { return };
    let link_type = LinkType(u16::from_be_bytes([*high, *low]));
    let original_len = octets.len() as u32 + u32::from(*cut);
    match decode(link_type, octets, original_len) {
        Decoded::Tcp(packet) => {
            let start = packet.segment_offset() as usize;
            let behind = octets.get(start..).expect("the segment begins within the frame");
            assert!(behind.starts_with(packet.segment.octets()));
            assert_eq!(packet.source().is_ipv4(), packet.destination().is_ipv4());
            assert!(packet.layers().len() <= usize::from(MAX_HEADERS));
            assert!(packet.layers().iter().all(|header| !header.to_string().is_empty()));
            assert!(!packet.checksum_status().name().is_empty());
        }
        Decoded::NotTcp(other) => assert!(!other.to_string().is_empty()),
        Decoded::Failed(error) => {
            assert!(error.offset as usize <= octets.len(), "{error} of {}", octets.len());
            assert!(!error.to_string().is_empty());
        }
    }
}
