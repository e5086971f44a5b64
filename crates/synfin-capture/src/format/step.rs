//! What a format finds at the start of the unread octets.

use crate::error::Reason;
use crate::timestamp::Timestamp;
use std::ops::Range;
use synfin_wire::numbers::LinkType;

/// The next thing in the stream. Lengths count from its first octet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A record: deliver it, then go on behind it.
    Record(Found),
    /// Nothing to deliver: go on so many octets further.
    Skip {
        length: usize,
        /// Whether Wireshark shows it as a frame all the same, and counts it.
        is_frame: bool,
        /// Whether it is a record that a filter leaves out, of which a copy keeps nothing.
        is_left_out: bool,
    },
    /// The thing is so many octets long at least: read more, then ask again.
    Need(usize),
    /// Nothing can be read from here on.
    End(Reason),
    /// Something cannot be used: say so, then go on so many octets further.
    Fault {
        reason: Reason,
        length: u64,
        /// Whether it was to be a record, and so takes a frame number.
        is_frame: bool,
    },
}

/// A record and where its parts lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) time: Timestamp,
    pub(crate) link_type: LinkType,
    pub(crate) fcs_len: u8,
    pub(crate) original_len: u32,
    pub(crate) interface: u32,
    /// The captured octets.
    pub(crate) octets: Range<usize>,
    /// The whole, with the record's or block's own header and trailer.
    pub(crate) length: usize,
}
