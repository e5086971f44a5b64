//! The accounts of a capture: books that balance, counts, and the limits in force.

pub mod csv;
pub mod json;
pub mod section;
pub mod text;
