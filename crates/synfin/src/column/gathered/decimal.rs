//! Decimal digits, made where they will lie.

/// Digits of the largest number.
pub(crate) const LONGEST: usize = 10;

/// How many digits a number has.
#[inline]
pub(crate) const fn decimal_len(number: u32) -> usize {
    // Zero has a digit too.
    (number | 1).ilog10() as usize + 1
}

/// Writes a number, its last digit at the end of `place`, which is as long as the number.
#[inline]
pub(crate) fn write_decimal(number: u32, place: &mut [u8]) {
    let mut left = number;
    let mut pairs = place.rchunks_exact_mut(2);
    for pair in &mut pairs {
        pair.copy_from_slice(PAIRS.get((left % 100) as usize).unwrap_or(&[b'0'; 2]));
        left /= 100;
    }
    if let [digit] = pairs.into_remainder() {
        *digit = b'0' + left as u8;
    }
}

/// The digits of every number below a hundred, two each.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + number as u8 / 10, b'0' + number as u8 % 10];
        number += 1;
    }
    pairs
};
