//! One direction of a connection that was claimed, and how far it was told.

use synfin_flow::direction::Direction;

use crate::cursor::{Cursor, Piece};
use crate::segment_told::SegmentTold;
use crate::start::Start;

/// One direction, and how far it was told.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ActiveEnd {
    start: Start,
    cursor: Cursor,
}

impl ActiveEnd {
    /// One of which so many octets from `start` on were told.
    pub(crate) fn behind(start: Start, octets: usize) -> ActiveEnd {
        ActiveEnd { start, cursor: Cursor::behind(octets as u64) }
    }

    /// Takes a segment whose payload comes to the application, was captured whole and follows on the last; its offset, if it is such.
    #[inline]
    pub(crate) fn take_next(&mut self, told: &SegmentTold<'_>) -> Option<u64> {
        let offset = self.cursor.next();
        let is_whole = told.payload.len() == told.vars.payload_len as usize;
        if told.brings_octets() && is_whole && self.start.is_next(told, offset) {
            self.cursor.advance(told.payload.len() as u64);
            Some(offset)
        } else {
            None
        }
    }

    /// Takes any segment's payload; hands on each piece of it that is to be told, in order.
    pub(crate) fn take(&mut self, told: &SegmentTold<'_>, tell: &mut dyn FnMut(Piece)) {
        let offset = self.start.offset(told, self.cursor.next());
        self.cursor.take(offset, told.payload.len(), told.vars.payload_len, tell);
    }
}

/// Place of an end in an array of two.
#[inline]
pub(crate) const fn index(of: Direction) -> usize {
    of as usize
}
