//! Two honest TCP ends, a link that loses, repeats and reorders, and what onlookers see of it.
//!
//! [`life::Life::of_seed`] lets a random application open, write, read, close and abort at both ends and writes down
//! every segment together with the states the ends were truly in. Whatever the link does, both ends keep to
//! RFC 9293: so whoever calls one of these segments invalid is wrong.

/// The steps, by name, that no segment of an honest end may be called.
pub const ACCUSATIONS: [&str; 6] =
    ["INVALID", "MALFORMED", "SCAN_PROBE", "RST_INVALID", "SYN_ACK_INVALID", "DATA_AFTER_FIN"];

pub mod application;
pub mod end;
mod end_receives;
mod end_sends;
pub mod life;
pub mod link;
mod number;
pub mod observation;
pub mod state;
