//! What was odd about the way a segment came, as a set of bits.

use core::fmt;

/// A set of remarks about a packet or its frame. None of them is an error.
///
/// ```
/// use synfin_wire::notes::Notes;
///
/// let notes = Notes::TSO | Notes::TUNNELLED;
/// assert!(notes.contains(Notes::TSO));
/// assert_eq!(notes.to_string(), "tso, tunnelled");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Notes(u16);

impl Notes {
    /// No remark.
    pub const NONE: Notes = Notes(0);
    /// The IP length field is 0 (segmentation offload): the length of the frame was taken in its place.
    pub const TSO: Notes = Notes(0x001);
    /// The length stood in a jumbo payload option (RFC 2675).
    pub const JUMBO: Notes = Notes(0x002);
    /// Octets follow the packet in its frame; they are no part of it.
    pub const PADDED: Notes = Notes(0x004);
    /// Four of the octets behind the packet look like the frame check sequence, as there was nothing to pad.
    pub const FCS: Notes = Notes(0x008);
    /// Fewer octets were captured than the IP header declares.
    pub const TRUNCATED: Notes = Notes(0x010);
    /// The first of several fragments: the segment's payload goes on in others.
    pub const FIRST_FRAGMENT: Notes = Notes(0x020);
    /// An IPv6 fragment header on a packet that is whole (RFC 6946).
    pub const ATOMIC_FRAGMENT: Notes = Notes(0x040);
    /// The packet came within another.
    pub const TUNNELLED: Notes = Notes(0x080);
    /// VLAN tags, MPLS labels or their like stood before the packet.
    pub const TAGGED: Notes = Notes(0x100);
    /// A source route or a home address option names an end other than the fixed header does.
    pub const REROUTED: Notes = Notes(0x200);
    /// The IP header declares more octets than were on the wire, captured or not: a receiver drops such a packet, but
    /// tools that shorten captures make them too.
    pub const OVERLONG: Notes = Notes(0x400);

    /// Every remark with its word.
    pub const NAMES: [(Notes, &'static str); 11] = [
        (Notes::TSO, "tso"),
        (Notes::JUMBO, "jumbo"),
        (Notes::PADDED, "padded"),
        (Notes::FCS, "fcs"),
        (Notes::TRUNCATED, "truncated"),
        (Notes::FIRST_FRAGMENT, "first fragment"),
        (Notes::ATOMIC_FRAGMENT, "atomic fragment"),
        (Notes::TUNNELLED, "tunnelled"),
        (Notes::TAGGED, "tagged"),
        (Notes::REROUTED, "rerouted"),
        (Notes::OVERLONG, "overlong"),
    ];

    /// Whether every remark of `other` is made.
    #[inline]
    pub const fn contains(self, other: Notes) -> bool {
        self.0 & other.0 == other.0
    }

    /// The bits, as in the constants.
    #[inline]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// These without those of `other`.
    #[inline]
    #[must_use]
    pub const fn without(self, other: Notes) -> Notes {
        Notes(self.0 & !other.0)
    }

    /// What is odd about a packet of `declared` octets, of which a frame had `on_wire` and `captured` are here.
    #[inline]
    pub(crate) const fn of_lengths(declared: u32, captured: usize, on_wire: u32) -> Notes {
        if on_wire == declared && captured as u32 == declared {
            return Notes::NONE;
        }
        Notes::NONE
            .with_if(Notes::PADDED, on_wire > declared)
            .with_if(Notes::OVERLONG, on_wire < declared)
            .with_if(Notes::TRUNCATED, (captured as u32) < declared)
    }

    /// These, and `other` if `condition`; without a branch.
    #[inline]
    #[must_use]
    pub(crate) const fn with_if(self, other: Notes, condition: bool) -> Notes {
        Notes(self.0 | other.0.wrapping_mul(condition as u16))
    }
}

impl core::ops::BitOr for Notes {
    type Output = Notes;
    #[inline]
    fn bitor(self, other: Notes) -> Notes {
        Notes(self.0 | other.0)
    }
}

impl core::ops::BitOrAssign for Notes {
    #[inline]
    fn bitor_assign(&mut self, other: Notes) {
        self.0 |= other.0;
    }
}

/// `tso, tunnelled`; empty when there is no remark.
impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (note, name) in Notes::NAMES {
            if self.contains(note) {
                write!(f, "{separator}{name}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Notes;

    #[test]
    fn every_remark_has_a_bit_of_its_own() {
        let all = Notes::NAMES.iter().fold(Notes::NONE, |all, &(note, _)| all | note);
        assert_eq!(all.bits().count_ones() as usize, Notes::NAMES.len());
    }
}
