//! Decimal digits, made where they will lie.

/// Digits of the largest number.
pub(crate) const LONGEST: usize = 20;

/// How many digits a number has.
#[inline]
pub(crate) const fn decimal_len(number: u64) -> usize {
    // Zero has a digit too.
    let number = number | 1;
    // This takes less time for 32 bits, and nearly all numbers have no more.
    let power = if number <= u32::MAX as u64 { (number as u32).ilog10() } else { number.ilog10() };
    power as usize + 1
}

/// Writes a number, its last digit at the end of `place`, which is as long as the number.
#[inline]
pub(crate) fn write_decimal(number: u64, place: &mut [u8]) {
    // Dividing 32 bits takes less time, and nearly all numbers have no more.
    let mut high = number;
    let mut pairs = place.rchunks_exact_mut(2);
    while high > u64::from(u32::MAX) {
        let Some(pair) = pairs.next() else { return };
        pair.copy_from_slice(pair_of(high % 100));
        high /= 100;
    }
    let mut low = high as u32;
    for pair in &mut pairs {
        pair.copy_from_slice(pair_of(u64::from(low % 100)));
        low /= 100;
    }
    if let [digit] = pairs.into_remainder() {
        *digit = b'0' + low as u8;
    }
}

#[inline]
fn pair_of(below_hundred: u64) -> &'static [u8; 2] {
    PAIRS.get(below_hundred as usize).unwrap_or(&[b'0'; 2])
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

#[cfg(test)]
mod tests {
    use super::{LONGEST, decimal_len, write_decimal};

    #[test]
    fn numbers_of_every_length_have_their_digits() {
        let powers = (0..LONGEST as u32).map(|power| 10_u64.pow(power));
        let numbers =
            powers.flat_map(|power| [power - 1, power, power + 1, power / 3 * 2, power.wrapping_mul(7)]);
        for number in
            numbers.chain([0, u64::from(u32::MAX), u64::from(u32::MAX) + 1, 429_496_729_599, u64::MAX])
        {
            let mut place = vec![b'x'; decimal_len(number)];
            write_decimal(number, &mut place);
            assert_eq!(String::from_utf8(place), Ok(number.to_string()));
        }
    }
}
