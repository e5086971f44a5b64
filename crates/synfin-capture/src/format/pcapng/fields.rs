//! Fixed-width numbers in the byte order of the section.

/// The byte order of a section, told by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    pub(crate) const fn u16(self, number: u16) -> [u8; 2] {
        match self {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        }
    }

    pub(crate) const fn u32(self, number: u32) -> [u8; 4] {
        match self {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        }
    }

    pub(crate) const fn u64(self, number: u64) -> [u8; 8] {
        match self {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        }
    }
}

/// Octets yet to be read as numbers, first to last. Each read is `None` past the end, and then takes nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'a> {
    pub(crate) order: ByteOrder,
    pub(crate) rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub(crate) fn new(order: ByteOrder, rest: &'a [u8]) -> Fields<'a> {
        Fields { order, rest }
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*array)
    }

    #[inline]
    pub(crate) fn u16(&mut self) -> Option<u16> {
        let array = self.array()?;
        Some(match self.order {
            ByteOrder::Little => u16::from_le_bytes(array),
            ByteOrder::Big => u16::from_be_bytes(array),
        })
    }

    #[inline]
    pub(crate) fn u32(&mut self) -> Option<u32> {
        let array = self.array()?;
        Some(match self.order {
            ByteOrder::Little => u32::from_le_bytes(array),
            ByteOrder::Big => u32::from_be_bytes(array),
        })
    }

    #[inline]
    pub(crate) fn i64(&mut self) -> Option<i64> {
        let array = self.array()?;
        Some(match self.order {
            ByteOrder::Little => i64::from_le_bytes(array),
            ByteOrder::Big => i64::from_be_bytes(array),
        })
    }

    /// The next `length` octets as they stand.
    #[inline]
    pub(crate) fn octets(&mut self, length: usize) -> Option<&'a [u8]> {
        let (octets, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(octets)
    }
}

#[cfg(test)]
mod tests {
    use super::{ByteOrder, Fields};

    #[test]
    fn a_number_that_does_not_fit_takes_nothing() {
        let mut fields = Fields::new(ByteOrder::Big, &[1, 2, 3]);
        assert_eq!(fields.u32(), None);
        assert_eq!(fields.u16(), Some(0x0102));
        assert_eq!((fields.octets(2), fields.octets(1)), (None, Some(&[3][..])));
    }
}
