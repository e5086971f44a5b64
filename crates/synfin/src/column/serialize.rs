//! Rows and values as serde's data model: names in the order of the table, lists as sequences.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::column::list::{Item, List};
use crate::column::table::{Row, RowIn, Table};
use crate::column::value::Value;

impl<T: Table> Serialize for Row<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(T::COLUMNS.len()))?;
        for (column, value) in self.cells() {
            map.serialize_entry(column.name, &value)?;
        }
        map.end()
    }
}

impl<T: Table> Serialize for RowIn<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RowIn(row, language) = *self;
        let mut map = serializer.serialize_map(Some(T::COLUMNS.len()))?;
        for (column, value) in Row::<T>(row).cells_in(language) {
            map.serialize_entry(column.name, &value)?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Value::Null => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Unsigned(value) => serializer.serialize_u64(value),
            Value::Signed(value) => serializer.serialize_i64(value),
            Value::Word(value) => serializer.serialize_str(value),
            Value::Text(value) => serializer.collect_str(&value),
            Value::List(value) => value.serialize(serializer),
        }
    }
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        self.try_for_each(|item| seq.serialize_element(&item))?;
        seq.end()
    }
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Item::Single(value) => value.serialize(serializer),
            Item::Record(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
