//! The story of one connection in sentences, each with its frames.
//!
//! A [`teller::Storyteller`] listens to the observations of one connection and tells, with the connection's summary, a
//! [`sentence::Story`]: how it opened and what was agreed, how much flowed and what went wrong, what dissectors
//! read in it, how it ended, how long each part took, and what is only assumed. Runs of data are folded as they come, so that a
//! connection of any length takes little memory.
//! [`interest`] says which connection of a capture has most to tell.

mod agreement;
mod ending;
mod handshake;
pub mod interest;
mod phases;
mod place;
mod run;
pub mod sayings;
pub mod sentence;
mod silence;
pub mod teller;
