//! Columns gathered from many rows at once, as formats of columns want them: numbers one behind another, texts one behind another
//! with the places where they end, words by their numbers.
//!
//! Each column gathers its own values ([`Column::gather`](crate::column::table::Column::gather)) out of a stretch of rows, in one
//! loop that knows their type; no [`Value`](crate::column::value::Value) is made. What both tell is the same: they are made from one
//! row of the table of columns.
//!
//! ```
//! use synfin::analyzer::Analyzer;
//! use synfin::column::gathered::values::Values;
//! use synfin::column::{segments::Segments, table::Table};
//! use synfin::wire::numbers::LinkType;
//!
//! let packet = [
//!     0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, // IPv4
//!     0xd3, 0xbb, 0, 23, 0, 0, 0, 202, 0, 0, 0, 0, 0x50, 0x02, 0xff, 0xff, 0, 0, 0, 0, // TCP: a SYN
//! ];
//! let mut analyzer = Analyzer::default();
//! let row = analyzer.observe_octets(1_700_000_000_000_000_000, LinkType::RAW, &packet, 40).unwrap();
//! let column = Segments::COLUMNS.iter().find(|column| column.name == "src").unwrap();
//! let mut cells = column.cells();
//! (column.gather)(&[row], &mut cells);
//! let Values::Text(texts) = cells.values() else { unreachable!("addresses are text") };
//! assert_eq!(texts.iter().collect::<Vec<_>>(), ["192.0.2.1"]);
//! ```

pub mod bits;
pub mod cells;
mod decimal;
pub mod ends;
pub(crate) mod gather;
mod options;
pub mod presence;
pub mod texts;
pub mod values;
pub mod words;
