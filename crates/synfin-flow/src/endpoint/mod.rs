//! One end of a connection: its state, and the numbers that prove it.

pub mod basis;
pub mod end;
pub mod event;
pub mod state;
pub mod transition;
