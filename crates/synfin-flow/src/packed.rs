//! Whole numbers of odd widths, which the table keeps in no more octets than they need.

/// An unsigned number of 48 bits that stops at its largest value instead of wrapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct U48(u64);

impl U48 {
    /// The largest value, 2^48 - 1.
    pub(crate) const MAX: u64 = (1 << 48) - 1;

    /// The number, or the largest one.
    #[inline]
    pub(crate) const fn new(value: u64) -> U48 {
        U48(if value > U48::MAX { U48::MAX } else { value })
    }

    /// The low 48 bits of a number.
    #[cfg(any(test, feature = "alloc"))]
    #[inline]
    pub(crate) const fn low_of(value: u64) -> U48 {
        U48(value & U48::MAX)
    }

    /// The number.
    #[inline]
    pub(crate) const fn get(self) -> u64 {
        self.0
    }

    /// Takes away, and stops at 0.
    #[inline]
    pub(crate) const fn take(&mut self, less: u64) {
        self.0 = self.0.saturating_sub(less);
    }

    /// Adds, and stops at the largest value.
    #[inline]
    pub(crate) const fn add(&mut self, more: u64) {
        *self = U48::new(self.0.saturating_add(more));
    }
}

#[cfg(test)]
mod tests {
    use super::U48;

    #[test]
    fn a_number_comes_back_and_never_wraps() {
        for value in [0, 1, 0xffff, 0x1_0000, 0x1234_5678_9abc, U48::MAX] {
            assert_eq!(U48::new(value).get(), value);
            assert_eq!(U48::low_of(value | 1 << 48).get(), value);
        }
        let mut full = U48::new(U48::MAX - 1);
        full.add(5);
        assert_eq!(full.get(), U48::MAX);
        full.take(U48::MAX + 7);
        assert_eq!(full.get(), 0);
    }
}
