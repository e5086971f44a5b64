//! `synfin live` with real sockets, each test in a network namespace of its own.
//!
//! Where no namespace can be made, the tests fail; `SYNFIN_NO_NAMESPACES=1` in the environment leaves them out, and says so.

#[path = "../common/mod.rs"]
mod common;

mod bounds;
mod faults;
mod listening;
mod outcomes;
mod screen;
mod space;
mod talk;
