//! The sliding buffer: the one place where octets of the file lie.

use crate::error::Reason;
use std::ops::Range;

/// Octets before the first read shows how long the input may be.
const SMALLEST: usize = 16 << 10;

/// Octets up to which the buffer grows for speed alone; beyond, only a record that needs it makes it grow.
const USUAL: usize = 256 << 10;

/// A window over a stream: octets enter at its end by [`Buffer::fill`] and leave at its start.
///
/// It doubles only after it has been filled, never because a length field asks for it: so it is at most
/// twice as long as the input, however large the lengths are that the input claims.
pub(crate) struct Buffer {
    octets: Vec<u8>,
    /// What lies between `start` and `end` is read and not yet used.
    start: usize,
    end: usize,
    /// The stream's octet that lies at `start`.
    offset: u64,
    limit: usize,
}

impl Buffer {
    /// An empty buffer that never holds more than `limit` octets.
    pub(crate) fn new(limit: usize) -> Buffer {
        Buffer {
            octets: vec![0; SMALLEST.min(limit).max(1)],
            start: 0,
            end: 0,
            offset: 0,
            limit: limit.max(1),
        }
    }

    /// What is read and not yet used.
    #[inline]
    pub(crate) fn unused(&self) -> &[u8] {
        &self.octets[self.start..self.end]
    }

    /// Where in the stream [`Buffer::unused`] begins.
    #[inline]
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Uses up `length` octets (at most all), and returns the part of them at `part`.
    #[inline]
    pub(crate) fn take(&mut self, length: usize, part: Range<usize>) -> &[u8] {
        let start = self.start;
        self.skip(length);
        self.octets.get(start + part.start..start + part.end).unwrap_or_default()
    }

    /// The same; tells where that part lies among all octets, which stay there until the next [`Buffer::fill`].
    #[inline]
    pub(crate) fn take_place(&mut self, length: usize, part: Range<usize>) -> Range<usize> {
        let start = self.start;
        self.skip(length);
        start + part.start..start + part.end
    }

    /// Hands out all octets with what lies in them, and goes on in `others` with those that are unused. A buffer that was full
    /// doubles, up to its usual size; one that had grown for a long record is of its usual size again.
    pub(crate) fn exchange(&mut self, others: &mut Vec<u8>) {
        let length = self.octets.len();
        let wanted = if self.end == length { length.saturating_mul(2) } else { length };
        let wanted = wanted.min(USUAL).min(self.limit).max(self.end - self.start).max(1);
        if others.len() > USUAL {
            *others = Vec::new();
        }
        if others.len() < wanted {
            others.resize(wanted, 0);
        }
        others[..self.end - self.start].copy_from_slice(self.unused());
        core::mem::swap(&mut self.octets, others);
        (self.start, self.end) = (0, self.end - self.start);
    }

    /// Uses up `length` octets, at most all; returns how many.
    #[inline]
    pub(crate) fn skip(&mut self, length: usize) -> usize {
        let length = length.min(self.end - self.start);
        self.start += length;
        self.offset += length as u64;
        length
    }

    /// Takes out all unused octets as if they had never been read.
    #[cfg(any(feature = "gzip", feature = "zstd", feature = "lz4"))]
    pub(crate) fn unread(&mut self) -> Vec<u8> {
        let octets = self.unused().to_vec();
        (self.start, self.end) = (0, 0);
        octets
    }

    /// Reads once and returns how many octets came; 0 is the end of the stream.
    ///
    /// # Errors
    /// [`Reason::TooLarge`] when the buffer is full and may not grow, [`Reason::Io`] when reading fails.
    pub(crate) fn fill(
        &mut self,
        mut read: impl FnMut(&mut [u8]) -> Result<usize, Reason>,
    ) -> Result<usize, Reason> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        if self.end == self.octets.len() {
            self.make_room()?;
        }
        let count = read(&mut self.octets[self.end..])?.min(self.octets.len() - self.end);
        self.end += count;
        Ok(count)
    }

    fn make_room(&mut self) -> Result<(), Reason> {
        let full = self.start == 0;
        self.octets.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let length = self.octets.len();
        if length < self.limit && (full || length < USUAL) {
            self.octets.resize(length.saturating_mul(2).min(self.limit), 0);
        } else if full {
            return Err(Reason::TooLarge { length: length as u64 + 1, limit: self.limit as u64 });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Buffer, SMALLEST, USUAL};
    use crate::error::Reason;

    #[expect(clippy::unnecessary_wraps, reason = "stands for a fallible read")]
    fn ones(octets: &mut [u8]) -> Result<usize, Reason> {
        octets.fill(1);
        Ok(octets.len())
    }

    #[test]
    fn it_grows_to_its_usual_size_and_no_further_while_octets_are_used() {
        let mut buffer = Buffer::new(1 << 24);
        for _ in 0..100 {
            buffer.fill(ones).expect("there is room");
            let most = buffer.unused().len() - 1;
            buffer.skip(most);
        }
        assert_eq!(buffer.octets.len(), USUAL);
    }

    #[test]
    fn a_full_buffer_at_its_limit_is_an_error_and_not_a_loop() {
        let mut buffer = Buffer::new(SMALLEST + 1);
        assert_eq!(buffer.fill(ones), Ok(SMALLEST));
        assert_eq!(buffer.fill(ones), Ok(1));
        assert!(matches!(buffer.fill(ones), Err(Reason::TooLarge { .. })));
    }

    #[test]
    fn octets_that_are_handed_out_stay_where_they_were_and_the_unused_ones_go_on() {
        let mut buffer = Buffer::new(1 << 24);
        let (mut out, mut offset) = (Vec::new(), 0);
        for round in 0..20 {
            buffer.fill(ones).expect("there is room");
            let length = buffer.unused().len();
            let place = buffer.take_place(length - 3, 1..length - 4);
            buffer.exchange(&mut out);
            assert!(out[place].iter().all(|&octet| octet == 1));
            offset += length as u64 - 3;
            assert_eq!((buffer.unused(), buffer.offset()), (&[1; 3][..], offset), "round {round}");
        }
        assert_eq!((buffer.octets.len(), out.len()), (USUAL, USUAL));
    }

    #[test]
    fn a_buffer_that_has_grown_is_of_its_usual_size_after_it_was_handed_out() {
        let mut buffer = Buffer::new(1 << 24);
        while buffer.unused().len() < 3 * USUAL {
            buffer.fill(ones).expect("there is room");
        }
        let most = buffer.unused().len() - 1;
        buffer.skip(most);
        let mut out = vec![0; 1 << 22];
        buffer.exchange(&mut out);
        assert!(out.len() >= 3 * USUAL);
        assert_eq!((buffer.octets.len(), buffer.unused()), (USUAL, &[1][..]));
    }

    #[test]
    fn what_is_taken_lies_where_it_was_and_the_offset_counts_on() {
        let mut buffer = Buffer::new(1 << 20);
        buffer
            .fill(|octets| {
                octets[..5].copy_from_slice(b"abcde");
                Ok(5)
            })
            .expect("there is room");
        assert_eq!(buffer.take(4, 1..3), b"bc");
        assert_eq!((buffer.offset(), buffer.unused()), (4, &b"e"[..]));
        assert_eq!(buffer.skip(9), 1);
        assert_eq!(buffer.offset(), 5);
    }
}
