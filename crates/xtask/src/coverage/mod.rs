//! `cargo xtask coverage`: how much of synfin the inputs of each fuzz target reach.

mod llvm;
pub(crate) mod reached;
mod shares;
