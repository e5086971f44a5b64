//! Numbers of as many octets as they need, and words made of a few bits each.

/// The low `N` octets of a number; they need no alignment, so a struct of them has no gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Octets<const N: usize>([u8; N]);

impl<const N: usize> Octets<N> {
    /// How many bits it holds.
    pub(crate) const BITS: u32 = 8 * N as u32;

    pub(crate) const ZERO: Octets<N> = Octets([0; N]);

    /// The low octets of a number.
    #[inline]
    pub(crate) fn low_of(number: u64) -> Octets<N> {
        const { assert!(N <= 8) };
        let mut low = [0; N];
        low.iter_mut().zip(number.to_le_bytes()).for_each(|(low, octet)| *low = octet);
        Octets(low)
    }

    /// What is left of a number above these octets.
    #[inline]
    pub(crate) const fn high_of(number: u64) -> u64 {
        if N < 8 { number >> Self::BITS } else { 0 }
    }

    /// The number that the octets make.
    #[inline]
    pub(crate) fn get(self) -> u64 {
        let mut number = [0; 8];
        number.iter_mut().zip(self.0).for_each(|(octet, low)| *octet = low);
        u64::from_le_bytes(number)
    }

    /// The number that the octets make, where there are no more than four of them.
    #[inline]
    pub(crate) fn word(self) -> u32 {
        const { assert!(N <= 4) };
        self.get() as u32
    }
}

/// A word that is written a few bits at a time, and read in the opposite order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(pub(crate) u32);

impl Bits {
    /// Adds a number of `width` bits; what was there before moves up.
    #[inline]
    #[must_use]
    pub(crate) const fn with(self, number: u32, width: u32) -> Bits {
        Bits(self.0 << width | number & !(u32::MAX << width))
    }

    /// Takes out the number that was added last.
    #[inline]
    pub(crate) const fn take(&mut self, width: u32) -> u32 {
        let number = self.0 & !(u32::MAX << width);
        self.0 >>= width;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, Octets};
    use proptest::prelude::{any, proptest};

    proptest! {
        #[test]
        fn low_and_high_make_the_number_again(number in any::<u64>()) {
            assert_eq!(Octets::<5>::low_of(number).get() | Octets::<5>::high_of(number) << 40, number);
            assert_eq!(Octets::<8>::low_of(number).get(), number);
            assert_eq!(Octets::<8>::high_of(number), 0);
            assert_eq!(Octets::<3>::low_of(number).word(), number as u32 & 0xff_ffff);
        }

        #[test]
        fn bits_come_back_in_the_opposite_order(one in 0..8_u32, two in 0..32_u32, three in 0..2_u32) {
            let mut bits = Bits::default().with(one, 3).with(two, 5).with(three, 1);
            assert_eq!((bits.take(1), bits.take(5), bits.take(3)), (three, two, one));
            assert_eq!(bits, Bits::default());
        }
    }
}
