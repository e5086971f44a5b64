//! A TCP segment with what the headers around it say.

use crate::checksum::{ChecksumStatus, Unverified};
use crate::decode::layers::Layers;
use crate::decode::walk::{MAX_HEADERS, Origin, TcpFound};
use crate::notes::Notes;
use crate::numbers::LinkType;
use crate::packet::ip_header::IpHeader;
use crate::segment::header::Segment;
use core::net::IpAddr;

/// A TCP segment and the frame that it came in. All but the segment and the notes is read from the frame when it is asked
/// for, so that a packet is one cache line, and costs nothing that nobody wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpPacket<'a> {
    /// The segment.
    pub segment: Segment<'a>,
    /// Those of the frame.
    octets: &'a [u8],
    original_len: u32,
    segment_offset: u32,
    link_type: LinkType,
    /// Octets of IP header: eight extension headers of 2 KiB at most.
    header_len: u16,
    /// What was odd about the way here, in any layer.
    pub notes: Notes,
    /// How many were passed.
    headers: u8,
    /// Whether tunnels were followed.
    tunnels: bool,
}

// A cache line.
const _: () = assert!(size_of::<TcpPacket<'_>>() == 64);

impl<'a> TcpPacket<'a> {
    #[expect(clippy::inline_always, reason = "called, it would take its arguments through memory")]
    #[inline(always)]
    pub(crate) fn new(origin: Origin<'a>, found: TcpFound<'a>) -> TcpPacket<'a> {
        let TcpFound { segment, offset, header_len, notes, headers } = found;
        let segment_offset = offset.saturating_add(header_len);
        let notes = if notes.contains(Notes::PADDED) {
            let end = segment_offset.saturating_add(segment.length());
            notes.with_if(Notes::FCS, has_check_sequence(origin, end))
        } else {
            notes
        };
        TcpPacket {
            segment,
            octets: origin.octets,
            original_len: origin.original_len,
            segment_offset,
            link_type: origin.link_type,
            header_len: header_len as u16,
            notes,
            headers,
            tunnels: origin.tunnels,
        }
    }

    /// The first octet of the segment, counted from the first octet of the frame.
    #[inline]
    pub const fn segment_offset(&self) -> u32 {
        self.segment_offset
    }

    /// The innermost IP header, with its options or extension headers.
    #[inline]
    pub fn ip(&self) -> IpHeader<'a> {
        let end = self.segment_offset as usize;
        let start = end.saturating_sub(usize::from(self.header_len));
        IpHeader::new(self.octets.get(start..end).unwrap_or_default(), self.notes)
    }

    /// The end that sent the segment, as TCP's pseudo header has it; see [`IpHeader::source`].
    #[inline]
    pub fn source(&self) -> IpAddr {
        self.ip().source()
    }

    /// The end that the segment is for, as TCP's pseudo header has it; see [`IpHeader::destination`].
    #[inline]
    pub fn destination(&self) -> IpAddr {
        self.ip().destination()
    }

    /// IPv4's identification field.
    #[inline]
    pub fn identification(&self) -> Option<u16> {
        self.ip().identification()
    }

    /// Time to live or hop limit.
    #[inline]
    pub fn ttl(&self) -> u8 {
        self.ip().ttl()
    }

    /// Octets of IP header and payload, as the IP header declares them.
    #[inline]
    pub fn ip_len(&self) -> u32 {
        self.segment.length().saturating_add(u32::from(self.header_len))
    }

    /// The headers around the innermost TCP/IP.
    #[inline]
    pub const fn layers(&self) -> Layers<'a> {
        let TcpPacket { octets, original_len, link_type, tunnels, headers, .. } = *self;
        // The way ended within whatever limit was set.
        let origin = Origin { octets, original_len, link_type, tunnels, max_headers: MAX_HEADERS };
        Layers::new(origin, headers)
    }

    /// Checks the segment's checksum, pseudo header included. Unverified when octets are missing: in a fragment, or
    /// in a truncated capture.
    pub fn checksum_status(&self) -> ChecksumStatus {
        if self.notes.contains(Notes::FIRST_FRAGMENT) {
            return ChecksumStatus::Unverified(Unverified::Fragment);
        }
        let ip = self.ip();
        ChecksumStatus::of(ip.source(), ip.destination(), self.segment.octets(), self.segment.length())
    }
}

/// Ethernet pads to 60 octets and no further: the four octets behind a longer packet, or behind the padding of a shorter
/// one, are the check sequence, which some interfaces leave on. `end` is that of the packet.
#[inline]
fn has_check_sequence(origin: Origin<'_>, end: u32) -> bool {
    origin.link_type == LinkType::ETHERNET && origin.on_wire().saturating_sub(4) == end.max(60)
}
