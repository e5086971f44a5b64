//! Many records at once, with the octets that they lie in.

use crate::error::CaptureError;
use crate::filter_tally::FilterTally;
use crate::record::Record;
use crate::timestamp::Timestamp;
use std::ops::Range;
use synfin_wire::numbers::LinkType;

/// Most records of a batch.
pub const MOST_RECORDS: usize = 1 << 14;

/// What gives batch after batch: a [reader](crate::reader::Reader), or several [merged](crate::merge::Merge).
pub trait Batches {
    /// Replaces what is in the batch by the next records; false at the end.
    fn next_batch(&mut self, batch: &mut Batch) -> bool;

    /// Frames so far, by Wireshark's count.
    fn frames(&self) -> u64;

    /// What a filter let pass and what it left out so far; nothing where there is none.
    fn filter_tally(&self) -> FilterTally {
        FilterTally::default()
    }
}

/// Records one behind another, and the stretch of the capture in which they lie; it can be sent to another thread, and
/// [filled](crate::reader::Reader::next_batch) again.
#[derive(Debug, Default)]
pub struct Batch {
    pub(crate) octets: Vec<u8>,
    pub(crate) places: Vec<RecordPlace>,
    /// What is no record, if it is kept; in order of the octets.
    pub(crate) blocks: Vec<BlockPlace>,
    pub(crate) fault: Option<CaptureError>,
    /// Of which input the fault is.
    pub(crate) fault_source: u32,
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
    /// Which input it is of.
    pub(crate) source: u32,
    /// Octets of the record's or block's own header, before the captured ones.
    pub(crate) before: u32,
    /// Octets of all of the record or block.
    pub(crate) length: u32,
    pub(crate) link_type: LinkType,
    pub(crate) fcs_len: u8,
}

impl RecordPlace {
    /// Where all of the record or block lies.
    pub(crate) fn whole(&self) -> Range<usize> {
        let start = self.octets.start.saturating_sub(self.before as usize);
        start..start + self.length as usize
    }
}

/// Where a block lies that is no record.
#[derive(Clone, Debug)]
pub(crate) struct BlockPlace {
    pub(crate) octets: Range<usize>,
    pub(crate) source: u32,
    pub(crate) is_faulty: bool,
}

/// A thing in a batch whose blocks are kept, as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// A record, with all octets of its record or block.
    Record(Record<'a>, &'a [u8]),
    /// What is no record: the file header of pcap, or a block of pcapng.
    Block {
        /// All of it.
        octets: &'a [u8],
        /// Whether a fault was told of it: it was to be a record, or it describes an interface in a way that cannot be understood.
        is_faulty: bool,
    },
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

    /// Records and blocks in their order, each with the number of its input, from 0. Blocks are there only if the inputs were
    /// opened so that they are [kept](crate::options::ReadOptions::keep_blocks).
    pub fn items(&self) -> impl Iterator<Item = (usize, Item<'_>)> {
        let (mut places, mut blocks) = (self.places.iter().peekable(), self.blocks.iter().peekable());
        std::iter::from_fn(move || {
            let start = |place: &&RecordPlace| place.octets.start;
            let is_block = match (blocks.peek(), places.peek()) {
                (Some(block), Some(place)) => block.octets.start < start(place),
                (block, _) => block.is_some(),
            };
            if is_block {
                let BlockPlace { octets, source, is_faulty } = blocks.next()?;
                let octets = self.octets.get(octets.clone()).unwrap_or_default();
                return Some((*source as usize, Item::Block { octets, is_faulty: *is_faulty }));
            }
            let place = places.next()?;
            let whole = self.octets.get(place.whole()).unwrap_or_default();
            Some((place.source as usize, Item::Record(self.at(place), whole)))
        })
    }

    /// What was wrong behind the last record; [`Reader::next_record`](crate::reader::Reader::next_record) would have returned it there.
    pub fn fault(&self) -> Option<&CaptureError> {
        self.fault.as_ref()
    }

    /// Of which input the fault is: 0 unless several are [merged](crate::merge::Merge).
    pub fn fault_source(&self) -> usize {
        self.fault_source as usize
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
        self.octets.capacity()
            + self.places.capacity() * size_of::<RecordPlace>()
            + self.blocks.capacity() * size_of::<BlockPlace>()
    }

    /// Takes out all that it holds; its memory stays.
    pub(crate) fn clear(&mut self) {
        self.places.clear();
        self.blocks.clear();
        (self.fault, self.fault_source) = (None, 0);
    }

    /// Whether a record or a block lies in its octets.
    pub(crate) fn holds_octets(&self) -> bool {
        !self.places.is_empty() || !self.blocks.is_empty()
    }

    /// Holds one block and nothing else.
    pub(crate) fn hold_block(&mut self, octets: Vec<u8>) {
        self.blocks.push(BlockPlace { octets: 0..octets.len(), source: 0, is_faulty: false });
        self.octets = octets;
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
