//! Octets as people read them.

use core::fmt;

use crate::pieces::{Piece, Sink};

/// Prints octets as hexadecimal digits, two an octet, nothing between them.
///
/// ```
/// assert_eq!(synfin_wire::segment::hex::Hex(&[0, 0xab]).to_string(), "00ab");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hex<'a>(
    /// The octets.
    pub &'a [u8],
);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

impl Piece for Hex<'_> {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        out.write_hex(self.0)
    }
}
