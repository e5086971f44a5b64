//! Columns gathered from many rows at once, held against their values one by one.

use std::convert::Infallible;

use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::column::flows::Flows;
use synfin::column::gathered::cells::Cells;
use synfin::column::gathered::values::Values;
use synfin::column::list::Item;
use synfin::column::segments::Segments;
use synfin::column::table::Table;
use synfin::column::value::Value;
use synfin::dissect::plugins;
use synfin_testkit::generator::capture::{Capture, Kind};
use synfin_testkit::samples::sample;

/// One cell, as text that shows its type.
fn gathered(cells: &Cells, place: usize) -> String {
    if !cells.is_there(place) {
        return "null".to_owned();
    }
    match cells.values() {
        Values::Bool(bits) => format!("{:?}", bits.get(place).expect("there is a bit")),
        Values::U8(values) => values[place].to_string(),
        Values::U16(values) => values[place].to_string(),
        Values::U32(values) => values[place].to_string(),
        Values::U64(values) => values[place].to_string(),
        Values::I64(values) => values[place].to_string(),
        Values::Words(words) => format!("{:?}", words.word(words.numbers()[place])),
        Values::Text(texts) => format!("{:?}", texts.get(place).expect("there is a text")),
        Values::Texts(ends, texts) => {
            let items = ends.get(place).expect("there is a list");
            format!("{:?}", items.map(|item| texts.get(item).expect("there is a text")).collect::<Vec<_>>())
        }
        Values::Records(ends, fields) => {
            let items = ends.get(place).expect("there is a list");
            let record =
                |item| fields.iter().map(|field| gathered(field, item)).collect::<Vec<_>>().join(" ");
            format!("{:?}", items.map(record).collect::<Vec<_>>())
        }
    }
}

/// A value, written the same way.
fn told(value: Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Unsigned(value) => value.to_string(),
        Value::Signed(value) => value.to_string(),
        Value::Word(word) => format!("{word:?}"),
        Value::Text(text) => format!("{:?}", text.to_string()),
        Value::List(list) => {
            let mut items = Vec::new();
            let each = list.try_for_each(|item| {
                items.push(match item {
                    Item::Single(Value::Word(word)) => word.to_owned(),
                    Item::Single(Value::Text(text)) => text.to_string(),
                    Item::Single(other) => panic!("{other:?} is no text"),
                    Item::Record(fields) => fields.iter().map(told_of_field).collect::<Vec<_>>().join(" "),
                });
                Ok::<(), Infallible>(())
            });
            let Ok(()) = each;
            format!("{items:?}")
        }
    }
}

/// A field of a record. Values of any type, as dissectors tell them, are gathered as text.
fn told_of_field((name, value): &(&'static str, Value<'_>)) -> String {
    let told = told(*value);
    let is_of_any_type = *name == "value" && !matches!(value, Value::Text(_) | Value::Null);
    if is_of_any_type { format!("{told:?}") } else { told }
}

/// Gathers rows at once, one by one, and in two parts that are put together; each cell must be what the row tells.
fn hold<'r, T: Table>(name: &str, rows: &'r [T::Row<'r>]) {
    for column in T::COLUMNS {
        let [mut at_once, mut parts, mut first] = [(); 3].map(|()| column.cells());
        (column.gather)(rows, &mut at_once);
        let (some, others) = rows.split_at(rows.len() / 3);
        // What was there before must not shine through.
        (column.gather)(others, &mut first);
        first.clear();
        (column.gather)(some, &mut first);
        parts.append(&first, 0..some.len());
        let mut all = column.cells();
        for row in rows {
            (column.gather)(std::slice::from_ref(row), &mut all);
        }
        parts.append(&all, some.len()..usize::MAX);
        assert_eq!([at_once.len(), parts.len(), all.len()], [rows.len(); 3], "{name}: {}", column.name);
        for (place, row) in rows.iter().enumerate() {
            let told = told((column.value)(row));
            for cells in [&at_once, &parts, &all] {
                assert_eq!(gathered(cells, place), told, "{name}: {} of row {place}", column.name);
            }
        }
    }
}

/// Both tables of a capture.
fn hold_both(name: &str, capture: &[u8], verify_checksums: bool) {
    let mut reader = Reader::new(capture).expect("a capture");
    let options = synfin::analyzer::AnalyzerOptions { verify_checksums, ..Default::default() };
    let mut analyzer = Analyzer::new(options).dissecting(&plugins::all::all());
    while let Ok(Some(burst)) = reader.next_burst() {
        let mut rows = Vec::new();
        let observed = analyzer.observe_burst(&burst, |analyzer, row| {
            if let Some(row) = row {
                hold::<Segments>(name, &[analyzer.with_fields(row)]);
                rows.push(row);
            }
            Ok::<(), Infallible>(())
        });
        let Ok(()) = observed;
        hold::<Segments>(name, &rows);
    }
    analyzer.finish();
    let flows: Vec<_> = std::iter::from_fn(|| analyzer.pop_ended()).collect();
    hold::<Flows>(name, &flows);
}

#[test]
fn every_column_of_every_sample_gathers_what_it_tells() {
    for sample in sample::all() {
        hold_both(sample.name, &sample.octets, true);
    }
}

#[test]
fn every_column_of_mixed_traffic_gathers_what_it_tells() {
    for verify_checksums in [true, false] {
        let mut capture = Vec::new();
        Capture::new(Kind::Mixed { segments: 3_000 }, 7).write_to(&mut capture).expect("memory takes it");
        hold_both("mixed traffic", &capture, verify_checksums);
    }
}
