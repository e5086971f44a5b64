//! All connections of a capture over time, each a bar that shows in which stage its segments were.
//!
//! It takes two readings: the first finds when the capture begins and ends, and chooses the connections that are drawn; the second
//! fills the bars. Memory is bounded by the number of bars ([`timeline::MOST_ROWS`]), each of [`timeline::CELLS`] octets, whatever
//! the length of the capture; how many connections are not drawn is told.
//!
//! ```
//! use synfin::{analyzer::Analyzer, chart::format::ChartFormat, overview::timeline::Timeline, report::look::Look};
//!
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/mixed.pcap");
//! let mut analyzer = Analyzer::default();
//! let mut capture = synfin::capture::open::open(path)?;
//! while let Some(record) = capture.next_record()? {
//!     analyzer.observe(&record);
//! }
//! analyzer.finish();
//! let flows: Vec<_> = std::iter::from_fn(|| analyzer.pop_ended()).collect();
//!
//! let mut timeline = Timeline::new(&flows);
//! flows.iter().for_each(|flow| timeline.count(flow));
//! let (mut analyzer, mut capture) = (Analyzer::default(), synfin::capture::open::open(path)?);
//! while let Some(record) = capture.next_record()? {
//!     if let Some(segment) = analyzer.observe(&record) {
//!         timeline.watch(segment.time(), segment.flow(), segment.step());
//!     }
//! }
//! let mut picture = Vec::new();
//! timeline.write(&mut picture, Look::default(), ChartFormat::Svg)?;
//! assert!(picture.starts_with(b"<svg "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod svg;
mod text;
pub mod timeline;
mod words;
mod write;
