//! pcap: a header of 24 octets, then records. Read by the crate `pcap-parser`.

use crate::error::Reason;
use crate::format::step::{Found, Step};
use crate::timestamp::Timestamp;
use pcap_parser::nom::{self, Needed};
use pcap_parser::{PcapError, PcapHeader};
use synfin_wire::numbers::LinkType;

/// The file header's length, in octets.
pub(crate) const HEADER_LEN: usize = 24;

/// How a record's header is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    LittleEndian,
    BigEndian,
    /// Kuznetzov's: little endian, and eight octets more (interface, protocol, packet type).
    Modified,
}

impl Layout {
    const fn header_len(self) -> usize {
        match self {
            Layout::LittleEndian | Layout::BigEndian => 16,
            Layout::Modified => 24,
        }
    }
}

/// What the file header of a pcap capture says about all its records.
#[derive(Clone, Debug)]
pub(crate) struct Pcap {
    layout: Layout,
    /// Nanoseconds in a unit of the time stamp's second field.
    pub(crate) unit: i64,
    pub(crate) link_type: LinkType,
    pub(crate) fcs_len: u8,
    /// The most octets kept of a frame, as the file says; nothing is refused for it.
    pub(crate) snap_len: u32,
    max_record: u32,
}

impl Pcap {
    /// Whether a file that begins so is pcap.
    pub(crate) fn recognises(magic: [u8; 4]) -> bool {
        pcap_parser::parse_pcap_header(&[magic.as_slice(), &[0; HEADER_LEN - 4]].concat()).is_ok()
    }

    /// Reads the file header, all of [`HEADER_LEN`] octets.
    pub(crate) fn new(header: &[u8], max_record: u32) -> Result<Pcap, Reason> {
        let (_, header) = pcap_parser::parse_pcap_header(header)
            .map_err(|_| Reason::Truncated { missing: HEADER_LEN.saturating_sub(header.len()) as u64 })?;
        // Before 2.3 the two lengths of a record stood the other way round; such files have died out.
        if header.version_major != 2 || header.version_minor < 3 {
            return Err(Reason::Version { major: header.version_major, minor: header.version_minor });
        }
        let (link_type, fcs_len) = link_type_and_fcs_len(header.network.0 as u32);
        let (layout, unit, snap_len) = (layout(&header), unit(&header), header.snaplen);
        Ok(Pcap { layout, unit, link_type, fcs_len, snap_len, max_record })
    }

    #[inline]
    pub(crate) fn step(&self, unread: &[u8]) -> Step {
        match self.found_at_once(unread) {
            Some(found) => {
                // Held against the slow way wherever debug assertions are on, as in all tests and fuzz targets.
                debug_assert_eq!(self.parse(unread), Step::Record(found.clone()));
                Step::Record(found)
            }
            None => self.parse(unread),
        }
    }

    /// The record, if it is laid out as nearly all are, of a possible length, and all there. It calls nothing, so that the record is made
    /// where it is wanted.
    #[inline]
    fn found_at_once(&self, unread: &[u8]) -> Option<Found> {
        let (header, octets) = unread.split_first_chunk::<16>()?;
        let ([seconds, fraction, captured, original_len], []) = header.as_chunks::<4>() else { return None };
        let captured = u32::from_le_bytes(*captured);
        if self.layout != Layout::LittleEndian
            || captured > self.max_record
            || captured as usize > octets.len()
        {
            return None;
        }
        let length = header.len() + captured as usize;
        Some(Found {
            // Fractions of a second and more occur: they count on.
            time: Timestamp::new(
                u32::from_le_bytes(*seconds).into(),
                i64::from(u32::from_le_bytes(*fraction)) * self.unit,
            ),
            link_type: self.link_type,
            fcs_len: self.fcs_len,
            original_len: u32::from_le_bytes(*original_len),
            interface: 0,
            octets: header.len()..length,
            length,
        })
    }

    /// Any record, by the crate.
    #[inline(never)]
    fn parse(&self, unread: &[u8]) -> Step {
        let parsed = match self.layout {
            Layout::LittleEndian => pcap_parser::parse_pcap_frame(unread),
            Layout::BigEndian => pcap_parser::parse_pcap_frame_be(unread),
            Layout::Modified => pcap_parser::parse_pcap_frame_modified(unread),
        };
        let header_len = self.layout.header_len();
        match parsed {
            Ok((_, block)) if block.caplen <= self.max_record => Step::Record(Found {
                time: Timestamp::new(block.ts_sec.into(), i64::from(block.ts_usec) * self.unit),
                link_type: self.link_type,
                fcs_len: self.fcs_len,
                original_len: block.origlen,
                interface: 0,
                octets: header_len..header_len + block.data.len(),
                length: header_len + block.data.len(),
            }),
            Ok((_, block)) => self.too_large(block.caplen as usize),
            Err(error) => {
                let need = unread.len() + missing(&error);
                if need > header_len + self.max_record as usize {
                    self.too_large(need - header_len)
                } else {
                    Step::Need(need)
                }
            }
        }
    }

    fn too_large(&self, captured: usize) -> Step {
        Step::End(Reason::TooLarge { length: captured as u64, limit: self.max_record.into() })
    }
}

fn layout(header: &PcapHeader) -> Layout {
    if header.is_modified_format() {
        Layout::Modified
    } else if header.is_bigendian() {
        Layout::BigEndian
    } else {
        Layout::LittleEndian
    }
}

fn unit(header: &PcapHeader) -> i64 {
    if header.is_nanosecond_precision() { 1 } else { 1000 }
}

/// Octets that the crate still wants; it has no other kind of error for a record.
fn missing(error: &nom::Err<PcapError<&[u8]>>) -> usize {
    match error {
        nom::Err::Incomplete(Needed::Size(octets)) => octets.get(),
        _ => 1,
    }
}

/// Splits the header's last field (draft-ietf-opsawg-pcap, section 4): link type in the low 16 bits; if the
/// flag is set, the four highest bits count the 16-bit words of frame check sequence at a frame's end.
const fn link_type_and_fcs_len(field: u32) -> (LinkType, u8) {
    const FCS_LEN_PRESENT: u32 = 0x0400_0000;
    let words = if field & FCS_LEN_PRESENT != 0 { field >> 28 } else { 0 };
    (LinkType(field as u16), 2 * words as u8)
}

#[cfg(test)]
mod tests {
    use super::link_type_and_fcs_len;
    use synfin_wire::numbers::LinkType;

    #[test]
    fn the_link_type_is_the_low_half_and_the_fcs_counts_only_under_its_flag() {
        assert_eq!(link_type_and_fcs_len(0x2400_0001), (LinkType(1), 4));
        assert_eq!(link_type_and_fcs_len(0x3000_00e5), (LinkType(229), 0));
        assert_eq!(link_type_and_fcs_len(0xffff_ffff), (LinkType(0xffff), 30));
    }
}
