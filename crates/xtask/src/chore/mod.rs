//! What every chore needs: where things lie, running a command, work on several threads.

pub(crate) mod command;
pub(crate) mod packages;
pub(crate) mod parallel;
pub(crate) mod workspace;
