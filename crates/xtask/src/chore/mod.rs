//! What every chore needs: where things lie, running a command, work on several threads, what it costs.

pub(crate) mod command;
pub(crate) mod packages;
pub(crate) mod parallel;
pub(crate) mod processor;
pub(crate) mod release;
pub(crate) mod workspace;
