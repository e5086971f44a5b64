//! The picture for a terminal: lines of text, as wide as asked, in Unicode or in ASCII alone.

pub mod arrow;
pub mod drawing;
pub mod glyphs;
pub mod head;
pub mod style;
