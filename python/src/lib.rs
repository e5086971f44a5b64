//! The Python module `synfin`: what its package imports as `synfin._synfin`.
//!
//! `reading` opens captures and passes over them, `row` holds what the passes give, `wire` reads and writes single
//! segments and frames, and `convert` makes Python's values of Rust's. All analysis is the crate `synfin`'s.
#![forbid(unsafe_code)]

mod command;
mod convert;
mod dissect;
mod kept;
mod module;
mod process;
mod reading;
mod row;
mod table;
mod tracker;
mod wire;
