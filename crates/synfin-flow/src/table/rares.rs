//! Blocks for what is rare, lent to the flows that need them.

use crate::flow::Flow;
use crate::table::blocks::Blocks;
use crate::table::place::{NOWHERE, Place};
use crate::table::rare::Rare;

const _: () = assert!(size_of::<Lent>() <= Rares::OCTETS as usize);

#[derive(Clone, Copy, Debug)]
struct Lent {
    rare: Rare,
    /// The next free one.
    after: Place,
}

/// The blocks, lent or free.
#[derive(Debug)]
pub(crate) struct Rares {
    blocks: Blocks<Lent>,
    free: Place,
    lent: u64,
}

impl Rares {
    /// Octets that one takes.
    pub(crate) const OCTETS: u64 = 96;

    pub(crate) const fn new() -> Rares {
        Rares { blocks: Blocks::new(), free: NOWHERE, lent: 0 }
    }

    /// How many were made so far.
    pub(crate) fn made(&self) -> u64 {
        self.blocks.len() as u64
    }

    /// Makes blocks, until so many were made.
    pub(crate) fn make(&mut self, most: u64) {
        let rare = Rare::of(&Flow::BLANK);
        while self.made() < most {
            self.free = self.blocks.push(Lent { rare, after: self.free });
        }
    }

    /// How many are lent.
    pub(crate) const fn lent(&self) -> u64 {
        self.lent
    }

    pub(crate) const fn has_free(&self) -> bool {
        self.free != NOWHERE
    }

    /// Lends a block: a free one, else a new one.
    pub(crate) fn lend(&mut self, rare: &Rare) -> Place {
        let lent = Lent { rare: *rare, after: NOWHERE };
        self.lent = self.lent.saturating_add(1);
        if !self.has_free() {
            return self.blocks.push(lent);
        }
        let place = self.free;
        self.free = core::mem::replace(self.blocks.get_mut(place), lent).after;
        place
    }

    pub(crate) fn give_back(&mut self, place: Place) {
        self.blocks.get_mut(place).after = self.free;
        self.free = place;
        self.lent = self.lent.saturating_sub(1);
    }

    /// What is in a block that is lent; none for nowhere.
    #[inline]
    pub(crate) fn get(&self, place: Place) -> Option<&Rare> {
        (place != NOWHERE).then(|| &self.blocks.get(place).rare)
    }

    pub(crate) fn set(&mut self, place: Place, rare: &Rare) {
        self.blocks.get_mut(place).rare = *rare;
    }
}
