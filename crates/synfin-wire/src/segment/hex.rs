//! Octets as people read them.

use core::fmt;

use crate::pieces::Piece;

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

/// Octets whose digits are handed over at once: what a timestamps option has.
const AT_ONCE: usize = 8;

impl Piece for Hex<'_> {
    #[inline]
    fn put(&self, out: &mut impl fmt::Write) -> fmt::Result {
        for some in self.0.chunks(AT_ONCE) {
            let mut digits = [[0; 2]; AT_ONCE];
            for (digits, octet) in digits.iter_mut().zip(some) {
                *digits = [octet >> 4, octet & 0x0f].map(digit);
            }
            let digits = digits.as_flattened().get(..some.len().wrapping_mul(2)).unwrap_or_default();
            // Digits are ASCII.
            out.write_str(str::from_utf8(digits).unwrap_or_default())?;
        }
        Ok(())
    }
}

/// The digit of a value below sixteen; arithmetic, so that many are made side by side.
#[inline]
const fn digit(value: u8) -> u8 {
    let letter = if value > 9 { b'a' - b'0' - 10 } else { 0 };
    value.wrapping_add(b'0').wrapping_add(letter)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::Hex;
    use std::format;
    use std::string::{String, ToString};

    #[test]
    fn every_octet_of_every_length_has_its_two_digits() {
        let octets: [u8; 256] = core::array::from_fn(|value| value as u8);
        for len in 0..=octets.len() {
            let plain: String = octets[..len].iter().map(|octet| format!("{octet:02x}")).collect();
            assert_eq!(Hex(&octets[..len]).to_string(), plain);
        }
    }
}
