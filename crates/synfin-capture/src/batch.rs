//! Many records at once, with the octets that they lie in.

use crate::error::CaptureError;
use crate::record::Record;
use crate::timestamp::Timestamp;
use std::ops::Range;
use synfin_wire::numbers::LinkType;

/// Most records of a batch.
pub const MOST_RECORDS: usize = 1 << 14;

/// Records one behind another, and the stretch of the capture in which they lie; it can be sent to another thread, and
/// [filled](crate::reader::Reader::next_batch) again.
#[derive(Debug, Default)]
pub struct Batch {
    pub(crate) octets: Vec<u8>,
    pub(crate) places: Vec<RecordPlace>,
    pub(crate) fault: Option<CaptureError>,
    pub(crate) frames: u64,
    pub(crate) position: u64,
}

/// A record without its octets, and where those lie in the batch's.
#[derive(Clone, Debug)]
pub(crate) struct RecordPlace {
    pub(crate) number: u64,
    pub(crate) time: Timestamp,
    pub(crate) octets: Range<usize>,
    pub(crate) file_offset: u64,
    pub(crate) original_len: u32,
    pub(crate) interface: u32,
    pub(crate) link_type: LinkType,
    pub(crate) fcs_len: u8,
}

impl Batch {
    /// The records, in the order of the file.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Record<'_>> {
        self.places.iter().map(|place| self.at(place))
    }

    /// The record of this index.
    pub fn record(&self, index: usize) -> Option<Record<'_>> {
        self.places.get(index).map(|place| self.at(place))
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no record; a batch may hold a fault alone.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What was wrong behind the last record; [`Reader::next_record`](crate::reader::Reader::next_record) would have returned it there.
    pub fn fault(&self) -> Option<&CaptureError> {
        self.fault.as_ref()
    }

    /// The [frames](crate::reader::Reader::frames) of the file up to here.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The [octets of the input](crate::reader::Reader::position) read by then.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Octets of memory that it holds on to.
    pub fn size(&self) -> usize {
        self.octets.capacity() + self.places.capacity() * size_of::<RecordPlace>()
    }

    #[inline]
    fn at(&self, place: &RecordPlace) -> Record<'_> {
        Record {
            number: place.number,
            time: place.time,
            link_type: place.link_type,
            fcs_len: place.fcs_len,
            octets: self.octets.get(place.octets.clone()).unwrap_or_default(),
            original_len: place.original_len,
            interface: place.interface,
            file_offset: place.file_offset,
        }
    }
}
