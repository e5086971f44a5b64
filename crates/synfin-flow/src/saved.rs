//! Values as octets and back, for hosts that keep a flow in memory of their own. Every octet is looked at: whatever it is, what comes
//! back is a value or nothing.

use synfin_wire::segment::seq::Seq;

use crate::packed::U48;
use crate::time::Moment;

/// A value that can be written as octets, always as many, and read again.
pub(crate) trait Saved: Sized {
    /// Octets that it takes.
    const LEN: usize;

    /// Writes it.
    fn save(&self, to: &mut Writer<'_>);

    /// Reads it; none where no value is written so.
    fn load(from: &mut Reader<'_>) -> Option<Self>;
}

/// Where values are written, one after another.
pub(crate) struct Writer<'a>(pub(crate) &'a mut [u8]);

impl Writer<'_> {
    fn put<const N: usize>(&mut self, octets: [u8; N]) {
        if let Some((place, rest)) = core::mem::take(&mut self.0).split_first_chunk_mut() {
            *place = octets;
            self.0 = rest;
        }
    }
}

/// From where they are read.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (octets, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*octets)
    }
}

/// Whole numbers, the low octet first.
macro_rules! saved_number {
    ($($number:ty)*) => {
        $(impl Saved for $number {
            const LEN: usize = size_of::<$number>();

            fn save(&self, to: &mut Writer<'_>) {
                to.put(self.to_le_bytes());
            }

            fn load(from: &mut Reader<'_>) -> Option<$number> {
                from.take().map(<$number>::from_le_bytes)
            }
        })*
    };
}
saved_number! { u8 u16 u32 u64 i64 }

/// A struct, field by field: `saved!(Range { start: Seq, end: Seq })`.
macro_rules! saved {
    ($name:ty { $($field:tt: $kind:ty),* }) => {
        impl $crate::saved::Saved for $name {
            const LEN: usize = 0 $(+ <$kind as $crate::saved::Saved>::LEN)*;

            fn save(&self, to: &mut $crate::saved::Writer<'_>) {
                $($crate::saved::Saved::save(&self.$field, to);)*
            }

            fn load(from: &mut $crate::saved::Reader<'_>) -> Option<$name> {
                // In the order in which they are written.
                Some(Self { $($field: <$kind as $crate::saved::Saved>::load(from)?),* })
            }
        }
    };
}
pub(crate) use saved;

/// An enum without values, by its place in the list of all.
macro_rules! saved_by_place {
    ($($name:ty: $all:expr;)*) => {
        $(impl $crate::saved::Saved for $name {
            const LEN: usize = 1;

            fn save(&self, to: &mut $crate::saved::Writer<'_>) {
                $crate::saved::Saved::save(&(*self as u8), to);
            }

            fn load(from: &mut $crate::saved::Reader<'_>) -> Option<$name> {
                let place = <u8 as $crate::saved::Saved>::load(from)?;
                $all.get(usize::from(place)).copied()
            }
        })*
    };
}
pub(crate) use saved_by_place;

saved!(Seq { 0: u32 });
saved!(Moment { 0: i64 });

impl Saved for U48 {
    const LEN: usize = 8;

    fn save(&self, to: &mut Writer<'_>) {
        self.get().save(to);
    }

    fn load(from: &mut Reader<'_>) -> Option<U48> {
        let number = u64::load(from)?;
        (number <= U48::MAX).then(|| U48::new(number))
    }
}

impl Saved for bool {
    const LEN: usize = 1;

    fn save(&self, to: &mut Writer<'_>) {
        u8::from(*self).save(to);
    }

    fn load(from: &mut Reader<'_>) -> Option<bool> {
        match u8::load(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Saved> Saved for Option<T> {
    const LEN: usize = 1 + T::LEN;

    fn save(&self, to: &mut Writer<'_>) {
        self.is_some().save(to);
        if let Some(value) = self {
            value.save(to);
        } else {
            (0..T::LEN).for_each(|_| 0_u8.save(to));
        }
    }

    fn load(from: &mut Reader<'_>) -> Option<Option<T>> {
        if bool::load(from)? {
            return T::load(from).map(Some);
        }
        for _ in 0..T::LEN {
            u8::load(from)?;
        }
        Some(None)
    }
}

/// Of at least one.
impl<T: Saved + Copy, const N: usize> Saved for [T; N] {
    const LEN: usize = N * T::LEN;

    fn save(&self, to: &mut Writer<'_>) {
        for value in self {
            value.save(to);
        }
    }

    fn load(from: &mut Reader<'_>) -> Option<[T; N]> {
        let mut values = [T::load(from)?; N];
        for value in values.iter_mut().skip(1) {
            *value = T::load(from)?;
        }
        Some(values)
    }
}

impl<A: Saved, B: Saved> Saved for (A, B) {
    const LEN: usize = A::LEN + B::LEN;

    fn save(&self, to: &mut Writer<'_>) {
        self.0.save(to);
        self.1.save(to);
    }

    fn load(from: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::load(from)?, B::load(from)?))
    }
}
