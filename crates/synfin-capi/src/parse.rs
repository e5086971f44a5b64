//! From octets to a segment.

use synfin::wire::checksum::ChecksumStatus;
use synfin::wire::decode::{Decoded, decode};
use synfin::wire::error::{Kind, ParseError};
use synfin::wire::notes::Notes;
use synfin::wire::numbers::LinkType;
use synfin::wire::segment::header::Segment as WireSegment;

use crate::outside::{Place, contained, octets};
use crate::segment::{
    SYNFIN_HAS_BAD_CHECKSUM, SYNFIN_HAS_IDENTIFICATION, SYNFIN_IS_TRUNCATED, Segment, address,
};
use crate::status::{Status, status};

/// Reads a TCP segment. `octets` begin with its source port, and `captured` of them are there; `length` is how many it has by the IP
/// header. Of the segment only what its own header tells is filled; the rest is 0.
///
/// A header that contradicts itself is no error: the segment says SYNFIN_IS_MALFORMED, and may be fed like any other.
/// Errors: SYNFIN_BAD_POINTER; SYNFIN_CUT_SHORT with less than 20 octets.
///
/// # Safety
/// `captured` octets may be read at `octets`, and a segment may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_parse_segment(
    octets: *const u8,
    captured: usize,
    length: u32,
    segment: *mut Segment,
) -> Status {
    status(contained(|| {
        let place = Place::of(segment)?;
        // SAFETY: the caller says that so many may be read.
        let octets = unsafe { self::octets(octets, captured) }?;
        let read = WireSegment::parse(octets, length).map_err(|error| fault(&error))?;
        // SAFETY: the caller says that it may be written.
        unsafe { place.write(Segment::of(&read, 0)) };
        Ok(())
    }))
}

/// Reads a captured frame down to the innermost TCP segment, through tags and tunnels. `link_type` is that of pcap files (1 for Ethernet,
/// 101 for IP without a link header), `captured` octets of the frame are there, and it had `original_len` on the wire. The checksum is
/// verified where all octets are there.
///
/// Errors: SYNFIN_BAD_POINTER, SYNFIN_CUT_SHORT, SYNFIN_MALFORMED, SYNFIN_UNSUPPORTED, SYNFIN_NOT_TCP.
///
/// # Safety
/// `captured` octets may be read at `octets`, and a segment may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_parse_frame(
    link_type: u16,
    octets: *const u8,
    captured: usize,
    original_len: u32,
    segment: *mut Segment,
) -> Status {
    status(contained(|| {
        let place = Place::of(segment)?;
        // SAFETY: the caller says that so many may be read.
        let octets = unsafe { self::octets(octets, captured) }?;
        let packet = match decode(LinkType(link_type), octets, original_len) {
            Decoded::Tcp(packet) => packet,
            Decoded::NotTcp(_) => return Err(Status::SYNFIN_NOT_TCP),
            Decoded::Failed(error) => return Err(fault(&error)),
        };
        let mut read = Segment::of(&packet.segment, packet.segment_offset());
        read.source = address(packet.source());
        read.destination = address(packet.destination());
        read.ip_len = packet.ip_len();
        if let Some(identification) = packet.identification() {
            read.identification = identification;
            read.facts |= SYNFIN_HAS_IDENTIFICATION;
        }
        if matches!(packet.checksum_status(), ChecksumStatus::Bad { .. }) {
            read.facts |= SYNFIN_HAS_BAD_CHECKSUM;
        }
        if packet.notes.contains(Notes::TRUNCATED) {
            read.facts |= SYNFIN_IS_TRUNCATED;
        }
        // SAFETY: the caller says that it may be written.
        unsafe { place.write(read) };
        Ok(())
    }))
}

fn fault(error: &ParseError) -> Status {
    match error.kind() {
        Kind::CutShort => Status::SYNFIN_CUT_SHORT,
        Kind::Malformed => Status::SYNFIN_MALFORMED,
        Kind::Unsupported => Status::SYNFIN_UNSUPPORTED,
    }
}
