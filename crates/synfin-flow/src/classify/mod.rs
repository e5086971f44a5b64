//! From a segment to its step: one file a kind of segment, each a chapter of the law.

pub(crate) mod acknowledgement;
mod coverage;
mod fin;
pub(crate) mod observe;
pub(crate) mod ordinary;
mod reset;
mod syn;
mod unanswered;
