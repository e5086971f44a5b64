//! Some records at once.

use crate::format::step::Found;
use crate::record::Record;

/// Records that one burst holds at most.
pub const MOST: usize = 32;

/// The next few records of a capture, as many as were at hand, borrowed from the reader's buffer.
///
/// Whoever takes several records at a time can let the memory work on all of them at once. See
/// [`Reader::next_burst`](crate::reader::Reader::next_burst).
#[derive(Clone, Copy, Debug)]
pub struct Burst<'a> {
    /// The octets of all of them, headers included.
    pub(crate) octets: &'a [u8],
    pub(crate) founds: &'a [Placed],
    /// Number of the first.
    pub(crate) number: u64,
    /// Where in the stream the first one begins.
    pub(crate) offset: u64,
}

/// What was found so many octets behind the start of a burst.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) start: usize,
    pub(crate) found: Found,
}

impl<'a> Burst<'a> {
    /// How many records: at least one, [`MOST`] at most.
    pub const fn len(&self) -> usize {
        self.founds.len()
    }

    /// Never: a burst has a record.
    pub const fn is_empty(&self) -> bool {
        self.founds.is_empty()
    }

    /// A record of it, from 0.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Record<'a>> {
        let Placed { start, found } = self.founds.get(index)?;
        let octets = start + found.octets.start..start + found.octets.end;
        Some(Record {
            number: self.number + index as u64,
            time: found.time,
            link_type: found.link_type,
            fcs_len: found.fcs_len,
            original_len: found.original_len,
            interface: found.interface,
            file_offset: self.offset + *start as u64,
            octets: self.octets.get(octets).unwrap_or_default(),
        })
    }

    /// All of them, in capture order.
    pub fn iter(&self) -> impl Iterator<Item = Record<'a>> {
        let burst = *self;
        (0..self.len()).filter_map(move |index| burst.get(index))
    }
}
