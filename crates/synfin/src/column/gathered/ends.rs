//! Where each of many things ends.

use core::ops::Range;

/// Where the first thing begins, which is zero, and where each ends, in 32 bits as Arrow has them.
#[derive(Clone, Debug)]
pub struct Ends(Vec<i32>);

impl Default for Ends {
    fn default() -> Ends {
        Ends(vec![0])
    }
}

impl Ends {
    /// Ends a thing at this place, which lies behind all others, and below 2 GiB.
    #[inline]
    pub fn push(&mut self, end: usize) {
        self.0.push(end as i32);
    }

    /// Ends several things.
    #[inline]
    pub(crate) fn extend(&mut self, ends: impl IntoIterator<Item = usize>) {
        self.0.extend(ends.into_iter().map(|end| end as i32));
    }

    /// Where the last thing ends.
    #[inline]
    pub(crate) fn last(&self) -> usize {
        self.0.last().map_or(0, |end| *end as usize)
    }

    /// Appends the things of another in this range, which begin behind those that are here; tells from where to where they lie there.
    /// Of a range that goes beyond its end it takes what there is.
    pub fn append(&mut self, other: &Ends, range: Range<usize>) -> Range<usize> {
        let stop = range.end.min(other.len());
        let Some([first, ends @ ..]) = other.0.get(range.start..=stop) else { return 0..0 };
        let shift = self.0.last().unwrap_or(&0).wrapping_sub(*first);
        self.0.extend(ends.iter().map(|end| end.wrapping_add(shift)));
        *first as usize..*ends.last().unwrap_or(first) as usize
    }

    /// From where to where the thing at this place lies.
    pub fn get(&self, place: usize) -> Option<Range<usize>> {
        match self.0.get(place..)? {
            [start, end, ..] => Some(*start as usize..*end as usize),
            _ => None,
        }
    }

    /// How many things there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes all out: where the first begins, and where each ends.
    pub fn take(&mut self) -> Vec<i32> {
        core::mem::take(self).0
    }

    /// Begins anew, in this memory.
    pub fn begin(&mut self, mut memory: Vec<i32>) {
        memory.clear();
        memory.push(0);
        self.0 = memory;
    }

    /// Begins anew, in the memory that there is.
    pub(crate) fn clear(&mut self) {
        self.0.truncate(1);
    }
}
