//! What pictures with axes share: their forms, the marks on the axes, the page they stand on.

pub mod axis;
pub mod format;
pub(crate) mod legend;
pub(crate) mod lines;
pub(crate) mod page;
pub(crate) mod style;
