//! Large captures from a seed, for benches and for tests of bounds: the same seed, the same octets.
//!
//! Two kinds. [`capture::Kind::Mixed`] is a day at the office: some thousand connections with segments of every
//! size, SACK, losses, retransmissions, closes and resets; a million segments make about 500 MB.
//! [`capture::Kind::Crowd`] is a doorway: very many connections of a few small segments, most of them open at the
//! same time; a million connections make about 200 MB. Every checksum is right.
//!
//! Memory is that of the connections alive at once; nothing depends on the length of the capture.

pub mod capture;
mod conversation;
mod ending;
mod opening;
mod planned;
mod profile;
mod transfer;
