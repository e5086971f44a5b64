//! A tunnel: which header stands between two packets, and what it holds.

use crate::error::{Layer, ParseError};
use crate::header::HeaderKind;
use crate::numbers::{EtherType, IpProtocol, LinkType, Protocol};
use crate::reader::{self, Read};
use crate::tunnel::{table, udp};

/// A tunnel's header, read; it borrows the octets that it was parsed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tunnel<'a> {
    /// Which header, and the number that tells it from its like; `None` when the packet within follows at once
    /// (IP in IP).
    pub header: Option<(HeaderKind, u32)>,
    /// Where that header begins, counted from the first octet of the outer packet's payload: behind UDP, 8.
    pub header_offset: u32,
    /// What it holds.
    pub protocol: Protocol,
    /// The octets that it holds, as far as they were captured.
    pub payload: &'a [u8],
    /// Where they begin, counted as `header_offset`.
    pub offset: u32,
    /// How many they were on the wire.
    pub payload_len: u32,
}

impl<'a> Tunnel<'a> {
    /// Looks for a tunnel in `octets`, the payload of an IP packet with `protocol`, of which `on_wire` were on the
    /// wire. `None` when `protocol` is no tunnel; for UDP also when the port is no tunnel's, or when what follows is
    /// not as that tunnel's header must be: a port alone proves nothing.
    ///
    /// Errors: the header of a tunnel with an IP protocol number of its own is cut short, malformed, or of a version
    /// that is not read.
    pub fn parse(
        protocol: IpProtocol,
        octets: &'a [u8],
        on_wire: u32,
    ) -> Result<Option<Tunnel<'a>>, ParseError> {
        if protocol == IpProtocol::UDP {
            return Ok(udp::tunnel(octets, on_wire));
        }
        let Some(read) = table::by_protocol(protocol) else { return Ok(None) };
        let (payload, inner) = reader::finish(read(octets), Layer::Tunnel, octets)?;
        let offset = octets.len().saturating_sub(payload.len()) as u32;
        Ok(Some(Tunnel {
            header: inner.header,
            header_offset: 0,
            protocol: inner.protocol,
            payload,
            offset,
            payload_len: on_wire.saturating_sub(offset),
        }))
    }
}

/// What a tunnel's header says.
pub(crate) struct Inner {
    pub(crate) header: Option<(HeaderKind, u32)>,
    pub(crate) protocol: Protocol,
}

impl Inner {
    pub(crate) const fn new(kind: HeaderKind, detail: u32, protocol: Protocol) -> Inner {
        Inner { header: Some((kind, detail)), protocol }
    }
}

/// Reads a tunnel's header.
pub(crate) type Reader = for<'a> fn(&'a [u8]) -> Read<'a, Inner>;

/// What an EtherType in a tunnel's header names: some of them a whole frame.
pub(crate) const fn named(ether_type: EtherType) -> Protocol {
    match ether_type {
        EtherType::ETHERNET => Protocol::Frame(LinkType::ETHERNET),
        EtherType::PPP => Protocol::Frame(LinkType::PPP),
        other => Protocol::EtherType(other),
    }
}

/// What an IP protocol number in a tunnel's header names; `None` when it needs an IP header before it.
pub(crate) const fn carried(protocol: IpProtocol) -> Option<Protocol> {
    Some(match protocol {
        IpProtocol::IPV4 | IpProtocol::IPIP => Protocol::EtherType(EtherType::IPV4),
        IpProtocol::IPV6 => Protocol::EtherType(EtherType::IPV6),
        IpProtocol::MPLS => Protocol::EtherType(EtherType::MPLS),
        IpProtocol::ETHERNET => Protocol::Frame(LinkType::ETHERNET),
        _ => return None,
    })
}
