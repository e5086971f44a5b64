//! From a pair of sockets to a place.

use alloc::vec::Vec;

use hashbrown::HashTable;

use crate::table::octets::Octets;
use crate::table::place::Place;

/// The index is cut into so many parts, each of which grows by itself: no segment waits until all of it has grown, and the
/// old and the new of only one part are held at once.
const PARTS: usize = 1 << 8;

/// Places by hash: eight octets for each of the places that it has room for, of which 7/16 to 7/8 are used.
#[derive(Debug)]
pub(crate) struct Index {
    parts: Vec<HashTable<Entry>>,
    octets: u64,
}

/// A place, and as much of its hash as finds it again: so the index grows, and passes by what has another hash, without
/// asking the places, which lie far apart.
#[derive(Clone, Copy, Debug)]
struct Entry {
    place: Octets<4>,
    tag: Tag,
}

/// 24 bits of a hash; the part that an entry is in tells eight more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tag(Octets<3>);

impl Tag {
    #[inline]
    fn of(hash: u64) -> Tag {
        Tag(Octets::low_of(hash))
    }

    /// The tag where a part looks for a hash: in the lowest bits and in the highest ones.
    #[inline]
    fn spread(self) -> u64 {
        let tag = self.0.get();
        tag | tag << 40
    }
}

const _: () = assert!(size_of::<Entry>() == 7);

impl Index {
    pub(crate) fn new() -> Index {
        Index { parts: (0..PARTS).map(|_| HashTable::new()).collect(), octets: 0 }
    }

    /// The place with this hash that is the right one.
    #[inline]
    pub(crate) fn find(&self, hash: u64, is_it: impl Fn(Place) -> bool) -> Option<Place> {
        let tag = Tag::of(hash);
        let entry = self.part(hash).find(tag.spread(), |entry| entry.tag == tag && is_it(entry.place.word()));
        entry.map(|entry| entry.place.word())
    }

    /// The first place that may be the right one, which is not asked.
    #[inline]
    pub(crate) fn peek(&self, hash: u64) -> Option<Place> {
        self.find(hash, |_| true)
    }

    /// Writes another place where the one of this hash is written; false if that is not there.
    pub(crate) fn replace(&mut self, hash: u64, place: Place, with: Place) -> bool {
        let entry = self.part_mut(hash).find_mut(Tag::of(hash).spread(), |entry| entry.place.word() == place);
        if let Some(entry) = entry {
            entry.place = Octets::low_of(u64::from(with));
            return true;
        }
        false
    }

    /// Octets that it takes; it gives none back while there are flows.
    pub(crate) const fn octets(&self) -> u64 {
        self.octets
    }

    /// Adds a place that is not there.
    pub(crate) fn insert(&mut self, hash: u64, place: Place) {
        let entry = Entry { place: Octets::low_of(u64::from(place)), tag: Tag::of(hash) };
        let part = self.part_mut(hash);
        let before = part.allocation_size();
        part.insert_unique(entry.tag.spread(), entry, |entry| entry.tag.spread());
        let more = part.allocation_size() - before;
        self.octets += more as u64;
    }

    /// Takes a place out.
    pub(crate) fn remove(&mut self, hash: u64, place: Place) {
        let found =
            self.part_mut(hash).find_entry(Tag::of(hash).spread(), |entry| entry.place.word() == place);
        if let Ok(entry) = found {
            entry.remove();
        }
    }

    /// Takes all places out, and gives their memory back.
    pub(crate) fn clear(&mut self) {
        *self = Index::new();
    }

    /// The part in which places with this hash are: bits that a tag does not hold.
    #[inline]
    fn part(&self, hash: u64) -> &HashTable<Entry> {
        &self.parts[(hash >> 40) as usize % PARTS]
    }

    #[inline]
    fn part_mut(&mut self, hash: u64) -> &mut HashTable<Entry> {
        &mut self.parts[(hash >> 40) as usize % PARTS]
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
            index.insert(hash_of(place), place);
        }
        index.remove(hash_of(7), 7);
        for place in 0..5000 {
            assert_eq!(index.find(hash_of(place), |at| at == place).is_some(), place != 7);
        }
        index.clear();
        assert_eq!(index.find(hash_of(8), |_| true), None);
    }
}
