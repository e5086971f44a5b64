//! Listening to an interface, by libpcap.

pub mod drops;
pub mod error;
pub mod interface;
pub mod listener;
pub mod options;
