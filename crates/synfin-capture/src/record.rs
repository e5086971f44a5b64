//! One captured frame.

use crate::timestamp::Timestamp;
use synfin_wire::numbers::LinkType;

/// One captured frame in a file, borrowed from the reader's buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The frame number, from 1, as Wireshark counts: records that carry no frame but that Wireshark shows
    /// as one (custom blocks, systemd journal entries, system calls) take a number and are not returned.
    pub number: u64,
    /// When it was captured; [`Timestamp::EPOCH`] where the file does not say.
    pub time: Timestamp,
    /// What the first octet belongs to.
    pub link_type: LinkType,
    /// Octets of frame check sequence at the end of the frame on the wire, where the file tells; else 0.
    /// Captured octets hold them only if the frame was not cut short.
    pub fcs_len: u8,
    /// The octets captured. May be empty, and may be more than `original_len`: the file said so.
    pub octets: &'a [u8],
    /// Octets of the frame on the wire.
    pub original_len: u32,
    /// The interface: the number within its section in pcapng, 0 in pcap.
    pub interface: u32,
    /// Where the record's own header begins: octet of the stream, after decompression.
    pub file_offset: u64,
}

impl<'a> Record<'a> {
    /// The octets captured, without the frame check sequence where the file says that there is one: those of the frame that say
    /// something.
    #[inline]
    pub fn octets_without_fcs(&self) -> &'a [u8] {
        let whole = self.octets.len() as u64 == u64::from(self.original_len);
        let fcs = if whole { usize::from(self.fcs_len) } else { 0 };
        let end = self.octets.len().saturating_sub(fcs);
        self.octets.get(..end).unwrap_or(self.octets)
    }

    /// Whether the capture kept fewer octets than the frame had.
    pub fn is_cut_short(&self) -> bool {
        (self.octets.len() as u64) < u64::from(self.original_len)
    }
}
