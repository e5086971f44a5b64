//! Which rows are told, and in which order.

pub(crate) mod ends;
pub(crate) mod told_of_flows;
