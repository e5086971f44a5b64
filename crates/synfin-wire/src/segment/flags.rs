//! The nine control bits.

use core::fmt;

use crate::pieces::{Piece, Sink};

/// The control bits of a TCP header, low bit FIN (RFC 9293, section 3.1; AE: RFC 9768, section 3.1).
///
/// ```
/// use synfin_wire::segment::flags::Flags;
///
/// let flags = Flags::SYN | Flags::ACK;
/// assert!(flags.contains(Flags::ACK));
/// assert_eq!(flags.to_string(), "SYN|ACK");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Flags(u16);

impl Flags {
    /// No more data from the sender.
    pub const FIN: Flags = Flags(0x001);
    /// Synchronize sequence numbers.
    pub const SYN: Flags = Flags(0x002);
    /// Reset the connection.
    pub const RST: Flags = Flags(0x004);
    /// Push function.
    pub const PSH: Flags = Flags(0x008);
    /// The acknowledgement field is significant.
    pub const ACK: Flags = Flags(0x010);
    /// The urgent pointer field is significant.
    pub const URG: Flags = Flags(0x020);
    /// ECN echo (RFC 3168).
    pub const ECE: Flags = Flags(0x040);
    /// Congestion window reduced (RFC 3168).
    pub const CWR: Flags = Flags(0x080);
    /// Accurate ECN (RFC 9768; once NS of RFC 3540).
    pub const AE: Flags = Flags(0x100);
    /// No bit at all.
    pub const NONE: Flags = Flags(0);

    /// Every flag with its name, in the order in which people say them (`SYN|ACK`, `FIN|ACK`).
    pub const NAMES: [(Flags, &'static str); 9] = [
        (Flags::FIN, "FIN"),
        (Flags::SYN, "SYN"),
        (Flags::RST, "RST"),
        (Flags::PSH, "PSH"),
        (Flags::ACK, "ACK"),
        (Flags::URG, "URG"),
        (Flags::ECE, "ECE"),
        (Flags::CWR, "CWR"),
        (Flags::AE, "AE"),
    ];

    /// The flags of the low nine bits; higher bits (data offset, reserved) are dropped.
    #[inline]
    pub const fn from_bits(bits: u16) -> Flags {
        Flags(bits & 0x1ff)
    }

    /// The nine bits, FIN lowest.
    #[inline]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether every bit of `other` is set.
    #[inline]
    pub const fn contains(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    #[inline]
    pub const fn intersects(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the SYN bit is set.
    #[inline]
    pub const fn syn(self) -> bool {
        self.intersects(Flags::SYN)
    }

    /// Whether the ACK bit is set.
    #[inline]
    pub const fn ack(self) -> bool {
        self.intersects(Flags::ACK)
    }

    /// Whether the FIN bit is set.
    #[inline]
    pub const fn fin(self) -> bool {
        self.intersects(Flags::FIN)
    }

    /// Whether the RST bit is set.
    #[inline]
    pub const fn rst(self) -> bool {
        self.intersects(Flags::RST)
    }
}

impl core::ops::BitOr for Flags {
    type Output = Flags;
    #[inline]
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

/// `SYN|ACK`; `none` when no bit is set.
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

/// Nine segments in ten have one of these.
const ACK: u16 = Flags::ACK.0;
const PSH_ACK: u16 = Flags::PSH.0 | Flags::ACK.0;

impl Piece for Flags {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        match self.0 {
            ACK => out.write_str("ACK"),
            PSH_ACK => out.write_str("PSH|ACK"),
            _ => self.put_each(out),
        }
    }
}

impl Flags {
    fn put_each(self, out: &mut impl Sink) -> fmt::Result {
        let mut separator = "";
        for (flag, name) in Flags::NAMES {
            if self.intersects(flag) {
                (separator, name).put(out)?;
                separator = "|";
            }
        }
        if separator.is_empty() { out.write_str("none") } else { Ok(()) }
    }
}

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Flags {
    fn arbitrary(u: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(Flags::from_bits(u.arbitrary()?))
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::Flags;
    use std::string::{String, ToString};
    use std::vec::Vec;

    #[test]
    fn all_nine_have_a_name_and_a_bit_of_their_own() {
        let all = Flags::NAMES.iter().fold(Flags::NONE, |all, &(flag, _)| all | flag);
        assert_eq!(all.bits(), 0x1ff);
        assert_eq!(all.to_string(), "FIN|SYN|RST|PSH|ACK|URG|ECE|CWR|AE");
        assert_eq!(Flags::NONE.to_string(), "none");
    }

    #[test]
    fn all_combinations_are_called_by_the_names_of_their_bits() {
        for bits in 0..=0x1ff {
            let flags = Flags::from_bits(bits);
            let names =
                Flags::NAMES.iter().filter(|(flag, _)| flags.intersects(*flag)).map(|(_, name)| *name);
            let names: Vec<&str> = names.collect();
            let each = if names.is_empty() { String::from("none") } else { names.join("|") };
            assert_eq!(flags.to_string(), each);
        }
    }
}
