//! Values of options that RFC 6247 and RFC 9293 left behind, and of the space links' (CCSDS 714.0-B).

use core::fmt;

/// The partial order service profile (RFC 1693, section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct PartialOrderProfile(
    /// As it stands: start and end in the two high bits, six bits of filler.
    pub u8,
);

impl PartialOrderProfile {
    /// Whether the profile starts in this segment.
    pub const fn starts(self) -> bool {
        self.0 & 0x80 != 0
    }

    /// Whether the profile ends in this segment.
    pub const fn ends(self) -> bool {
        self.0 & 0x40 != 0
    }
}

/// `start end`
impl fmt::Display for PartialOrderProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.starts(), self.ends()) {
            (true, true) => "start end",
            (true, false) => "start",
            (false, true) => "end",
            (false, false) => "middle",
        })
    }
}

/// The number of a checksum algorithm (RFC 1146).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct AlternateChecksum(pub u8);

impl AlternateChecksum {
    /// The algorithm's name in the registry "TCP Alternate Checksum Numbers".
    pub const fn name(self) -> &'static str {
        match self.0 {
            0 => "TCP checksum",
            1 => "8-bit Fletcher",
            2 => "16-bit Fletcher",
            3 => "redundant checksum avoidance",
            _ => "unassigned",
        }
    }
}

/// `8-bit Fletcher`
impl fmt::Display for AlternateChecksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What an SCPS end is able to do (CCSDS 714.0-B-2, section 3.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ScpsCapabilities {
    /// The bits of [`ScpsCapabilities::NAMES`] and three reserved ones.
    pub bits: u8,
    /// Identifies the connection when headers are compressed.
    pub connection_id: u8,
}

impl ScpsCapabilities {
    /// Each capability's bit and name.
    pub const NAMES: [(u8, &'static str); 5] =
        [(0x80, "BETS"), (0x40, "SNACK1"), (0x20, "SNACK2"), (0x10, "COM"), (0x08, "NLTS")];
}

/// `BETS SNACK1 connection 5`
impl fmt::Display for ScpsCapabilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (bit, name) in ScpsCapabilities::NAMES {
            if self.bits & bit != 0 {
                write!(f, "{name} ")?;
            }
        }
        write!(f, "connection {}", self.connection_id)
    }
}
