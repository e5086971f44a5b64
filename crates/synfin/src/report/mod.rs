//! The tables, written: as text for people, as JSON, as CSV.
//!
//! A writer takes any [`std::io::Write`], prints names as the enums tell them, and reads neither clock nor environment: whether
//! to colour and how wide the page is are told by a [`look::Look`].
//!
//! ```
//! use synfin::{analyzer::Analyzer, report::{format::Format, look::Look}};
//!
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
//! let mut analyzer = Analyzer::default();
//! let mut table = Vec::new();
//! let mut report = Format::Csv.segments(&mut table, Look::default());
//! let mut capture = synfin::capture::open::open(path)?;
//! while let Some(record) = capture.next_record()? {
//!     if let Some(segment) = analyzer.observe(&record) {
//!         report.row(&segment)?;
//!     }
//! }
//! report.finish()?;
//! drop(report);
//! assert!(table.starts_with(b"frame,time,flow,direction,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod before;
pub mod comment;
pub mod csv;
pub mod dissectors;
pub mod format;
pub mod json;
pub mod live;
mod live_totals;
pub mod look;
pub mod meaning;
pub mod stats;
pub mod story;
pub mod table_writer;
pub mod text;
