//! From a pair of sockets to a place.

use alloc::vec::Vec;
use core::num::NonZeroU32;

use hashbrown::HashTable;

use crate::table::octets::Octets;
use crate::table::place::Place;

/// Places that a part of the index is for, on average, at least: so many that no part has many more than another.
const PLACES_PER_PART: u32 = 1 << 12;
/// Parts at most.
const PARTS: u32 = 1 << 8;
/// Octets of a bucket: an entry, and one of the hash table's own.
const OCTETS_PER_BUCKET: u64 = size_of::<Entry>() as u64 + 1;

/// Places by hash, in parts, each of which grows by itself: no segment waits until all of it has grown, and the old and
/// the new of only one part are held at once.
///
/// A part that is full is made anew, as large as what is in it needs: so it shrinks again after a crowd, and what was taken out
/// does not make it grow.
#[derive(Debug)]
pub(crate) struct Index(Vec<HashTable<Entry>>);

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

impl Entry {
    #[inline]
    fn hash(self) -> u64 {
        self.tag.spread()
    }
}

const _: () = assert!(size_of::<Entry>() == 7);

impl Index {
    pub(crate) fn new(max_flows: NonZeroU32) -> Index {
        Index((0..parts_for(max_flows)).map(|_| HashTable::new()).collect())
    }

    /// Octets that it takes at most for so many flows, however their hashes fall: four standard deviations are allowed for.
    pub(crate) fn octets_for(max_flows: NonZeroU32) -> u64 {
        let parts = u64::from(parts_for(max_flows));
        let average = u64::from(max_flows.get()).div_ceil(parts);
        let above = if parts == 1 { 0 } else { average.isqrt().saturating_mul(4) };
        let most = average.saturating_add(above);
        (buckets_for(most as usize) as u64).saturating_mul(OCTETS_PER_BUCKET).saturating_mul(parts)
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

    /// Adds a place that is not there.
    pub(crate) fn insert(&mut self, hash: u64, place: Place) {
        let entry = Entry { place: Octets::low_of(u64::from(place)), tag: Tag::of(hash) };
        let part = self.part_mut(hash);
        if part.len() == part.capacity() {
            renew(part);
        }
        part.insert_unique(entry.tag.spread(), entry, |entry| entry.hash());
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
        self.0.fill_with(HashTable::new);
    }

    /// Which part places with this hash are in: bits that a tag does not hold, and as many as there are parts, a power of two.
    #[inline]
    fn part_of(&self, hash: u64) -> usize {
        (hash >> 40) as usize & self.0.len().wrapping_sub(1)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "there is a part at least, and none beyond the last is asked for"
    )]
    #[inline]
    fn part(&self, hash: u64) -> &HashTable<Entry> {
        &self.0[self.part_of(hash)]
    }

    #[expect(clippy::indexing_slicing, reason = "as in `part`")]
    #[inline]
    fn part_mut(&mut self, hash: u64) -> &mut HashTable<Entry> {
        let part = self.part_of(hash);
        &mut self.0[part]
    }
}

/// A power of two.
fn parts_for(max_flows: NonZeroU32) -> u32 {
    1 << (max_flows.get() / PLACES_PER_PART).clamp(1, PARTS).ilog2()
}

/// Buckets of a part with so many places: 27 of 32 are used at most when it is made, and 28 before it is made anew.
fn buckets_for(places: usize) -> usize {
    places.saturating_mul(32).div_ceil(27).next_power_of_two().max(8)
}

/// Makes a part anew, with room for one place more.
fn renew(part: &mut HashTable<Entry>) {
    let buckets = buckets_for(part.len().saturating_add(1));
    let mut renewed = HashTable::with_capacity(buckets.saturating_sub(buckets / 8));
    for entry in part.drain() {
        renewed.insert_unique(entry.hash(), entry, |entry| entry.hash());
    }
    *part = renewed;
}

#[cfg(test)]
mod tests {
    use super::{Index, OCTETS_PER_BUCKET};
    use core::num::NonZeroU32;

    fn hash_of(place: u32) -> u64 {
        u64::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn flows(number: u32) -> NonZeroU32 {
        NonZeroU32::new(number).expect("more than none")
    }

    #[test]
    fn places_are_found_by_their_hash_until_they_are_taken_out() {
        let mut index = Index::new(flows(5000));
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

    #[test]
    fn it_takes_what_it_is_said_to_take_however_many_came_and_went() {
        for max_flows in [1, 100, 4096, 5000, 6900, 10_000, 20_000, 55_000] {
            let mut index = Index::new(flows(max_flows));
            for place in 0..20 * max_flows {
                if place >= max_flows {
                    index.remove(hash_of(place - max_flows), place - max_flows);
                }
                index.insert(hash_of(place), place);
            }
            let octets: u64 = index.0.iter().map(|part| OCTETS_PER_BUCKET * part.num_buckets() as u64).sum();
            assert!(octets <= Index::octets_for(flows(max_flows)), "{octets} for {max_flows}");
            for place in 19 * max_flows..20 * max_flows {
                assert!(index.find(hash_of(place), |at| at == place).is_some());
            }
        }
    }
}
