//! Which rows are told, and in which order (feature `where`): [conditions](condition) in the words of SQL, [order] by columns.
//!
//! What conditions can say: [`selection`](crate::selection).

pub mod asked;
mod cell;
pub mod condition;
mod expression;
mod hints;
#[cfg(test)]
mod hostile;
mod leaves;
pub(crate) mod names;
pub mod nearest;
pub mod not_understood;
pub mod order;
mod parse;
mod pattern;
mod told_field;
mod written;
