//! tshark's reading of real captures, at three levels: which segments there are, what their headers say, and what
//! they mean for their connection.

mod analysis;
pub(super) mod compare;
mod header;
mod options;
mod relative;
pub(super) mod row;
mod segments;
