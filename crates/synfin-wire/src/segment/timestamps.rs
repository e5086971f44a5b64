//! Timestamps (RFC 7323, section 3).

use core::fmt;

use crate::pieces::{Piece, Sink};

/// The value of a timestamps option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Timestamps {
    /// TSval: the sender's clock, in ticks of the sender's choice; it wraps.
    pub value: u32,
    /// TSecr: the clock of the other end as last seen, valid only beside ACK.
    pub echo_reply: u32,
}

impl Timestamps {
    /// Octets of the option's value.
    pub const LEN: usize = 8;

    /// Reads the value of the option.
    #[inline]
    pub const fn read(octets: [u8; Timestamps::LEN]) -> Timestamps {
        let both = u64::from_be_bytes(octets);
        Timestamps { value: (both >> 32) as u32, echo_reply: both as u32 }
    }
}

/// `123 456`
impl fmt::Display for Timestamps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for Timestamps {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        (self.value, " ", self.echo_reply).put(out)
    }
}
