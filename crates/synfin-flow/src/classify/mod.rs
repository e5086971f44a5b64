//! From a segment to its step: one file a kind of segment, each a chapter of the law.

mod acknowledgement;
mod coverage;
mod fin;
mod observe;
mod ordinary;
mod reset;
mod syn;
mod unanswered;
