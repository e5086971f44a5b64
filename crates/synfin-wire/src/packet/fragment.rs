//! Where a fragment belongs.

/// What the fragment fields of an IP header say (RFC 791, section 3.1; RFC 8200, section 4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Fragment {
    /// What the fragments of one packet have in common; 16 bits in IPv4, 32 in IPv6.
    pub identification: u32,
    /// Where the payload stands in that of the whole packet, in octets: a multiple of 8 up to 65,528.
    pub offset: u16,
    /// Whether more fragments follow.
    pub more: bool,
}

impl Fragment {
    /// Reads the offset and the flag, of which IPv4 and IPv6 keep the one above the other.
    #[inline]
    pub(crate) const fn new(identification: u32, offset: u16, more: bool) -> Fragment {
        Fragment { identification, offset, more }
    }

    /// Whether this fragment lacks the beginning of the payload.
    #[inline]
    pub const fn is_later(&self) -> bool {
        self.offset != 0
    }

    /// Whether this is the whole packet all the same (RFC 6946, an atomic fragment).
    #[inline]
    pub const fn is_atomic(&self) -> bool {
        self.offset == 0 && !self.more
    }
}

#[cfg(test)]
mod tests {
    use super::Fragment;

    #[test]
    fn first_later_and_atomic_exclude_each_other() {
        for (offset, more, later, atomic) in [
            (0, true, false, false),
            (8, true, true, false),
            (8, false, true, false),
            (0, false, false, true),
        ] {
            let fragment = Fragment::new(7, offset, more);
            assert_eq!((fragment.is_later(), fragment.is_atomic()), (later, atomic));
        }
    }
}
