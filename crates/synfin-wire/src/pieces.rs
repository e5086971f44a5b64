//! Text put together from pieces, straight into what takes it.
//!
//! `write!` goes through a table of functions for every argument, and through the machinery of padding for every number: that costs
//! several times what the digits cost. What is printed for every segment is put together from pieces instead.

use core::fmt::{self, Write};

use crate::segment::seq::Seq;

/// Something that is told as text, and knows no width, no precision and no padding.
///
/// ```
/// use synfin_wire::pieces::Piece;
///
/// let mut text = String::new();
/// (7_u32, " octets, of which ", 3_u8, " are new").put(&mut text)?;
/// assert_eq!(text, "7 octets, of which 3 are new");
/// # Ok::<(), core::fmt::Error>(())
/// ```
pub trait Piece {
    /// Appends its text.
    ///
    /// # Errors
    /// Those of `out`; there are no others.
    fn put(&self, out: &mut impl Write) -> fmt::Result;
}

impl<P: Piece + ?Sized> Piece for &P {
    #[inline]
    fn put(&self, out: &mut impl Write) -> fmt::Result {
        (**self).put(out)
    }
}

impl Piece for str {
    #[inline]
    fn put(&self, out: &mut impl Write) -> fmt::Result {
        out.write_str(self)
    }
}

impl Piece for Seq {
    #[inline]
    fn put(&self, out: &mut impl Write) -> fmt::Result {
        self.0.put(out)
    }
}

/// Numbers, in decimal digits.
macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Piece for $number {
            #[inline]
            fn put(&self, out: &mut impl Write) -> fmt::Result {
                out.write_str(itoa::Buffer::new().format(*self))
            }
        })*
    };
}

numbers! { u8 u16 u32 u64 usize i64 }

/// Several pieces, one behind another.
macro_rules! tuples {
    ($($($piece:ident)*;)*) => {
        $(impl<$($piece: Piece),*> Piece for ($($piece,)*) {
            #[inline]
            fn put(&self, out: &mut impl Write) -> fmt::Result {
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
    use super::Piece;
    use crate::segment::seq::Seq;
    use std::string::String;

    #[test]
    fn numbers_are_told_to_their_last_digit() {
        let mut text = String::new();
        let numbers = (u8::MAX, " ", u16::MAX, " ", Seq(u32::MAX), " ", u64::MAX);
        (numbers, " ", i64::MIN).put(&mut text).unwrap();
        assert_eq!(text, "255 65535 4294967295 18446744073709551615 -9223372036854775808");
    }
}
