//! Pictures of connections: what they keep, how much they hold, and that what is written in them can be read.

mod charts;
mod hostile;
mod long;
mod rig;
mod rows;
mod signs;
mod words;
