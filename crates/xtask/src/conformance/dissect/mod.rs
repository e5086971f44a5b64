//! What dissectors tell of real captures, held against tshark's fields and, for JA4, against a reckoning of its own.

pub(super) mod compare;
mod connection;
mod dns;
mod http1;
mod ja4;
mod pair;
mod ssh;
mod telnet;
mod tls;
pub(super) mod told;
mod witness;
