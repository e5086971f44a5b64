//! Records into files: pcap, and pcapng with comments.
//!
//! Written by our own few lines: what `pcap-parser` and `pcap-file` offer for it makes a vector of every
//! record and of every option, and here are two kinds of block in one byte order.

pub(crate) mod block;
pub(crate) mod converted;
pub mod copier;
pub mod pcap;
pub mod pcapng;
