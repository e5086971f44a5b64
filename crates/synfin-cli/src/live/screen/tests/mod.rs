//! The screen without a terminal: samples of an analyzer, a state, and what is drawn of it.

mod drawn;
mod keys;
mod looks;
mod numbers;
mod rig;
