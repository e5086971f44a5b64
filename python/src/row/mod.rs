//! The rows of the two tables as Python objects: their attributes are the columns.

pub(crate) mod common;
pub(crate) mod flow;
mod line;
pub(crate) mod origin;
pub(crate) mod reason;
pub(crate) mod saved_segment;
pub(crate) mod segment;
