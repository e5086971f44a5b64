//! The columns of synfin's two tables: one place for their names, their order, their kinds and their values.
//!
//! A column is a row of [`segments::Segments`] or [`flows::Flows`]. JSON, CSV and text are made from these rows, and
//! so is every other form in which the tables leave synfin: a format asks each column for its
//! [`value::Value`], which borrows from the row and becomes text only where it is written.
//!
//! ```
//! use synfin::column::{flows::Flows, segments::Segments, table::Table};
//!
//! let names: Vec<_> = Segments::COLUMNS.iter().map(|column| column.name).collect();
//! assert_eq!(names[..4], ["frame", "time", "flow", "direction"]);
//! assert_eq!(Flows::COLUMNS[1].about, "Address of the end that opened the connection.");
//! ```

mod dotted;
pub mod flows;
pub mod gathered;
pub(crate) mod kind;
pub mod list;
pub mod segments;
mod serialize;
pub mod table;
pub mod text;
pub mod value;
