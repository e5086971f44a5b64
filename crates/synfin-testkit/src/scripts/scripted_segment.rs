//! One segment of a script, and the packet, frame and record it makes.

use std::net::{IpAddr, SocketAddr};

use crate::forge::frame::{IPV4, IPV6, ethernet_between};
use crate::forge::ipv4::Ipv4;
use crate::forge::ipv6::Ipv6;
use crate::forge::option;
use crate::forge::record::Record;
use crate::forge::segment::Segment;
use crate::scripts::expected::Expected;

/// A TCP option as a script tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptedOption {
    /// Maximum segment size in octets.
    Mss(u16),
    /// Window scale: the shift.
    WindowScale(u8),
    /// SACK permitted.
    SackPermitted,
    /// SACK: the left and right edge of each block.
    Sack(Vec<(u32, u32)>),
    /// Timestamps: value and echo reply.
    Timestamps(u32, u32),
    /// Fast Open: the cookie, empty when asking for one.
    FastOpen(Vec<u8>),
    /// Any option: kind and body.
    Other(u8, Vec<u8>),
}

impl ScriptedOption {
    /// The option as it stands in a header.
    pub fn octets(&self) -> Vec<u8> {
        match self {
            ScriptedOption::Mss(octets) => option::mss(*octets),
            ScriptedOption::WindowScale(shift) => option::window_scale(*shift),
            ScriptedOption::SackPermitted => option::sack_permitted(),
            ScriptedOption::Sack(blocks) => option::sack(blocks),
            ScriptedOption::Timestamps(value, echo_reply) => option::timestamps(*value, *echo_reply),
            ScriptedOption::FastOpen(cookie) => option::fast_open(cookie),
            ScriptedOption::Other(kind, body) => option::any(*kind, body),
        }
    }
}

/// A segment of a script, everything left out filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptedSegment {
    /// The line of the script, from 1.
    pub line: usize,
    /// That line as it stands, for messages.
    pub text: String,
    /// When it is seen: nanoseconds since the epoch.
    pub time_ns: u64,
    /// Whether the left end sent it.
    pub from_left: bool,
    /// Address and port of the sender.
    pub source: SocketAddr,
    /// Address and port of the receiver.
    pub destination: SocketAddr,
    /// The segment itself: numbers, flags, window, option octets, payload.
    pub segment: Segment,
    /// The options one by one, in order.
    pub options: Vec<ScriptedOption>,
    /// The IPv4 identification; not used over IPv6.
    pub ip_id: u16,
    /// Time to live, or hop limit.
    pub ttl: u8,
    /// How many octets of the payload the capture holds; `None` for all.
    pub captured_payload: Option<u32>,
    /// What is expected of it.
    pub expected: Expected,
}

impl ScriptedSegment {
    /// The octets of the segment, checksum filled in.
    pub fn octets(&self) -> Vec<u8> {
        self.segment.octets(self.source.ip(), self.destination.ip())
    }

    /// The octets of the IPv4 or IPv6 packet.
    pub fn packet(&self) -> Vec<u8> {
        match (self.source.ip(), self.destination.ip()) {
            (IpAddr::V4(source), IpAddr::V4(destination)) => {
                Ipv4 { identification: self.ip_id, ttl: self.ttl, ..Ipv4::tcp(source, destination) }
                    .packet(&self.octets())
            }
            (source, destination) => {
                let v6 = |address| match address {
                    IpAddr::V4(address) => address.to_ipv6_mapped(),
                    IpAddr::V6(address) => address,
                };
                Ipv6 { hop_limit: self.ttl, ..Ipv6::tcp(v6(source), v6(destination)) }.packet(&self.octets())
            }
        }
    }

    /// The octets of an Ethernet frame; the left end's address ends in 1, the right end's in 2.
    pub fn frame(&self) -> Vec<u8> {
        let ether_type = if self.source.is_ipv4() && self.destination.is_ipv4() { IPV4 } else { IPV6 };
        let (left, right) = ([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]);
        let (source, destination) = if self.from_left { (left, right) } else { (right, left) };
        ethernet_between(source, destination, ether_type, &self.packet())
    }

    /// The frame as a capture would hold it: stamped, and cut if the script says so.
    pub fn record(&self) -> Record {
        let record = Record::whole(self.time_ns, self.frame());
        match self.captured_payload {
            Some(kept) => {
                let headers = record.octets.len() - self.segment.payload.len();
                record.cut_to(headers + kept as usize)
            }
            None => record,
        }
    }

    /// The payload's length in octets, as sent.
    pub fn payload_len(&self) -> u32 {
        self.segment.payload.len() as u32
    }
}
