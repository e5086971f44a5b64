//! From octets to a TCP segment: frame (L2), packet (L3), segment (L4), and back.
//!
//! `no_std`, no allocation, no `unsafe`. Every layer borrows the octets it was given.
#![no_std]
#![forbid(unsafe_code)]
// What the wire says must not panic.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::unwrap_used))]

// What derives `Arbitrary` counts recursion in a thread local; tests and fuzzers have std.
#[cfg(feature = "arbitrary")]
extern crate std;

pub mod batch;
pub mod checksum;
pub mod decode;
pub mod encode;
pub mod error;
pub mod frame;
pub mod header;
pub mod leaf;
pub mod not_tcp;
pub mod notes;
pub mod numbers;
pub mod packet;
pub mod pieces;
pub(crate) mod reader;
pub mod segment;
pub mod tunnel;
