//! The story of every TCP connection in a capture.
//!
//! An [`analyzer::Analyzer`] takes [records](synfin_capture::record::Record) and gives an
//! [`observation::Observation`] for each TCP segment: its step in the life of its connection, the RFC 9293 states of both
//! ends after it, and why. When a connection leaves, it becomes a [`flow_summary::FlowSummary`].
//!
//! ```
//! use synfin::analyzer::Analyzer;
//!
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
//! let mut analyzer = Analyzer::default();
//! let mut capture = synfin::capture::open::open(path)?;
//! while let Some(record) = capture.next_record()? {
//!     if let Some(segment) = analyzer.observe(&record) {
//!         println!("{:>3} {:<16} {}", segment.frame(), segment.step().name(), segment.reason());
//!     }
//! }
//! analyzer.finish();
//! let flow = analyzer.pop_ended().expect("the sample holds one connection");
//! assert_eq!(flow.outcome().name(), "CLOSED");
//! assert!(analyzer.books().balance());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`mod@column`] names the columns of both tables, [`report`] writes them as text, JSON or CSV, [`story`] tells one
//! connection in sentences, and [`picture`] draws it; [`overview`] draws all connections over time, [`round_trips`] their handshakes, and
//! [`sequence`] the numbers of one. [`mod@language`] says in which languages; in Chinese: [`zh`]. What the columns mean: [`columns`]; how
//! rows are chosen: [`selection`]. Who looks into payload: [`dissectors`]. How the house is built, and where each kind of change goes:
//! [`architecture`].
//! How fast it is, and why: [`speed`]. What it bounds, and what shows it: [`promises`], beside what [`others`] promise. What it is made of: [`dependencies`]; what a version number promises: [`versions`].
#![forbid(unsafe_code)]

pub mod accounts;
pub mod analyzer;
pub mod books;
pub mod census;
pub mod chart;
pub mod column;
mod dissecting;
#[cfg(feature = "where")]
pub mod filter;
pub mod flow_summary;
pub mod in_order;
pub mod inputs;
pub mod language;
mod live;
pub mod observation;
pub mod oddities;
mod other_names;
pub mod overview;
pub mod parallel;
pub mod picture;
pub mod report;
pub mod round_trips;
pub mod sequence;
pub mod story;
mod svg;

#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}

#[doc = include_str!("../docs/columns.md")]
pub mod columns {}

#[doc = include_str!("../docs/selection.md")]
pub mod selection {}
#[doc = include_str!("../docs/dissectors.md")]
pub mod dissectors {}

#[doc = include_str!("../docs/dependencies.md")]
pub mod dependencies {}

#[doc = include_str!("../docs/speed.md")]
pub mod speed {}

#[doc = include_str!("../docs/promises.md")]
pub mod promises {}

#[doc = include_str!("../docs/others.md")]
pub mod others {}

#[doc = include_str!("../docs/versions.md")]
pub mod versions {}

#[doc = include_str!("../docs/zh.md")]
pub mod zh {}

#[doc(no_inline)]
pub use synfin_capture as capture;
#[doc(no_inline)]
pub use synfin_dissect as dissect;
#[doc(no_inline)]
pub use synfin_flow as flow;
#[doc(no_inline)]
pub use synfin_wire as wire;

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
