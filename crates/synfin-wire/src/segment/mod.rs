//! L4: the TCP segment (RFC 9293, section 3.1).

pub mod flags;
pub mod seq;
