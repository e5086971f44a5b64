//! Which stage of its connection's life a TCP segment belongs to, which RFC 9293 state each end is then in, and why.
//!
//! No I/O and no clock: time is an argument. The per-flow core ([`flow::Flow`]) is plain `Copy` data of fixed size
//! and builds without `alloc`; the bounded table of flows ([`table`]) needs it.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::unwrap_used))]
#[cfg(feature = "alloc")]
extern crate alloc;

pub mod belonging;
pub mod class;
mod classify;
pub mod compat;
pub mod direction;
pub mod endpoint;
pub mod flow;
mod holes;
mod incarnation;
pub mod key;
pub mod note;
pub mod outcome;
mod packed;
pub mod reason;
mod recent;
mod saved;
pub mod saved_flow;
pub mod saved_why;
pub mod segment_vars;
pub mod sentence;
pub mod stage;
pub mod step;
#[cfg(feature = "alloc")]
pub mod table;
pub mod time;
pub mod verdict;
