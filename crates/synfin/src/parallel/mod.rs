//! The same analysis by several threads: it tells what one [`Analyzer`](crate::analyzer::Analyzer) tells, octet for octet.
//!
//! A thread of its own [finds the boundaries of records](rounds) and hands them over in batches. An
//! [analyzer](analyzer::ParallelAnalyzer) takes them in rounds of a few: all threads decode, then all classify, each thread the
//! connections of other sockets; then the connections that began are numbered, in capture order. What a round
//! [told](told::Told) can be asked in capture order, or [by all threads at once](told::Told::map), batch by batch.
//!
//! ```
//! use core::num::NonZeroUsize;
//! use synfin::analyzer::AnalyzerOptions;
//! use synfin::parallel::{analyzer::ParallelAnalyzer, rounds::Rounds};
//!
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../synfin-cli/samples/four-way-close.pcap");
//! let threads = NonZeroUsize::new(2).unwrap();
//! let mut analyzer = ParallelAnalyzer::new(AnalyzerOptions::default(), threads)?;
//! let mut rounds = Rounds::of(synfin::capture::open::open(path)?, threads)?;
//! let mut batches = Vec::new();
//! while rounds.next(&mut batches) {
//!     for segment in analyzer.observe(&batches).observations(None) {
//!         println!("{:>3} {:<16} {}", segment.frame(), segment.step().name(), segment.reason());
//!     }
//!     assert!(batches.iter().all(|batch| batch.fault().is_none()));
//! }
//! analyzer.finish();
//! assert_eq!(analyzer.pop_ended().unwrap().outcome().name(), "CLOSED");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Bounds
//! For each thread a round holds 2 MiB of octets or 8,192 records, whichever is less, and one batch: 256 KiB, or one record that is
//! longer. While one round is analyzed the next is read, and that is all: the reader waits. A record that was decoded takes
//! [`DECODED_LEN`](analyzer::DECODED_LEN) octets until the next round. The flows are bounded as always, in all threads together.
//!
//! With timeouts, or once a connection might have to make place for another, connections are classified by one thread: who must
//! leave is decided between all of them. Decoding and writing stay parallel.

pub mod analyzer;
mod decoded;
mod dissections;
pub mod ended_in_order;
mod fields_told;
pub mod flow_rows;
mod queue;
pub mod rounds;
pub mod segment_rows;
pub mod table_writers;
pub mod told;
