//! Storage that grows and never moves.

use alloc::vec::Vec;

use crate::table::place::Place;

/// Places are made in blocks of so many.
const BLOCK: usize = 1 << 8;

/// Equal things at numbered places; growing makes a block more and moves nothing.
#[derive(Debug)]
pub(crate) struct Blocks<T>(Vec<Vec<T>>);

impl<T> Blocks<T> {
    pub(crate) const fn new() -> Blocks<T> {
        Blocks(Vec::new())
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        let full = self.0.len().saturating_sub(1).saturating_mul(BLOCK);
        self.0.last().map_or(0, |last| full.saturating_add(last.len()))
    }

    /// Makes one place more.
    pub(crate) fn push(&mut self, thing: T) -> Place {
        let place = self.len();
        match self.0.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(thing),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(thing);
                self.0.push(block);
            }
        }
        place as Place
    }

    /// What is at a place that was made.
    #[expect(
        clippy::indexing_slicing,
        reason = "places are what `push` returned, and none is ever taken away"
    )]
    #[inline]
    pub(crate) fn get(&self, place: Place) -> &T {
        &self.0[place as usize / BLOCK][place as usize % BLOCK]
    }

    /// The same, to be changed.
    #[expect(clippy::indexing_slicing, reason = "as in `get`")]
    #[inline]
    pub(crate) fn get_mut(&mut self, place: Place) -> &mut T {
        &mut self.0[place as usize / BLOCK][place as usize % BLOCK]
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Blocks};

    #[test]
    fn what_is_put_at_a_place_stays_there_across_blocks() {
        let mut blocks = Blocks::new();
        assert_eq!(blocks.len(), 0);
        for number in 0..=2 * BLOCK {
            assert_eq!(blocks.push(number) as usize, number);
        }
        assert_eq!(blocks.len(), 2 * BLOCK + 1);
        *blocks.get_mut(BLOCK as u32) += 7;
        assert_eq!((*blocks.get(BLOCK as u32 - 1), *blocks.get(BLOCK as u32)), (BLOCK - 1, BLOCK + 7));
    }
}
