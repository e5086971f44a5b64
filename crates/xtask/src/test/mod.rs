//! `cargo xtask test`: every test of the project, with its set-up, stage by stage.

pub(crate) mod fuzz;
mod live;
mod programs;
pub(crate) mod python;
pub(crate) mod run;
pub(crate) mod rust;
mod stage;
