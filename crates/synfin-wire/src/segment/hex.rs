//! Octets as people read them.

use core::fmt;

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
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}
