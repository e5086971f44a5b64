//! Which rows are told, and in which order.

pub(crate) mod asked;
pub(crate) mod cell;
pub(crate) mod condition;
pub(crate) mod ends;
pub(crate) mod expression;
pub(crate) mod leaves;
pub(crate) mod names;
pub(crate) mod nearest;
pub(crate) mod not_understood;
pub(crate) mod order;
pub(crate) mod parse;
pub(crate) mod pattern;
pub(crate) mod told_field;
pub(crate) mod told_of_flows;
pub(crate) mod written;
