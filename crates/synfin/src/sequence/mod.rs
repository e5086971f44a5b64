//! One connection as tcptrace draws it: time against sequence numbers, a picture for each direction.
//!
//! A segment with octets is an upright line from its first number to the number after its last. What the other end acknowledged is
//! a line that climbs below them, and how far its window reaches, one above. SACK blocks, repetitions, SYN, FIN, reset and closed
//! windows have marks of their own.
//!
//! Marks that would fall on one another are drawn as one: memory is bounded by the size of the picture
//! ([`thinned::MOST_MARKS`]), whatever the length of the connection.
//!
//! ```
//! use synfin::{analyzer::Analyzer, chart::format::ChartFormat, report::look::Look, sequence::graph::Graph};
//!
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/retransmissions.pcap");
//! let (mut analyzer, mut graph) = (Analyzer::default(), Graph::default());
//! let mut capture = synfin::capture::open::open(path)?;
//! while let Some(record) = capture.next_record()? {
//!     if let Some(segment) = analyzer.observe(&record) {
//!         graph.watch(&segment);
//!     }
//! }
//! analyzer.finish();
//! let drawing = graph.finish(&analyzer.pop_ended().expect("the sample holds one connection"));
//! let mut picture = Vec::new();
//! drawing.write(&mut picture, Look::default(), ChartFormat::Svg)?;
//! assert!(picture.starts_with(b"<svg "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod drawing;
pub mod graph;
pub mod mark;
mod numbers;
mod panel;
mod scale;
pub mod steps;
mod svg;
mod text;
pub mod thinned;
mod write;
