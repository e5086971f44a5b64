//! The formats that are read, and how to tell them apart.

use crate::error::Reason;
use crate::format::foreign;
use crate::format::pcap::{self, Pcap};
use crate::format::pcapng::block::SECTION_HEADER;
use crate::format::pcapng::section::Pcapng;
use crate::format::step::Step;

/// The format of the stream, with what its headers have said so far.
#[derive(Debug)]
pub(crate) enum Format {
    Pcap(Pcap),
    Pcapng(Pcapng),
}

/// What the first octets of a stream tell.
pub(crate) enum Beginning {
    /// The format, and how many octets its header took.
    Known(Format, usize),
    /// More octets are needed: so many from the start.
    Need(usize),
}

impl Format {
    /// Recognises the format by the first octets and reads what must be known before the first record.
    ///
    /// # Errors
    /// The input is no capture, or its header cannot be used.
    pub(crate) fn begin(head: &[u8], max_record: u32) -> Result<Beginning, Reason> {
        let Some(&magic) = head.first_chunk() else { return Ok(Beginning::Need(4)) };
        if Pcap::recognises(magic) {
            let Some(header) = head.get(..pcap::HEADER_LEN) else {
                return Ok(Beginning::Need(pcap::HEADER_LEN));
            };
            return Ok(Beginning::Known(Format::Pcap(Pcap::new(header, max_record)?), pcap::HEADER_LEN));
        }
        if magic == SECTION_HEADER.to_be_bytes() {
            let mut section = Pcapng::new(max_record);
            return match section.step(head) {
                Step::Skip { length, .. } => Ok(Beginning::Known(Format::Pcapng(section), length)),
                Step::Need(length) => Ok(Beginning::Need(length)),
                Step::End(reason) | Step::Fault { reason, .. } => Err(reason),
                Step::Record(_) => Err(not_a_capture(head)),
            };
        }
        Err(not_a_capture(head))
    }

    /// Whether a stream of fewer than four octets could be the start of a capture.
    pub(crate) fn may_begin(head: &[u8]) -> bool {
        const MAGICS: [u32; 6] =
            [0xd4c3_b2a1, 0x4d3c_b2a1, 0x34cd_b2a1, 0xa1b2_c3d4, 0xa1b2_3c4d, SECTION_HEADER];
        MAGICS.iter().any(|magic| magic.to_be_bytes().starts_with(head))
    }

    #[inline]
    pub(crate) fn step(&mut self, unread: &[u8]) -> Step {
        match self {
            Format::Pcap(pcap) => pcap.step(unread),
            Format::Pcapng(pcapng) => pcapng.step(unread),
        }
    }
}

/// The error for a stream that begins as no format that is read.
pub(crate) fn not_a_capture(head: &[u8]) -> Reason {
    let mut magic = [0; 4];
    magic.iter_mut().zip(head).for_each(|(to, from)| *to = *from);
    Reason::NotACapture { magic, looks_like: foreign::looks_like(head) }
}
