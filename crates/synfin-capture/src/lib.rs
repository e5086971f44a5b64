//! From capture files to records: pcap and pcapng, plain or compressed, from a file or any [`std::io::Read`];
//! and back.
//!
//! [`open::open`] a file (or hand any input to [`reader::Reader::new`]) and ask for one
//! [`record::Record`] after another. Damage is a [`error::CaptureError`] with its octet and its frame;
//! nothing that an input holds makes this crate panic, hang, or take more memory than the bounds of
//! [`options::ReadOptions`] and the length of the input allow.
//!
//! [`merge::Merge`] reads several files as one, in order of time; [`writer::copier::PcapngCopier`] copies them, with comments, and keeps
//! what was there.
//!
//! # Features
//! `gzip`, `zstd` and `lz4`, all on by default, read inputs compressed so. Only `zstd` needs a C compiler: it
//! is zstd's own decoder, which has been fuzzed for years and checks every length; decoders in Rust alone
//! still assert on some.
//!
//! `live`, not on by default, needs libpcap: an interface can be listened to ([`live`]), and a filter expression leaves out the
//! records of a file that it does not match ([`filter`]).
#![forbid(unsafe_code)]

pub mod batch;
pub(crate) mod buffer;
pub mod burst;
pub mod error;
#[cfg(feature = "live")]
pub mod filter;
pub mod filter_tally;
pub(crate) mod format;
#[cfg(feature = "live")]
pub(crate) mod judge;
#[cfg(feature = "live")]
pub mod live;
pub mod merge;
pub mod open;
pub mod options;
pub mod reader;
pub mod record;
pub(crate) mod source;
pub mod timestamp;
pub mod writer;
