//! Frames, packets, segments and capture files, built octet by octet.
//!
//! Each builder writes what it is told, sensible or not: a length that lies, a version 0, a wrong checksum.
//! What it is not told (`None`, `Checksum::Right`), it works out as an honest sender would.

pub mod checksum;
pub mod flags;
pub mod frame;
pub mod ipv4;
pub mod ipv6;
pub mod option;
pub mod pcap;
pub mod pcapng;
pub mod record;
pub mod segment;
pub mod tunnel;
pub mod wireless;
