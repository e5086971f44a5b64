//! Text for people: aligned, in colour where wanted, the reason in plain words.

pub(crate) mod dissected;
pub(crate) mod flow_words;
pub mod flows;
pub mod line;
pub mod palette;
pub mod safe;
pub mod segments;
pub mod story;
pub mod units;
pub mod wrap;
