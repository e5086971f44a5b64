//! A lean classifier, made by hand in an afternoon: Ethernet, IPv4, IPv6, TCP with its options, and a table of
//! connections with both ends' states and counters. It knows no SACK, no wrap-around of sequence numbers, no second
//! connection over the same sockets, no checksums, no grounds and no reasons.

pub mod batched;
pub mod connection;
pub mod mapped;
pub mod segment;
