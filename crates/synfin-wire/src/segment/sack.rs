//! Selective acknowledgements (RFC 2018) and duplicates among them (RFC 2883).

use crate::pieces::{Piece, Sink};
use crate::segment::seq::Seq;
use core::fmt;

/// A block of octets that the receiver holds, beyond what it acknowledges in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct SackBlock {
    /// The first number of the block.
    pub left: Seq,
    /// The number behind the last of the block.
    pub right: Seq,
}

impl SackBlock {
    #[inline]
    const fn read(octets: [u8; 8]) -> SackBlock {
        let both = u64::from_be_bytes(octets);
        SackBlock { left: Seq((both >> 32) as u32), right: Seq(both as u32) }
    }

    /// Whether all of this block lies within `other`.
    pub const fn within(&self, other: &SackBlock) -> bool {
        !self.left.before(other.left) && !self.right.after(other.right)
    }
}

/// `100-200`
impl fmt::Display for SackBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for SackBlock {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        (self.left, "-", self.right).put(out)
    }
}

/// One to four blocks, read when asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct SackBlocks<'a>(&'a [[u8; 8]]);

impl<'a> SackBlocks<'a> {
    /// The blocks in the value of a SACK option; `None` unless it is one or more blocks and no octet else.
    #[inline]
    pub const fn read(data: &'a [u8]) -> Option<SackBlocks<'a>> {
        match data.as_chunks::<8>() {
            (blocks, []) if !blocks.is_empty() => Some(SackBlocks(blocks)),
            _ => None,
        }
    }

    /// How many there are.
    #[inline]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The block at `index`, from 0; the first is the one that caused this segment (RFC 2018, section 4).
    #[inline]
    pub fn get(&self, index: usize) -> Option<SackBlock> {
        self.0.get(index).copied().map(SackBlock::read)
    }

    /// The blocks in their order.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = SackBlock> + DoubleEndedIterator + use<'a> {
        self.0.iter().copied().map(SackBlock::read)
    }

    /// The first block, if it reports octets that had come before (RFC 2883, section 4): it lies below the
    /// acknowledgement number `ack`, or within the second block.
    ///
    /// ```
    /// use synfin_wire::segment::sack::SackBlocks;
    /// use synfin_wire::segment::seq::Seq;
    ///
    /// let octets = [0, 0, 0, 100, 0, 0, 0, 200];
    /// let blocks = SackBlocks::read(&octets).unwrap();
    /// assert!(blocks.duplicate(Seq(300)).is_some());
    /// assert!(blocks.duplicate(Seq(100)).is_none());
    /// ```
    pub fn duplicate(&self, ack: Seq) -> Option<SackBlock> {
        let first = self.get(0)?;
        let repeats = first.left.before(ack) || self.get(1).is_some_and(|second| first.within(&second));
        repeats.then_some(first)
    }

    pub(crate) fn octets(&self) -> &'a [u8] {
        self.0.as_flattened()
    }
}

/// `100-200 300-400`
impl fmt::Display for SackBlocks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for SackBlocks<'_> {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        let mut separator = "";
        for block in self.iter() {
            (separator, block).put(out)?;
            separator = " ";
        }
        Ok(())
    }
}

impl fmt::Debug for SackBlocks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::SackBlocks;
    use crate::segment::seq::Seq;
    use std::string::ToString;

    /// RFC 2883, section 4.1: 4000 octets came in order, the first 500 of them twice.
    #[test]
    fn a_first_block_below_the_acknowledgement_is_a_duplicate() {
        let octets = [0, 0, 0x0b, 0xb8, 0, 0, 0x0d, 0xac];
        let blocks = SackBlocks::read(&octets).unwrap();
        assert_eq!(blocks.to_string(), "3000-3500");
        assert_eq!(blocks.duplicate(Seq(4000)), blocks.get(0));
        assert_eq!(blocks.duplicate(Seq(2500)), None);
    }

    /// RFC 2883, section 4.1.2: the duplicate lies within a larger block above the acknowledgement.
    #[test]
    fn a_first_block_within_the_second_is_a_duplicate() {
        let octets = [0, 0, 0x13, 0x88, 0, 0, 0x15, 0x7c, 0, 0, 0x11, 0x94, 0, 0, 0x15, 0x7c];
        let blocks = SackBlocks::read(&octets).unwrap();
        assert_eq!(blocks.to_string(), "5000-5500 4500-5500");
        assert!(blocks.duplicate(Seq(4000)).is_some());
    }

    #[test]
    fn blocks_are_whole_or_none() {
        assert!(SackBlocks::read(&[]).is_none());
        assert!(SackBlocks::read(&[0; 7]).is_none());
        assert!(SackBlocks::read(&[0; 9]).is_none());
        assert_eq!(SackBlocks::read(&[0; 32]).unwrap().len(), 4);
    }
}
