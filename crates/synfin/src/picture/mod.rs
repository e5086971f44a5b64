//! The ladder picture of one connection: two lifelines with their states, and an arrow for each segment.
//!
//! An [`artist::Artist`] watches the observations of one connection and gives, with the connection's summary, a
//! [`ladder::Ladder`]: rows that know nothing of the form they are drawn in. Runs of ordinary segments are folded as they come and
//! the rows are bounded, so that a connection of any length takes little memory. [`mod@format`] names the forms: text, SVG, HTML
//! and Mermaid, a file each.

pub mod artist;
pub mod entry;
mod fold;
pub mod format;
pub mod html;
pub mod ladder;
pub mod mermaid;
pub mod message;
pub mod run;
pub(crate) mod sign;
pub mod stroke;
pub mod svg;
pub mod text;
pub(crate) mod words;
