//! What must hold for any input: one file a target, each with one function `check` that panics when it does not.
//!
//! They stand here and not in the targets so that a find becomes a named test with one line.

pub mod analyzer;
pub mod capture;
pub mod copy;
pub mod diff;
pub mod dissect;
pub mod flows;
pub mod frame;
pub mod memory;
pub mod options;
pub mod segment;
pub mod two_ends;
