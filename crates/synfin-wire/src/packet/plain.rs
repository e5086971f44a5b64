//! The packets that nearly all are: a fixed header, a length, a payload; no options, no fragment.

use crate::numbers::{EtherType, IpProtocol};
use crate::packet::{ipv4, ipv6};

/// What the fixed header says, kept small enough for registers. Nothing has been compared yet: the length may be less than
/// the header has, or more than was captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain<'a> {
    /// Octets of the header.
    pub(crate) header_len: u32,
    /// Octets of header and payload by the length field; as many as the header's when that is 0.
    pub(crate) total_len: u32,
    /// What lies behind the header: payload, padding and all.
    pub(crate) rest: &'a [u8],
}

impl<'a> Plain<'a> {
    /// Reads a packet that holds `protocol`; `None` if anything stands between its fixed header and that, if it is a
    /// fragment, or if it cannot be read. It calls nothing, so that its result stays in registers.
    #[expect(clippy::inline_always, reason = "called, it would return its result through memory")]
    #[inline(always)]
    pub(crate) fn read(ether_type: EtherType, octets: &'a [u8], protocol: IpProtocol) -> Option<Plain<'a>> {
        match ether_type {
            EtherType::IPV4 => ipv4::plain(octets, protocol),
            EtherType::IPV6 => ipv6::plain(octets, protocol),
            _ => None,
        }
    }
}
