//! Captures that mean harm, each with a name and with what a sound reader makes of it.
//!
//! [`all::all`] makes them all, from nothing; [`floods`] makes the ones too large for a file, frame by frame. The
//! example `generate_hostile` writes them into a folder with a table of what is expected.

pub mod all;
mod attacks;
mod build;
pub mod case;
pub mod floods;
mod headers;
mod links;
mod odd_lives;
mod options;
mod packets;
mod pcap_files;
mod pcapng_files;
mod pcapng_pieces;
mod pcapng_sections;
