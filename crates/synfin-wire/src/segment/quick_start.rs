//! The Quick-Start response (RFC 4782, section 3.2).

use core::fmt;

/// What the network allowed of a requested sending rate, as the receiver saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct QuickStart {
    /// Four reserved bits, and the rate request in the low four.
    octet: u8,
    /// TTL difference between the IP header and the Quick-Start option, modulo 256.
    pub ttl_difference: u8,
    /// The nonce in the high thirty bits, and two reserved ones.
    word: u32,
}

impl QuickStart {
    /// A response with the reserved bits zero; the rate request takes four bits of `rate`, the nonce thirty.
    pub const fn new(rate: u8, ttl_difference: u8, nonce: u32) -> QuickStart {
        QuickStart { octet: rate & 0x0f, ttl_difference, word: nonce << 2 }
    }

    pub(crate) const fn read(octet: u8, ttl_difference: u8, word: u32) -> QuickStart {
        QuickStart { octet, ttl_difference, word }
    }

    pub(crate) const fn octets(self) -> [u8; 6] {
        let [a, b, c, d] = self.word.to_be_bytes();
        [self.octet, self.ttl_difference, a, b, c, d]
    }

    /// The rate request: 0 is none, `n` stands for 40,000 · 2^n bit/s.
    pub const fn rate(self) -> u8 {
        self.octet & 0x0f
    }

    /// The rate in bit/s: 0, or 80,000 to 1,310,720,000.
    pub const fn bits_per_second(self) -> u32 {
        match self.rate() {
            0 => 0,
            rate => 40_000 << rate,
        }
    }

    /// The nonce by which the sender knows its request, thirty bits.
    pub const fn nonce(self) -> u32 {
        self.word >> 2
    }

    /// Whether any of the six reserved bits is set.
    pub const fn reserved_is_set(self) -> bool {
        self.octet & 0xf0 != 0 || self.word & 0b11 != 0
    }
}

/// `80000 bit/s, TTL difference 3, nonce 7`
impl fmt::Display for QuickStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rate, nonce) = (self.bits_per_second(), self.nonce());
        write!(f, "{rate} bit/s, TTL difference {}, nonce {nonce}", self.ttl_difference)
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for QuickStart {
    fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(QuickStart::read(u.arbitrary()?, u.arbitrary()?, u.arbitrary()?))
    }
}

#[cfg(test)]
mod tests {
    use super::QuickStart;

    #[test]
    fn the_highest_rate_is_that_of_the_rfc() {
        assert_eq!(QuickStart::new(15, 0, 0).bits_per_second(), 1_310_720_000);
        assert_eq!(QuickStart::new(1, 0, 0).bits_per_second(), 80_000);
        assert_eq!(QuickStart::new(0, 0, 0).bits_per_second(), 0);
    }

    #[test]
    fn the_nonce_has_thirty_bits() {
        let response = QuickStart::new(1, 0, u32::MAX);
        assert_eq!(response.nonce(), 0x3fff_ffff);
        assert!(!response.reserved_is_set());
        assert!(QuickStart::read(0x10, 0, 0).reserved_is_set());
    }
}
