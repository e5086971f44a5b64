//! Text put together from pieces, straight into what takes it.
//!
//! `write!` goes through a table of functions for every argument, and through the machinery of padding for every number: that costs
//! several times what the digits cost. What is printed for every segment is put together from pieces instead.

use core::fmt::{self, Write};

use crate::segment::seq::Seq;

/// What takes pieces. Whatever is written to can be one; it may know a quicker way to take numbers.
pub trait Sink: Write {
    /// Takes a number in decimal digits.
    ///
    /// # Errors
    /// Those of [`Write::write_str`].
    #[inline]
    fn write_number(&mut self, number: u64) -> fmt::Result {
        self.write_str(itoa::Buffer::new().format(number))
    }

    /// Takes octets in hexadecimal digits, two an octet.
    ///
    /// # Errors
    /// Those of [`Write::write_str`].
    #[inline]
    fn write_hex(&mut self, octets: &[u8]) -> fmt::Result {
        octets
            .iter()
            .try_for_each(|octet| self.write_str(str::from_utf8(&hex_digits(*octet)).unwrap_or_default()))
    }
}

impl Sink for fmt::Formatter<'_> {}

/// The two hexadecimal digits of an octet, which are ASCII.
#[inline]
pub const fn hex_digits(octet: u8) -> [u8; 2] {
    [hex_digit(octet >> 4), hex_digit(octet & 0x0f)]
}

/// Arithmetic, so that many are made side by side.
#[inline]
const fn hex_digit(value: u8) -> u8 {
    let letter = if value > 9 { b'a' - b'0' - 10 } else { 0 };
    value.wrapping_add(b'0').wrapping_add(letter)
}

/// Something that is told as text, and knows no width, no precision and no padding.
///
/// ```
/// use core::fmt;
/// use synfin_wire::pieces::{Piece, Sink};
///
/// struct Share { new: u8, of: u32 }
///
/// impl Piece for Share {
///     fn put(&self, out: &mut impl Sink) -> fmt::Result {
///         (self.of, " octets, of which ", self.new, " are new").put(out)
///     }
/// }
///
/// impl fmt::Display for Share {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         self.put(f)
///     }
/// }
///
/// assert_eq!(Share { new: 3, of: 7 }.to_string(), "7 octets, of which 3 are new");
/// ```
pub trait Piece {
    /// Appends its text.
    ///
    /// # Errors
    /// Those of `out`; there are no others.
    fn put(&self, out: &mut impl Sink) -> fmt::Result;
}

impl<P: Piece + ?Sized> Piece for &P {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        (**self).put(out)
    }
}

impl Piece for str {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        out.write_str(self)
    }
}

impl Piece for Seq {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        self.0.put(out)
    }
}

/// With its sign.
impl Piece for i64 {
    #[inline]
    fn put(&self, out: &mut impl Sink) -> fmt::Result {
        if *self < 0 {
            out.write_str("-")?;
        }
        out.write_number(self.unsigned_abs())
    }
}

macro_rules! unsigned {
    ($($number:ty)*) => {
        $(impl Piece for $number {
            #[inline]
            fn put(&self, out: &mut impl Sink) -> fmt::Result {
                out.write_number(u64::from(*self))
            }
        })*
    };
}

unsigned! { u8 u16 u32 u64 }

/// Several pieces, one behind another.
macro_rules! tuples {
    ($($($piece:ident)*;)*) => {
        $(impl<$($piece: Piece),*> Piece for ($($piece,)*) {
            // Where the length of a piece is known, it is copied by an instruction or two, else by a call.
            #[inline(always)]
            fn put(&self, out: &mut impl Sink) -> fmt::Result {
                #[expect(non_snake_case, reason = "each is called as its type is")]
                let ($($piece,)*) = self;
                $($piece.put(out)?;)*
                Ok(())
            }
        })*
    };
}

tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::{Piece, Sink};
    use crate::segment::seq::Seq;
    use core::fmt;
    use std::string::ToString;

    struct Told<P>(P);

    impl<P: Piece> fmt::Display for Told<P> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.put(f)
        }
    }

    #[test]
    fn numbers_are_told_to_their_last_digit() {
        let unsigned = (u8::MAX, " ", u16::MAX, " ", Seq(u32::MAX), " ", u64::MAX);
        let signed = (i64::MIN, " ", -1_i64, " ", 0_i64, " ", i64::MAX);
        assert_eq!(
            Told((unsigned, "; ", signed)).to_string(),
            "255 65535 4294967295 18446744073709551615; -9223372036854775808 -1 0 9223372036854775807"
        );
    }

    #[test]
    fn every_octet_has_its_two_digits() {
        struct Hex([u8; 256]);
        impl Piece for Hex {
            fn put(&self, out: &mut impl Sink) -> fmt::Result {
                out.write_hex(&self.0)
            }
        }
        let octets = core::array::from_fn(|value| value as u8);
        let plain: std::vec::Vec<_> = octets.iter().map(|octet| std::format!("{octet:02x}")).collect();
        assert_eq!(Told(Hex(octets)).to_string(), plain.concat());
    }
}
