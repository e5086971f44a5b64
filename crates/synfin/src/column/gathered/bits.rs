//! Many truths, a bit each.

use core::ops::Range;

/// Bits in their order, eight an octet, the first lowest: as Arrow has them.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    octets: Vec<u8>,
    /// The last ones, fewer than 64.
    tail: u64,
    len: usize,
    set: usize,
}

impl Bits {
    /// Appends one.
    #[inline]
    pub fn push(&mut self, bit: bool) {
        self.tail |= u64::from(bit) << (self.len % 64);
        self.len += 1;
        if self.len.is_multiple_of(64) {
            self.set += self.tail.count_ones() as usize;
            self.octets.extend_from_slice(&self.tail.to_le_bytes());
            self.tail = 0;
        }
    }

    /// Appends so many of a word, at most 64, the lowest first; those above them are zero.
    #[inline]
    pub(crate) fn push_word(&mut self, word: u64, count: u32) {
        debug_assert!(count <= 64 && (count == 64 || word >> count == 0));
        let at = self.len as u32 % 64;
        self.tail |= word << at;
        self.len += count as usize;
        if at + count >= 64 {
            self.set += self.tail.count_ones() as usize;
            self.octets.extend_from_slice(&self.tail.to_le_bytes());
            // Nothing is left of a word that began where the tail did.
            self.tail = word.checked_shr(64 - at).unwrap_or(0);
        }
    }

    /// Appends several.
    #[inline]
    pub(crate) fn extend(&mut self, bits: impl Iterator<Item = bool>) {
        let mut word = Pending::default();
        for bit in bits {
            if let Some(full) = word.push(bit) {
                self.push_word(full, 64);
            }
        }
        self.push_word(word.bits, word.count);
    }

    /// Appends those of another in this range, or those of the range that there are.
    pub fn append(&mut self, other: &Bits, range: Range<usize>) {
        range.map_while(|place| other.get(place)).for_each(|bit| self.push(bit));
    }

    /// The one at this place.
    #[inline]
    pub fn get(&self, place: usize) -> Option<bool> {
        if place >= self.len {
            return None;
        }
        let octet = self.octets.get(place / 8).copied();
        let octet = octet.unwrap_or_else(|| self.tail.to_le_bytes()[place / 8 % 8]);
        Some(octet >> (place % 8) & 1 == 1)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many are set.
    pub const fn count_set(&self) -> usize {
        self.set + self.tail.count_ones() as usize
    }

    /// Takes all out: as many octets as they need; what is left of the last one is zero.
    pub fn take(&mut self) -> Vec<u8> {
        let Bits { mut octets, tail, len, .. } = core::mem::take(self);
        octets.extend_from_slice(&tail.to_le_bytes()[..(len % 64).div_ceil(8)]);
        octets
    }
}

/// Bits on their way: fewer than 64, in registers, for what is added to memory one by one waits each time for the one before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pending {
    pub(crate) bits: u64,
    pub(crate) count: u32,
}

impl Pending {
    /// Adds one; the 64th makes a word full, which is returned, and another begins.
    #[inline]
    pub(crate) fn push(&mut self, bit: bool) -> Option<u64> {
        self.bits |= u64::from(bit) << self.count;
        self.count += 1;
        (self.count == 64).then(|| core::mem::take(self).bits)
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    fn every_third(len: usize) -> Bits {
        let mut bits = Bits::default();
        (0..len).for_each(|place| bits.push(place % 3 == 0));
        bits
    }

    #[test]
    fn what_was_pushed_is_there_at_every_length() {
        for len in 0..200 {
            let mut bits = every_third(len);
            assert!((0..len).all(|place| bits.get(place) == Some(place % 3 == 0)));
            assert_eq!((bits.get(len), bits.len(), bits.count_set()), (None, len, len.div_ceil(3)));
            let octets = bits.take();
            assert_eq!(octets.len(), len.div_ceil(8));
            let set: u32 = octets.iter().map(|octet| octet.count_ones()).sum();
            assert_eq!((set as usize, bits.len(), bits.count_set()), (len.div_ceil(3), 0, 0));
        }
    }

    #[test]
    fn many_at_once_are_what_they_are_one_by_one() {
        for (first, second) in (0..70).flat_map(|first| (0..140).map(move |second| (first, second))) {
            let mut bits = every_third(first);
            bits.extend((first..first + second).map(|place| place % 3 == 0));
            let mut plain = every_third(first + second);
            assert_eq!((bits.len(), bits.count_set()), (plain.len(), plain.count_set()));
            assert_eq!(bits.take(), plain.take(), "{second} behind {first}");
        }
    }

    #[test]
    fn a_range_of_others_is_appended_as_far_as_it_goes() {
        let (mut bits, other) = (every_third(61), every_third(130));
        bits.append(&other, 60..500);
        assert_eq!(bits.len(), 61 + 70);
        assert!((0..70).all(|place| bits.get(61 + place) == other.get(60 + place)));
    }
}
