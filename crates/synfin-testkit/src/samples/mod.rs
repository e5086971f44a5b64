//! The forged captures that ship with the command, each from a script in this folder.
//!
//! `cargo run -p synfin-testkit --example forge_samples` writes them; the same octets every time.

pub mod around;
mod clock;
pub mod everyday;
pub mod rare;
pub mod sample;
pub mod telnet;
