//! Sequence numbers, which wrap.

use core::fmt;

/// A 32-bit sequence or acknowledgement number (RFC 9293, section 3.4).
///
/// Numbers wrap at 2^32, so there is no total order and no `Ord`: which of two comes first is a question
/// about a distance, answered by [`Seq::before`], [`Seq::after`] and [`Seq::since`].
///
/// ```
/// use synfin_wire::segment::seq::Seq;
///
/// let fin = Seq(u32::MAX);
/// assert_eq!(fin + 1, Seq(0));
/// assert!(fin.before(Seq(0)));
/// assert_eq!(Seq(9).since(fin), 10);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Seq(pub u32);

impl Seq {
    /// The signed distance from `other` to `self`, modulo 2^32: positive when `self` is later.
    ///
    /// A distance of exactly 2^31 is negative, that is: old.
    ///
    /// ```
    /// # use synfin_wire::segment::seq::Seq;
    /// assert_eq!(Seq(5).since(Seq(7)), -2);
    /// assert_eq!(Seq(1 << 31).since(Seq(0)), i32::MIN);
    /// ```
    #[inline]
    pub const fn since(self, other: Seq) -> i32 {
        self.0.wrapping_sub(other.0) as i32
    }

    /// Whether `self` comes strictly before `other`.
    #[inline]
    pub const fn before(self, other: Seq) -> bool {
        self.since(other) < 0
    }

    /// Whether `self` comes strictly after `other`.
    #[inline]
    pub const fn after(self, other: Seq) -> bool {
        self.since(other) > 0
    }

    /// The later of the two.
    #[inline]
    #[must_use]
    pub const fn latest(self, other: Seq) -> Seq {
        if self.after(other) { self } else { other }
    }
}

impl core::ops::Add<u32> for Seq {
    type Output = Seq;
    #[inline]
    fn add(self, octets: u32) -> Seq {
        Seq(self.0.wrapping_add(octets))
    }
}

impl core::ops::Sub<u32> for Seq {
    type Output = Seq;
    #[inline]
    fn sub(self, octets: u32) -> Seq {
        Seq(self.0.wrapping_sub(octets))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Seq;

    #[test]
    fn the_order_survives_the_wrap() {
        let last = Seq(u32::MAX);
        assert!(last.before(last + 1));
        assert!((last + 1).after(last));
        assert_eq!(last.latest(Seq(3)), Seq(3));
    }

    #[test]
    fn half_the_circle_away_is_old() {
        assert!(Seq(1 << 31).before(Seq(0)));
        assert!(!Seq(1 << 31).after(Seq(0)));
    }
}
