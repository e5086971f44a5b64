//! A column of a connection that its summary tells only as a table's cell.

use core::convert::Infallible;

use synfin::column::flows::Flows;
use synfin::column::list::Item;
use synfin::column::table::Row;
use synfin::column::value::Value;
use synfin::flow_summary::FlowSummary;

/// The texts of a column that holds a list of them.
pub(crate) fn texts(row: &FlowSummary, name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut cells = Row::<Flows>(row).cells();
    if let Some((_, Value::List(list))) = cells.find(|(column, _)| column.name == name) {
        let Ok(()) = list.try_for_each(|item| {
            texts.extend(match item {
                Item::Single(Value::Word(word)) => Some(word.to_owned()),
                Item::Single(Value::Text(text)) => Some(text.to_string()),
                _ => None,
            });
            Ok::<(), Infallible>(())
        });
    }
    texts
}
