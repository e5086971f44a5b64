//! Columns of a connection that its summary tells only as a table's cell.

use core::convert::Infallible;

use synfin::column::flows::Flows;
use synfin::column::list::Item;
use synfin::column::table::Row;
use synfin::column::value::Value;
use synfin::flow_summary::FlowSummary;

fn value<'a>(row: &'a FlowSummary, name: &str) -> Value<'a> {
    let mut cells = Row::<Flows>(row).cells();
    cells.find(|(column, _)| column.name == name).map_or(Value::Null, |(_, value)| value)
}

fn printed(value: Value<'_>) -> Option<String> {
    match value {
        Value::Word(word) => Some(word.to_owned()),
        Value::Text(text) => Some(text.to_string()),
        _ => None,
    }
}

/// The text of a column; none where it is null.
pub(crate) fn text(row: &FlowSummary, name: &str) -> Option<String> {
    printed(value(row, name))
}

/// The number of a column; none where it is null or larger than its type.
pub(crate) fn number<N: TryFrom<u64>>(row: &FlowSummary, name: &str) -> Option<N> {
    match value(row, name) {
        Value::Unsigned(number) => N::try_from(number).ok(),
        _ => None,
    }
}

/// The texts of a column that holds a list.
pub(crate) fn texts(row: &FlowSummary, name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    if let Value::List(list) = value(row, name) {
        let Ok(()) = list.try_for_each(|item| {
            if let Item::Single(value) = item {
                texts.extend(printed(value));
            }
            Ok::<(), Infallible>(())
        });
    }
    texts
}
