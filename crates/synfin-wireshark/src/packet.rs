//! The packet that the host found a TCP segment in, as octets in one piece.

use std::borrow::Cow;

use synfin::wire::decode::{Decoded, decode};
use synfin::wire::numbers::LinkType;

/// Where the host found a TCP segment and the IP header before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    /// From the IP header on: to the end of the data, or the header alone where the segment lies elsewhere.
    pub(crate) packet: &'a [u8],
    /// Octets that the packet had on the wire, captured or not, with whatever follows it in its frame.
    pub(crate) on_wire: u32,
    pub(crate) segment: Place<'a>,
}

/// Where a segment lies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    /// So many octets after the first of its packet.
    After(u32),
    /// In octets that the host put together from fragments: all of the segment, of which so many were on the wire.
    Apart(&'a [u8], u32),
}

/// A packet in one piece.
#[derive(Debug)]
pub(crate) struct Packet<'a> {
    pub(crate) octets: Cow<'a, [u8]>,
    pub(crate) on_wire: u32,
}

/// Octets of an IPv4 header without options.
const IPV4: usize = 20;
/// Octets of an IPv6 header without extensions.
const IPV6: usize = 40;
/// TCP's number above IP.
const TCP: u8 = 6;

impl<'a> Found<'a> {
    /// The packet in one piece; none where synfin does not read a TCP segment in the place in which the host found one.
    pub(crate) fn packet(&self) -> Option<Packet<'a>> {
        let (packet, at) = match self.segment {
            Place::After(at) => (Packet { octets: Cow::Borrowed(self.packet), on_wire: self.on_wire }, at),
            Place::Apart(segment, len) => whole(self.packet, segment, len)?,
        };
        match decode(LinkType::RAW, &packet.octets, packet.on_wire) {
            Decoded::Tcp(tcp) if tcp.segment_offset() == at => Some(packet),
            // Another reading than the host's: TCP above something else than IP, or an IP header that breaks its rules.
            Decoded::Tcp(_) | Decoded::NotTcp(_) | Decoded::Failed(_) => None,
        }
    }
}

/// The packet as it was before it was fragmented: a header without options, and the segment of `len` octets; and how long the
/// header is. None where no header of that kind can say so many octets.
fn whole<'a>(header: &[u8], segment: &[u8], len: u32) -> Option<(Packet<'a>, u32)> {
    let version = header.first()? >> 4;
    let mut octets = Vec::with_capacity(IPV6 + segment.len());
    let header_len = match version {
        4 => {
            octets.extend_from_slice(header.get(..IPV4)?);
            octets[0] = 0x45;
            let total = u16::try_from(len.checked_add(IPV4 as u32)?).ok()?;
            octets[2..4].copy_from_slice(&total.to_be_bytes());
            octets[6..8].copy_from_slice(&[0, 0]);
            octets[9] = TCP;
            IPV4
        }
        6 => {
            octets.extend_from_slice(header.get(..IPV6)?);
            octets[4..6].copy_from_slice(&u16::try_from(len).ok()?.to_be_bytes());
            octets[6] = TCP;
            IPV6
        }
        _ => return None,
    };
    octets.extend_from_slice(segment);
    let on_wire = len.saturating_add(header_len as u32);
    Some((Packet { octets: Cow::Owned(octets), on_wire }, header_len as u32))
}

#[cfg(test)]
mod tests {
    use super::{Found, Place};
    use synfin::wire::decode::{Decoded, decode};
    use synfin::wire::numbers::LinkType;

    /// The first fragment, of 8 octets, of a segment with 24.
    const FRAGMENT: [u8; 28] = [
        0x46, 0, 0, 32, 0x12, 0x34, 0x20, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, 1, 1, 1,
        0, // IPv4, a word of options
        0xd3, 0xbb, 0, 23, // the first octets of TCP
    ];
    const SEGMENT: [u8; 24] = [
        0xd3, 0xbb, 0, 23, 0, 0, 0, 202, 0, 0, 0, 0, 0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0, b'd', b'a', b't',
        b'a',
    ];

    #[test]
    fn a_segment_put_together_from_fragments_is_read_as_if_it_had_come_whole() {
        let found = Found { packet: &FRAGMENT, on_wire: 32, segment: Place::Apart(&SEGMENT, 24) };
        let packet = found.packet().expect("a packet");
        let Decoded::Tcp(tcp) = decode(LinkType::RAW, &packet.octets, packet.on_wire) else { panic!("TCP") };
        assert_eq!((tcp.ip_len(), tcp.segment.payload_len(), tcp.identification()), (44, 4, Some(0x1234)));
        assert!(tcp.notes.to_string().is_empty(), "{}", tcp.notes);
        let mut ipv6 = [0; 40];
        ipv6[0] = 0x60;
        ipv6[6] = 44;
        let found = Found { packet: &ipv6, on_wire: 40, segment: Place::Apart(&SEGMENT, 24) };
        assert_eq!(found.packet().expect("a packet").on_wire, 64);
    }

    #[test]
    fn where_both_do_not_find_the_same_segment_there_is_none() {
        let mut packet = SEGMENT.to_vec();
        packet.splice(..0, [0x45, 0, 0, 44, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]);
        let found = |at| Found { packet: &packet, on_wire: 44, segment: Place::After(at) }.packet().is_some();
        assert!(found(20));
        assert!(!found(24));
        assert!(Found { packet: &packet[..15], on_wire: 44, segment: Place::After(20) }.packet().is_none());
        assert!(Found { packet: &[], on_wire: 0, segment: Place::Apart(&SEGMENT, 24) }.packet().is_none());
        assert!(
            Found { packet: &packet, on_wire: 44, segment: Place::Apart(&SEGMENT, 65_530) }
                .packet()
                .is_none()
        );
    }
}
