//! Tables of columns, read by the readers of Arrow and Parquet, as the rows that JSON tells.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    DurationNanosecondType, Int16Type, Int64Type, TimestampNanosecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, RecordBatch, StringArray};
use arrow_ipc::reader::StreamReader;
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use serde_json::{Map, Value};

/// The rows of a file of this format, `arrow` or `parquet`.
pub(crate) fn rows(format: &str, path: &Path) -> Vec<Value> {
    let file = File::open(path).expect("it was written");
    let batches: Vec<RecordBatch> = if format == "arrow" {
        let reader = StreamReader::try_new(file, None).expect("a stream");
        reader.map(|batch| batch.expect("a batch")).collect()
    } else {
        let reader = ParquetRecordBatchReader::try_new(file, 1000).expect("a file");
        reader.map(|batch| batch.expect("a batch")).collect()
    };
    batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| row_of(batch, row))).collect()
}

fn row_of(batch: &RecordBatch, row: usize) -> Value {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns());
    Value::Object(columns.map(|(field, column)| (field.name().clone(), value(column, row))).collect())
}

/// One value, as JSON has it: times and durations are whole nanoseconds.
fn value(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Timestamp(..) => column.as_primitive::<TimestampNanosecondType>().value(row).into(),
        DataType::Duration(_) => column.as_primitive::<DurationNanosecondType>().value(row).into(),
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Dictionary(..) => {
            let words = column.as_dictionary::<Int16Type>();
            let key = words.keys().value(row) as usize;
            words.values().as_any().downcast_ref::<StringArray>().expect("words are text").value(key).into()
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            (0..items.len()).map(|item| value(&items, item)).collect()
        }
        DataType::Struct(fields) => {
            let parts = fields.iter().zip(column.as_struct().columns());
            let parts = parts.map(|(field, part)| (field.name().clone(), value(part, row)));
            Value::Object(parts.collect::<Map<String, Value>>())
        }
        other => panic!("no table has {other}"),
    }
}

/// The rows that JSON tells, as tables of columns have them: the value of a dissector's field is text there, whatever it is.
pub(crate) fn with_text_values(rows: &[Value]) -> Vec<Value> {
    let mut rows = rows.to_vec();
    for field in rows.iter_mut().filter_map(|row| row["fields"].as_array_mut()).flatten() {
        if !field["value"].is_string() {
            field["value"] = field["value"].to_string().into();
        }
    }
    rows
}
