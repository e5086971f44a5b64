//! One of the inputs that are merged.

use crate::batch::{Batch, BlockPlace, RecordPlace};
use crate::reader::Reader;
use crate::timestamp::Timestamp;
use std::io::Read;
use std::ops::Range;

/// One of the inputs.
pub(crate) enum Source<R: Read> {
    Unopened,
    Open(Box<Open<R>>),
    Closed,
}

/// An input that is being read.
pub(crate) struct Open<R: Read> {
    pub(crate) reader: Reader<R>,
    number: u32,
    /// When its first record was captured, once that was read.
    began: Option<Timestamp>,
    /// What was read of it, and is yet to be handed on from `next_record` and `next_block` on.
    batch: Batch,
    next_record: usize,
    next_block: usize,
    /// Number of the last frame that was handed on, by its own count.
    last_frame: u64,
}

impl<R: Read> Open<R> {
    pub(crate) fn new(reader: Reader<R>, number: usize) -> Open<R> {
        Open {
            reader,
            number: number as u32,
            began: None,
            batch: Batch::default(),
            next_record: 0,
            next_block: 0,
            last_frame: 0,
        }
    }

    /// Reads on, and this may wait; false at the end. All that was read before must have been handed on.
    pub(crate) fn read_on(&mut self) -> bool {
        (self.next_record, self.next_block) = (0, 0);
        let more = self.reader.next_batch(&mut self.batch);
        self.began = self.began.or_else(|| self.head());
        more
    }

    /// When its first record was captured.
    pub(crate) fn began(&self) -> Timestamp {
        self.began.unwrap_or(Timestamp::MIN)
    }

    /// When the next record was captured, if one was read.
    pub(crate) fn head(&self) -> Option<Timestamp> {
        self.batch.places.get(self.next_record).map(|place| place.time)
    }

    /// Frames that no record has counted, at the end.
    pub(crate) fn frames_left(&self) -> u64 {
        self.reader.frames().saturating_sub(self.last_frame)
    }

    /// Hands all on at once, if nothing was yet, nothing is in `out`, and every record may come now.
    pub(crate) fn hand_over(
        &mut self,
        out: &mut Batch,
        frames: &mut u64,
        may_come: impl Fn(Timestamp) -> bool,
    ) -> bool {
        let is_whole = self.next_record == 0 && self.next_block == 0 && !out.holds_octets();
        if !is_whole || !self.batch.places.iter().all(|place| may_come(place.time)) {
            return false;
        }
        core::mem::swap(&mut self.batch, out);
        self.batch.clear();
        for place in &mut out.places {
            place.source = self.number;
            place.number = count(&mut self.last_frame, frames, place.number);
        }
        out.blocks.iter_mut().for_each(|block| block.source = self.number);
        out.fault_source = self.number;
        true
    }

    /// Copies the next record to `out`, with the blocks before it.
    pub(crate) fn copy_record(&mut self, out: &mut Batch, frames: &mut u64) {
        let Some(place) = self.batch.places.get(self.next_record).cloned() else { return };
        self.next_record += 1;
        self.copy_blocks(out, place.octets.start);
        let number = count(&mut self.last_frame, frames, place.number);
        // The block itself is needed only by who wants the others too.
        let (before, length) = if self.reader.keeps_blocks() {
            (place.before, place.length)
        } else {
            (0, place.octets.len() as u32)
        };
        let place = RecordPlace { before, length, ..place };
        let whole = copy(&self.batch, place.whole(), out);
        let octets = whole.start + before as usize..whole.start + before as usize + place.octets.len();
        out.places.push(RecordPlace { number, source: self.number, octets, ..place });
    }

    /// Copies to `out` what is left when there is no record more: blocks, and the fault behind them.
    pub(crate) fn copy_rest(&mut self, out: &mut Batch) {
        self.copy_blocks(out, usize::MAX);
        (out.fault, out.fault_source) = (self.batch.fault.take(), self.number);
    }

    fn copy_blocks(&mut self, out: &mut Batch, before: usize) {
        while let Some(block) = self.batch.blocks.get(self.next_block) {
            if block.octets.start >= before {
                break;
            }
            self.next_block += 1;
            let BlockPlace { octets, is_faulty, .. } = block.clone();
            let octets = copy(&self.batch, octets, out);
            out.blocks.push(BlockPlace { octets, source: self.number, is_faulty });
        }
    }
}

/// Numbers a frame over all inputs: as far behind the last one of all as it is behind the last one of its own.
fn count(last: &mut u64, frames: &mut u64, number: u64) -> u64 {
    *frames = frames.saturating_add(number.saturating_sub(*last));
    *last = number;
    *frames
}

/// Copies octets behind those of another batch; where they lie there.
fn copy(from: &Batch, place: Range<usize>, to: &mut Batch) -> Range<usize> {
    if !to.holds_octets() {
        to.octets.clear();
    }
    let start = to.octets.len();
    to.octets.extend_from_slice(from.octets.get(place).unwrap_or_default());
    start..to.octets.len()
}
