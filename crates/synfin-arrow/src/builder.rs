//! One column that grows.

use core::fmt::Write as _;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, DurationNanosecondBuilder, Int64Builder, ListBuilder, PrimitiveBuilder, StringBuilder,
    StructBuilder, TimestampNanosecondBuilder, UInt8Builder, UInt16Builder, UInt32Builder, UInt64Builder,
};
use arrow_array::types::{UInt8Type, UInt32Type};
use arrow_array::{ArrayRef, ArrowPrimitiveType};
use synfin::column::list::{Item, List};
use synfin::column::table::Kind;
use synfin::column::value::Value;

use crate::schema::{ZONE, item, record};
use crate::words::Words;

/// Rows for which a new builder takes memory at once.
const ROWS: usize = 1024;

/// The builder of one column, by its kind.
pub(crate) enum Builder {
    Bool(BooleanBuilder),
    U8(UInt8Builder),
    U16(UInt16Builder),
    U32(UInt32Builder),
    U64(UInt64Builder),
    I64(Int64Builder),
    Time(TimestampNanosecondBuilder),
    Duration(DurationNanosecondBuilder),
    Word(Words),
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Records(&'static [(&'static str, Kind)], ListBuilder<StructBuilder>),
}

impl Builder {
    pub(crate) fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Bool => Builder::Bool(BooleanBuilder::with_capacity(ROWS)),
            Kind::U8 => Builder::U8(UInt8Builder::with_capacity(ROWS)),
            Kind::U16 => Builder::U16(UInt16Builder::with_capacity(ROWS)),
            Kind::U32 => Builder::U32(UInt32Builder::with_capacity(ROWS)),
            Kind::U64 => Builder::U64(UInt64Builder::with_capacity(ROWS)),
            Kind::I64 => Builder::I64(Int64Builder::with_capacity(ROWS)),
            Kind::Time => Builder::Time(TimestampNanosecondBuilder::with_capacity(ROWS).with_timezone(ZONE)),
            Kind::Duration => Builder::Duration(DurationNanosecondBuilder::with_capacity(ROWS)),
            Kind::Word => Builder::Word(Words::with_capacity(ROWS)),
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Texts => Builder::Texts(
                ListBuilder::new(StringBuilder::new()).with_field(item(arrow_schema::DataType::Utf8)),
            ),
            Kind::Records(fields) => {
                let of_record = record(fields);
                let item = item(arrow_schema::DataType::Struct(of_record.clone()));
                let builder = StructBuilder::from_fields(of_record, ROWS);
                Builder::Records(fields, ListBuilder::new(builder).with_field(item))
            }
        }
    }

    /// Appends the value of one row. A value of another kind than the column's is null: no table has such.
    pub(crate) fn append(&mut self, value: Value<'_>) {
        match self {
            Builder::Bool(builder) => builder.append_option(match value {
                Value::Bool(value) => Some(value),
                _ => None,
            }),
            Builder::U8(builder) => append_unsigned(builder, value),
            Builder::U16(builder) => append_unsigned(builder, value),
            Builder::U32(builder) => append_unsigned(builder, value),
            Builder::U64(builder) => append_unsigned(builder, value),
            Builder::I64(builder) => builder.append_option(signed(value)),
            Builder::Time(builder) => builder.append_option(signed(value)),
            Builder::Duration(builder) => builder.append_option(signed(value)),
            Builder::Word(builder) => match value {
                Value::Word(word) => builder.append(word),
                _ => builder.append_null(),
            },
            Builder::Text(builder) => append_text(builder, value),
            Builder::Texts(builder) => {
                append_items(value, |one| {
                    if let Item::Single(value) = one {
                        append_text(builder.values(), value);
                    }
                });
                builder.append(true);
            }
            Builder::Records(fields, builder) => {
                append_items(value, |one| {
                    if let Item::Record(values) = one {
                        append_record(builder.values(), fields, values);
                    }
                });
                builder.append(true);
            }
        }
    }

    /// What was appended so far, as a column; the builder begins anew.
    pub(crate) fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Bool(builder) => Arc::new(builder.finish()),
            Builder::U8(builder) => Arc::new(builder.finish()),
            Builder::U16(builder) => Arc::new(builder.finish()),
            Builder::U32(builder) => Arc::new(builder.finish()),
            Builder::U64(builder) => Arc::new(builder.finish()),
            Builder::I64(builder) => Arc::new(builder.finish()),
            Builder::Time(builder) => Arc::new(builder.finish()),
            Builder::Duration(builder) => Arc::new(builder.finish()),
            Builder::Word(builder) => builder.finish(),
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Texts(builder) => Arc::new(builder.finish()),
            Builder::Records(_, builder) => Arc::new(builder.finish()),
        }
    }
}

fn append_unsigned<T: ArrowPrimitiveType>(builder: &mut PrimitiveBuilder<T>, value: Value<'_>)
where
    T::Native: TryFrom<u64>,
{
    builder.append_option(match value {
        Value::Unsigned(value) => T::Native::try_from(value).ok(),
        _ => None,
    });
}

/// A number that may stand in a signed column; one that is too large saturates.
fn signed(value: Value<'_>) -> Option<i64> {
    match value {
        Value::Signed(value) => Some(value),
        Value::Unsigned(value) => Some(i64::try_from(value).unwrap_or(i64::MAX)),
        _ => None,
    }
}

fn append_text(builder: &mut StringBuilder, value: Value<'_>) {
    match value {
        Value::Word(word) => builder.append_value(word),
        Value::Text(text) => {
            // Writing to a builder never fails.
            let _ = write!(builder, "{text}");
            builder.append_value("");
        }
        // Values of any type stand in a column of text as that.
        Value::Bool(value) => builder.append_value(value.to_string()),
        Value::Unsigned(value) => builder.append_value(value.to_string()),
        Value::Signed(value) => builder.append_value(value.to_string()),
        Value::Null | Value::List(_) => builder.append_null(),
    }
}

fn append_items(value: Value<'_>, mut take: impl FnMut(Item<'_>)) {
    let list = match value {
        Value::List(list) => list,
        _ => List::Empty,
    };
    let all: Result<(), core::convert::Infallible> = list.try_for_each(|one| {
        take(one);
        Ok(())
    });
    let Ok(()) = all;
}

fn append_record(
    builder: &mut StructBuilder,
    fields: &[(&'static str, Kind)],
    values: &[(&'static str, Value<'_>)],
) {
    for ((place, (_, kind)), (_, value)) in fields.iter().enumerate().zip(values) {
        match kind {
            Kind::U8 => append_unsigned_at::<UInt8Type>(builder, place, *value),
            Kind::U32 => append_unsigned_at::<UInt32Type>(builder, place, *value),
            _ => {
                if let Some(builder) = builder.field_builder::<StringBuilder>(place) {
                    append_text(builder, *value);
                }
            }
        }
    }
    builder.append(true);
}

fn append_unsigned_at<T: ArrowPrimitiveType>(builder: &mut StructBuilder, place: usize, value: Value<'_>)
where
    T::Native: TryFrom<u64>,
{
    if let Some(builder) = builder.field_builder::<PrimitiveBuilder<T>>(place) {
        append_unsigned(builder, value);
    }
}
