//! Text for people: aligned, in colour where wanted, the reason in plain words.

pub mod brief;
pub(crate) mod dissected;
pub(crate) mod ends;
pub(crate) mod flow_words;
pub mod flows;
pub mod line;
pub mod palette;
pub mod safe;
pub(crate) mod said_once;
pub mod segments;
pub mod story;
pub mod units;
pub mod wrap;
