//! One column that grows, and becomes an array.

use std::sync::Arc;

use arrow_array::types::{
    ArrowPrimitiveType, DurationNanosecondType, Int64Type, TimestampNanosecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{ArrayRef, BooleanArray, ListArray, PrimitiveArray, StringArray, StructArray};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{ArrowError, DataType};
use synfin::column::gathered::bits::Bits;
use synfin::column::gathered::cells::Cells;
use synfin::column::gathered::texts::Texts;
use synfin::column::gathered::values::Values;
use synfin::column::table::{Column as OfTable, Kind, Table};

use crate::lent::Lent;
use crate::schema::{ZONE, item, record};
use crate::words::Words;

/// The cells of a column since the last array was made, and what it keeps for the next.
#[derive(Debug)]
pub(crate) struct Column {
    kind: Kind,
    cells: Cells,
    words: Words,
    lent: Lent,
}

impl Column {
    pub(crate) fn new<T: Table>(column: &OfTable<T>) -> Column {
        Column { kind: column.kind, cells: column.cells(), words: Words::default(), lent: Lent::default() }
    }

    /// What grows. After an array was made, it is better to ask for it when that array is no more needed.
    pub(crate) fn cells(&mut self) -> &mut Cells {
        self.lent.take_back(&mut self.cells);
        &mut self.cells
    }

    /// What was gathered so far, as an array; the column begins anew.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let Column { kind, cells, words, lent } = self;
        lent.forget();
        if let (Values::Words(gathered), presence) = cells.parts() {
            return Ok(words.array(gathered, presence.take().and_then(nulls), lent));
        }
        array(*kind, cells, lent)
    }
}

fn array(kind: Kind, cells: &mut Cells, lent: &mut Lent) -> Result<ArrayRef, ArrowError> {
    let (values, presence) = cells.parts();
    let nulls = presence.take().and_then(nulls);
    Ok(match values {
        Values::Bool(bits) => Arc::new(BooleanArray::new(bits_of(bits), nulls)),
        Values::U8(values) => Arc::new(primitive::<UInt8Type>(values, nulls, lent)),
        Values::U16(values) => Arc::new(primitive::<UInt16Type>(values, nulls, lent)),
        Values::U32(values) => Arc::new(primitive::<UInt32Type>(values, nulls, lent)),
        Values::U64(values) => Arc::new(primitive::<UInt64Type>(values, nulls, lent)),
        Values::I64(values) => match kind {
            Kind::Time => {
                Arc::new(primitive::<TimestampNanosecondType>(values, nulls, lent).with_timezone(ZONE))
            }
            Kind::Duration => Arc::new(primitive::<DurationNanosecondType>(values, nulls, lent)),
            _ => Arc::new(primitive::<Int64Type>(values, nulls, lent)),
        },
        Values::Text(texts) => Arc::new(strings(texts, nulls, lent)?),
        Values::Texts(ends, texts) => {
            let ends = lent.ends(ends);
            let texts = strings(texts, None, lent)?;
            Arc::new(ListArray::try_new(item(DataType::Utf8), ends, Arc::new(texts), None)?)
        }
        Values::Records(ends, columns) => {
            let Kind::Records(kinds) = kind else {
                return Err(ArrowError::SchemaError("records of no fields".to_owned()));
            };
            let fields = record(kinds);
            let ends = lent.ends(ends);
            let arrays = kinds.iter().zip(columns).map(|((_, kind), cells)| array(*kind, cells, lent));
            let records = StructArray::try_new(fields.clone(), arrays.collect::<Result<_, _>>()?, None)?;
            Arc::new(ListArray::try_new(item(DataType::Struct(fields)), ends, Arc::new(records), None)?)
        }
        Values::Words(_) => return Err(ArrowError::SchemaError("words within records".to_owned())),
    })
}

fn primitive<P: ArrowPrimitiveType>(
    values: &mut Vec<P::Native>,
    nulls: Option<NullBuffer>,
    lent: &mut Lent,
) -> PrimitiveArray<P> {
    PrimitiveArray::new(lent.numbers(values), nulls)
}

fn strings(texts: &mut Texts, nulls: Option<NullBuffer>, lent: &mut Lent) -> Result<StringArray, ArrowError> {
    let (ends, octets) = lent.texts(texts);
    StringArray::try_new(ends, octets, nulls)
}

/// Which cells are there, unless all are.
fn nulls(mut bits: Bits) -> Option<NullBuffer> {
    Some(NullBuffer::new(bits_of(&mut bits))).filter(|nulls| nulls.null_count() > 0)
}

fn bits_of(bits: &mut Bits) -> BooleanBuffer {
    let len = bits.len();
    BooleanBuffer::new(bits.take().into(), 0, len)
}
