//! The picture as a drawing that is a file of its own: light or dark as its reader likes, every word text, a tooltip at each
//! arrow, no script.

mod arrow;
pub mod drawing;
mod head;
mod legend;
mod lifeline;
pub(crate) mod place;
mod rung;
pub(crate) mod style;
