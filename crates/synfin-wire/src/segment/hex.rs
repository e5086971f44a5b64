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
        // One digit is one octet of text, so a `str` of one digit each costs nothing to make; formatting a number does.
        let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
        self.0.iter().try_for_each(|octet| {
            f.write_str(digit(octet >> 4))?;
            f.write_str(digit(octet & 0x0f))
        })
    }
}

/// The digits by their values.
const DIGITS: [&str; 16] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];
