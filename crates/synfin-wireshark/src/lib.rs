//! synfin inside Wireshark: a post-dissector that shows, for every TCP segment, its step in the life of its connection, the
//! RFC 9293 states of both ends after it, and why.
//!
//! Wireshark finds the TCP segment, and synfin classifies it: `gather` takes the octets of the packet from the host, `packet`
//! makes them one piece, `session` tells what the segment does, `show` adds it to the tree. What the host calls is in
//! `entry` and `dissect`; how its functions and structures look, in `host`; its numbers for what was registered, in `registered`.
//!
//! **Safety.** The host leaves functions by `longjmp` when a packet is cut short or too large, and that runs no destructor. So
//! while a function of the host runs, no Rust value lives that has one: octets are gathered first, with plain pointers and
//! numbers; then synfin works, alone, and what panics there is contained; then what it told, plain data, is shown.
#[cfg(not(test))]
mod dissect;
#[cfg(not(test))]
pub mod entry;
mod field;
#[cfg(not(test))]
mod gather;
#[cfg(not(test))]
mod host;
mod odd;
mod packet;
#[cfg(not(test))]
mod registered;
mod session;
#[cfg(not(test))]
mod show;
mod text;
mod told;
