//! The Python module `synfin`: what its package imports as `synfin._synfin`.
//!
//! [`capture`] opens captures and passes over them, [`row`] holds what the passes give, [`wire`] reads and writes single
//! segments and frames, and [`convert`] makes Python's values of Rust's. All analysis is the crate `synfin`'s.
#![forbid(unsafe_code)]

mod capture;
mod convert;
mod module;
mod row;
mod tracker;
mod wire;
