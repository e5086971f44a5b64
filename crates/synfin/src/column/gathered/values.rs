//! The values of one column, gathered by their type.

use core::ops::Range;

use crate::column::gathered::bits::Bits;
use crate::column::gathered::cells::Cells;
use crate::column::gathered::ends::Ends;
use crate::column::gathered::texts::Texts;
use crate::column::gathered::words::Words;
use crate::column::kind::Kind;

/// The values of a column in the order of the rows. Where a row has none, there is a zero, an empty text, or
/// [`NO_WORD`](crate::column::gathered::words::NO_WORD).
#[derive(Clone, Debug)]
pub enum Values {
    /// True or false.
    Bool(Bits),
    /// Unsigned numbers of 8 bits.
    U8(Vec<u8>),
    /// Unsigned numbers of 16 bits.
    U16(Vec<u16>),
    /// Unsigned numbers of 32 bits.
    U32(Vec<u32>),
    /// Unsigned numbers of 64 bits.
    U64(Vec<u64>),
    /// Signed numbers, times since 1970-01-01T00:00:00Z and durations, both in nanoseconds; what is longer than 64 bits can tell is as
    /// long as they can.
    I64(Vec<i64>),
    /// Words of a closed list.
    Words(Words),
    /// Texts.
    Text(Texts),
    /// Lists of texts: where each list ends, and the texts of all.
    Texts(Ends, Texts),
    /// Lists of records: where each list ends, and for all records of all lists a column for each field.
    Records(Ends, Vec<Cells>),
}

impl Values {
    /// No value yet, of this kind. Within records words are texts.
    pub(crate) fn of(kind: Kind) -> Values {
        match kind {
            Kind::Bool => Values::Bool(Bits::default()),
            Kind::U8 => Values::U8(Vec::new()),
            Kind::U16 => Values::U16(Vec::new()),
            Kind::U32 => Values::U32(Vec::new()),
            Kind::U64 => Values::U64(Vec::new()),
            Kind::I64 | Kind::Time | Kind::Duration => Values::I64(Vec::new()),
            Kind::Word => Values::Words(Words::default()),
            Kind::Text => Values::Text(Texts::default()),
            Kind::Texts => Values::Texts(Ends::default(), Texts::default()),
            Kind::Records(fields) => {
                let column = |&(_, kind): &(&str, Kind)| match kind {
                    Kind::Word => Cells::of_kind(Kind::Text),
                    kind => Cells::of_kind(kind),
                };
                Values::Records(Ends::default(), fields.iter().map(column).collect())
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Values::Bool(bits) => bits.len(),
            Values::U8(values) => values.len(),
            Values::U16(values) => values.len(),
            Values::U32(values) => values.len(),
            Values::U64(values) => values.len(),
            Values::I64(values) => values.len(),
            Values::Words(words) => words.numbers.len(),
            Values::Text(texts) => texts.len(),
            Values::Texts(ends, _) | Values::Records(ends, _) => ends.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends those of another of the same kind in this range, or those of the range that there are.
    pub(crate) fn append(&mut self, other: &Values, range: Range<usize>) {
        match (self, other) {
            (Values::Bool(bits), Values::Bool(others)) => bits.append(others, range),
            (Values::U8(values), Values::U8(others)) => append(values, others, range),
            (Values::U16(values), Values::U16(others)) => append(values, others, range),
            (Values::U32(values), Values::U32(others)) => append(values, others, range),
            (Values::U64(values), Values::U64(others)) => append(values, others, range),
            (Values::I64(values), Values::I64(others)) => append(values, others, range),
            (Values::Words(words), Values::Words(others)) => {
                words.list = words.list.or(others.list);
                append(&mut words.numbers, &others.numbers, range);
            }
            (Values::Text(texts), Values::Text(others)) => texts.append(others, range),
            (Values::Texts(ends, texts), Values::Texts(other_ends, others)) => {
                let range = ends.append(other_ends, range);
                texts.append(others, range);
            }
            (Values::Records(ends, fields), Values::Records(other_ends, others)) => {
                let range = ends.append(other_ends, range);
                for (field, other) in fields.iter_mut().zip(others) {
                    field.append(other, range.clone());
                }
            }
            (own, other) => debug_assert!(false, "{own:?} and {other:?} are of two kinds"),
        }
    }

    /// Begins anew, in the memory that there is.
    pub(crate) fn clear(&mut self) {
        match self {
            Values::Bool(bits) => *bits = Bits::default(),
            Values::U8(values) => values.clear(),
            Values::U16(values) => values.clear(),
            Values::U32(values) => values.clear(),
            Values::U64(values) => values.clear(),
            Values::I64(values) => values.clear(),
            Values::Words(words) => words.numbers.clear(),
            Values::Text(texts) => texts.clear(),
            Values::Texts(ends, texts) => {
                ends.clear();
                texts.clear();
            }
            Values::Records(ends, fields) => {
                ends.clear();
                fields.iter_mut().for_each(Cells::clear);
            }
        }
    }
}

fn append<T: Copy>(values: &mut Vec<T>, others: &[T], range: Range<usize>) {
    let stop = range.end.min(others.len());
    values.extend_from_slice(others.get(range.start..stop).unwrap_or_default());
}
