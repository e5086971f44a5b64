//! Which cells of a column are there.

use core::ops::Range;

use crate::column::gathered::bits::Bits;

/// Which cells are there; it takes memory only from the first on that is not.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    /// Cells before the first that is not there.
    all: usize,
    /// A bit a cell, from the first on that is not there; all cells have one.
    bits: Option<Bits>,
}

impl Presence {
    /// Appends one cell.
    #[inline]
    pub fn push(&mut self, is_there: bool) {
        match &mut self.bits {
            Some(bits) => bits.push(is_there),
            None if is_there => self.all += 1,
            None => self.push_first_absent(),
        }
    }

    #[cold]
    fn push_first_absent(&mut self) {
        let mut bits = Bits::default();
        bits.extend(core::iter::repeat_n(true, self.all));
        bits.push(false);
        self.bits = Some(bits);
    }

    /// Appends so many cells, at most 64, the lowest bit of the word first; bits above them are zero.
    #[inline]
    pub(crate) fn push_word(&mut self, word: u64, count: u32) {
        match &mut self.bits {
            Some(bits) => bits.push_word(word, count),
            None if word.count_ones() == count => self.all += count as usize,
            None => self.push_first_absent_of(word, count),
        }
    }

    #[cold]
    fn push_first_absent_of(&mut self, word: u64, count: u32) {
        (0..count).for_each(|place| self.push(word >> place & 1 == 1));
    }

    /// Appends some that are all there.
    #[inline]
    pub(crate) fn push_there(&mut self, count: usize) {
        match &mut self.bits {
            Some(bits) => bits.extend(core::iter::repeat_n(true, count)),
            None => self.all += count,
        }
    }

    /// Appends those of another in this range, which lies within it.
    pub fn append(&mut self, other: &Presence, range: Range<usize>) {
        if other.bits.is_none() {
            self.push_there(range.len());
        } else {
            range.for_each(|place| self.push(other.is_there(place)));
        }
    }

    /// Whether the cell at this place is there.
    pub fn is_there(&self, place: usize) -> bool {
        self.bits.as_ref().is_none_or(|bits| bits.get(place).unwrap_or(true))
    }

    /// Takes all out: a bit a cell, or nothing where all are there.
    pub fn take(&mut self) -> Option<Bits> {
        core::mem::take(self).bits
    }
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[test]
    fn words_of_cells_are_what_the_cells_are_one_by_one() {
        let cell = |place: usize, first: usize| place < first || place.is_multiple_of(3);
        for (first, count) in (0..70).flat_map(|first| (1..65).map(move |count| (first, count))) {
            let (mut presence, mut plain) = (Presence::default(), Presence::default());
            presence.push_there(first);
            let cells = (first..first + count as usize).map(|place| cell(place, first + 5));
            let word = cells.enumerate().fold(0, |word, (place, there)| word | u64::from(there) << place);
            presence.push_word(word, count);
            (0..first + count as usize).for_each(|place| plain.push(cell(place, first + 5)));
            let taken = |presence: &mut Presence| presence.take().map(|mut bits| (bits.len(), bits.take()));
            assert_eq!(taken(&mut presence), taken(&mut plain), "{count} behind {first}");
        }
    }

    #[test]
    fn there_is_no_memory_of_cells_that_are_all_there() {
        let mut presence = Presence::default();
        presence.push(true);
        presence.push_there(2);
        assert!(presence.is_there(2) && presence.clone().take().is_none());
        presence.push(false);
        presence.push_there(1);
        let all: Vec<bool> = (0..5).map(|place| presence.is_there(place)).collect();
        assert_eq!(all, [true, true, true, false, true]);
        let mut other = Presence::default();
        other.append(&presence, 0..3);
        assert!(other.clone().take().is_none());
        other.append(&presence, 3..5);
        assert_eq!(other.take().map(|mut bits| (bits.len(), bits.take())), Some((5, vec![0b10111])));
    }
}
