//! What connections carry: messages of protocols above TCP, octet by octet.

pub mod dns;
pub mod tls;
