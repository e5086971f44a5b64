//! synfin's two tables as Arrow record batches.
//!
//! The columns are those of [`synfin::column`], in their order, with their names; this crate only says which Arrow type each
//! kind of value has ([`schema`]), and gathers rows into batches ([`batches`]). The features `ipc` and `parquet` write them.
//!
//! ```
//! use synfin::analyzer::Analyzer;
//! use synfin::column::segments::Segments;
//! use synfin::wire::numbers::LinkType;
//! use synfin_arrow::batches::Batches;
//! use synfin_arrow::projection::Projection;
//!
//! let packet = [
//!     0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, // IPv4
//!     0xd3, 0xbb, 0, 23, 0, 0, 0, 202, 0, 0, 0, 0, 0x50, 0x02, 0xff, 0xff, 0, 0, 0, 0, // TCP: a SYN
//! ];
//! let mut analyzer = Analyzer::default();
//! let mut batches = Batches::<Segments>::new(&Projection::of(&["frame", "step"])?);
//! let row = analyzer.observe_octets(1_700_000_000_000_000_000, LinkType::RAW, &packet, 40).unwrap();
//! batches.push(&row);
//! let batch = batches.take()?;
//! assert_eq!((batch.num_rows(), batch.num_columns()), (1, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod batches;
mod column;
pub mod gathered;
#[cfg(feature = "ipc")]
pub mod ipc;
mod lent;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod projection;
pub mod schema;
#[cfg(any(feature = "ipc", feature = "parquet"))]
pub mod together;
mod words;
#[cfg(any(feature = "ipc", feature = "parquet"))]
pub mod writer;
