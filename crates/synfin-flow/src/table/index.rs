//! From a pair of sockets to a place.

use alloc::vec::Vec;

use hashbrown::HashTable;

use crate::table::place::Place;

/// The index is cut into so many parts, each of which grows by itself: no segment waits until all of it has grown, and the
/// old and the new of only one part are held at once.
const PARTS: usize = 1 << 8;

/// Places by hash: five octets for each of the places that it has room for, of which 7/16 to 7/8 are used.
#[derive(Debug)]
pub(crate) struct Index(Vec<HashTable<Place>>);

impl Index {
    pub(crate) fn new() -> Index {
        Index((0..PARTS).map(|_| HashTable::new()).collect())
    }

    /// The place with this hash that is the right one.
    #[inline]
    pub(crate) fn find(&self, hash: u64, is_it: impl FnMut(Place) -> bool) -> Option<Place> {
        let mut is_it = is_it;
        self.part(hash).find(hash, |&place| is_it(place)).copied()
    }

    /// Where the right place with this hash is written.
    pub(crate) fn find_mut(&mut self, hash: u64, is_it: impl FnMut(Place) -> bool) -> Option<&mut Place> {
        let mut is_it = is_it;
        self.part_mut(hash).find_mut(hash, |&place| is_it(place))
    }

    /// Adds a place that is not there; `hash_of` tells the hash of any other again.
    pub(crate) fn insert(&mut self, hash: u64, place: Place, hash_of: impl Fn(Place) -> u64) {
        self.part_mut(hash).insert_unique(hash, place, |&place| hash_of(place));
    }

    /// Takes a place out.
    pub(crate) fn remove(&mut self, hash: u64, place: Place) {
        if let Ok(entry) = self.part_mut(hash).find_entry(hash, |&at| at == place) {
            entry.remove();
        }
    }

    /// Takes all places out, and gives their memory back.
    pub(crate) fn clear(&mut self) {
        self.0.fill_with(HashTable::new);
    }

    /// The part in which places with this hash are; a part itself asks its lowest and its highest bits.
    #[inline]
    fn part(&self, hash: u64) -> &HashTable<Place> {
        &self.0[(hash >> 40) as usize % PARTS]
    }

    #[inline]
    fn part_mut(&mut self, hash: u64) -> &mut HashTable<Place> {
        &mut self.0[(hash >> 40) as usize % PARTS]
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn places_are_found_by_their_hash_until_they_are_taken_out() {
        let hash_of = |place: u32| u64::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut index = Index::new();
        for place in 0..5000 {
            index.insert(hash_of(place), place, hash_of);
        }
        index.remove(hash_of(7), 7);
        for place in 0..5000 {
            assert_eq!(index.find(hash_of(place), |at| at == place).is_some(), place != 7);
        }
        index.clear();
        assert_eq!(index.find(hash_of(8), |_| true), None);
    }
}
