//! synfin for C: functions to parse a TCP segment, to feed it to a connection, and to name what it did.
//!
//! Everything that crosses is plain data of fixed size that the caller owns: a [`Segment`](segment::Segment), a
//! [`Flow`](flow::Flow), a [`Verdict`](verdict::Verdict). Nothing is allocated for the caller, nothing is kept between two
//! calls, and a flow may be copied with `memcpy`, put into a table of the caller's or into shared memory. Whatever its octets
//! are, reading one does no harm: octets that are no flow are an error.
//!
//! No panic crosses: it would become [`SYNFIN_PANIC`](status::Status::SYNFIN_PANIC). The header is `include/synfin.h`, made from these
//! files by cbindgen and held against them by a test; `examples/story.c` shows its use.
//!
//! **Safety.** What is asked of the caller is asked of any C function: a pointer that is not null points to memory that may be
//! read or written for the type's size, or for the length that is given with it, while the call lasts, by nobody else.
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

pub mod choose;
pub mod feed;
pub mod flow;
pub mod name;
mod outside;
pub mod parse;
pub mod reason;
pub mod segment;
pub mod status;
pub mod verdict;
