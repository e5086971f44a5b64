//! The tables as Arrow streams.

pub(crate) mod capsule;
pub(crate) mod columns;
pub(crate) mod flows;
pub(crate) mod raised;
pub(crate) mod segments;
pub(crate) mod stream;
pub(crate) mod telling;
