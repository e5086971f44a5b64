//! Decimal digits, several at once.

/// What the numbers of eight digits are below.
pub(crate) const EIGHT_DIGITS: u32 = 100_000_000;

/// The digits of a number below [`EIGHT_DIGITS`], zeros in front, as octets of one number, the first lowest; not yet ASCII.
///
/// Four digits are split into two and two, and those into one and one, all at once: a division by 100 or by 10 is a multiplication
/// here, exact for numbers so small.
#[inline]
const fn digits(number: u32) -> u64 {
    let fours = (number / 10_000) as u64 | ((number % 10_000) as u64) << 32;
    let hundreds = (fours * 10_486) >> 20 & 0x0000_007f_0000_007f;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = (twos * 103) >> 10 & 0x000f_000f_000f_000f;
    tens | (twos - tens * 10) << 8
}

const ASCII: u64 = u64::from_ne_bytes([b'0'; 8]);

/// All eight digits of a number below [`EIGHT_DIGITS`].
#[inline]
pub(crate) const fn eight_digits(number: u32) -> [u8; 8] {
    (digits(number) | ASCII).to_le_bytes()
}

/// The digits of a number below [`EIGHT_DIGITS`] without zeros in front, and how many they are, at least one; what is behind them is no
/// part of them.
#[inline]
pub(crate) const fn first_digits(number: u32) -> ([u8; 8], usize) {
    let digits = digits(number);
    // The last digit stays, even if it is zero.
    let zeros = (digits | 1 << 63).trailing_zeros() / 8;
    (((digits >> (8 * zeros)) | ASCII).to_le_bytes(), 8 - zeros as usize)
}

#[cfg(test)]
mod tests {
    use super::{EIGHT_DIGITS, eight_digits, first_digits};

    #[test]
    fn every_four_digits_at_both_places_are_told() {
        for four in 0..10_000 {
            for number in [four, four * 10_000, four * 10_000 + 9_999, EIGHT_DIGITS - 1 - four] {
                let (digits, len) = first_digits(number);
                assert_eq!(str::from_utf8(&digits[..len]), Ok(number.to_string().as_str()));
                assert_eq!(str::from_utf8(&eight_digits(number)), Ok(format!("{number:08}").as_str()));
            }
        }
    }
}
