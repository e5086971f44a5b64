//! Which Arrow type each kind of value has.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef, TimeUnit};
use synfin::column::table::{Kind, Table};

use crate::projection::Projection;

/// The zone of all times.
pub(crate) const ZONE: &str = "UTC";

/// The Arrow type of a kind: times are nanoseconds in UTC, words dictionaries, lists lists.
///
/// ```
/// use arrow_schema::{DataType, TimeUnit};
/// use synfin::column::table::Kind;
/// use synfin_arrow::schema::data_type;
///
/// assert_eq!(data_type(Kind::Time), DataType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into())));
/// ```
pub fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Bool => DataType::Boolean,
        Kind::U8 => DataType::UInt8,
        Kind::U16 => DataType::UInt16,
        Kind::U32 => DataType::UInt32,
        Kind::U64 => DataType::UInt64,
        Kind::I64 => DataType::Int64,
        Kind::Time => DataType::Timestamp(TimeUnit::Nanosecond, Some(ZONE.into())),
        Kind::Duration => DataType::Duration(TimeUnit::Nanosecond),
        // Signed, as other tools want it; the closed lists are far shorter than 32,767.
        Kind::Word => DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8)),
        Kind::Text => DataType::Utf8,
        Kind::Texts => DataType::List(item(DataType::Utf8)),
        Kind::Records(fields) => DataType::List(item(DataType::Struct(record(fields)))),
    }
}

/// The schema of a table's columns; each column's field says under `about` what it holds.
///
/// ```
/// use synfin::column::segments::Segments;
/// use synfin_arrow::projection::Projection;
/// use synfin_arrow::schema::schema;
///
/// let schema = schema::<Segments>(&Projection::all());
/// assert_eq!(schema.field(0).name(), "frame");
/// assert!(schema.field_with_name("reason")?.metadata()["about"].starts_with("Why"));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
pub fn schema<T: Table>(projection: &Projection<T>) -> SchemaRef {
    let fields = projection.columns().map(|column| {
        let about = HashMap::from([("about".to_owned(), column.about.to_owned())]);
        Field::new(column.name, data_type(column.kind), column.nullable).with_metadata(about)
    });
    Arc::new(Schema::new(fields.collect::<Fields>()))
}

/// The item of a list: never absent itself.
pub(crate) fn item(data_type: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", data_type, false))
}

/// The fields of a record; where an option cannot be read, some are absent. Words are plain text here: dictionaries within lists are
/// what few tools read.
pub(crate) fn record(fields: &[(&'static str, Kind)]) -> Fields {
    let field = |&(name, kind): &(&'static str, Kind)| {
        let kind = if kind == Kind::Word { Kind::Text } else { kind };
        Field::new(name, data_type(kind), true)
    };
    fields.iter().map(field).collect()
}
