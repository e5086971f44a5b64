//! L3: IPv4 with its options, IPv6 with its extension headers.

pub mod fragment;
pub mod ip_header;
#[expect(clippy::module_inception, reason = "a file bears the name of its one type")]
pub mod packet;

pub(crate) mod extension;
pub(crate) mod ipv4;
pub(crate) mod ipv6;
pub(crate) mod plain;
