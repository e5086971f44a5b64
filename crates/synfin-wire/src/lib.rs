//! From octets to a TCP segment: frame (L2), packet (L3), segment (L4), and back.
//!
//! `no_std`, no allocation, no `unsafe`. Every layer borrows the octets it was given.
#![no_std]
#![forbid(unsafe_code)]

pub mod error;
pub mod frame;
pub mod header;
pub mod notes;
pub mod numbers;
pub mod leaf;
pub(crate) mod reader;
pub mod segment;
