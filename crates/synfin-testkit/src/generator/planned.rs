//! A segment that will be seen, before it has octets.

use std::net::{IpAddr, SocketAddr};

use crate::forge::flags::SYN;
use crate::forge::frame::{IPV4, IPV6, ethernet};
use crate::forge::ipv4::Ipv4;
use crate::forge::ipv6::Ipv6;
use crate::forge::option;
use crate::forge::record::Record;
use crate::forge::segment::Segment;

/// Which end: 0 is the client, 1 the server.
pub(crate) type Side = usize;

/// A segment in a few words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Planned {
    pub(crate) time_ns: u64,
    pub(crate) from: Side,
    pub(crate) seq: u32,
    pub(crate) ack: u32,
    pub(crate) flags: u16,
    pub(crate) window: u16,
    pub(crate) len: u16,
    pub(crate) ip_id: u16,
    /// Timestamps: value and echo reply.
    pub(crate) stamps: Option<(u32, u32)>,
    /// SACK blocks, at most three.
    pub(crate) sack: Vec<(u32, u32)>,
}

/// What both ends of a connection put into their headers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    /// Client and server.
    pub(crate) sockets: [SocketAddr; 2],
    /// The maximum segment size both announce.
    pub(crate) mss: u16,
    /// Whether both permit SACK.
    pub(crate) sack_permitted: bool,
}

impl Planned {
    /// The frame, its payload taken from `text` by sequence number, so that what is sent again is the same.
    pub(crate) fn record(&self, ends: &Ends, text: &[u8]) -> Record {
        let (source, destination) = (ends.sockets[self.from], ends.sockets[1 - self.from]);
        let start = self.seq as usize % text.len();
        let payload = text[start..].iter().chain(text).copied().take(usize::from(self.len)).collect();
        let segment = Segment {
            source_port: source.port(),
            destination_port: destination.port(),
            seq: self.seq,
            ack: self.ack,
            flags: self.flags,
            window: self.window,
            options: self.options(ends),
            payload,
            ..Segment::default()
        };
        let octets = segment.octets(source.ip(), destination.ip());
        let frame = match (source.ip(), destination.ip()) {
            (IpAddr::V4(source), IpAddr::V4(destination)) => {
                let header = Ipv4 { identification: self.ip_id, ..Ipv4::tcp(source, destination) };
                ethernet(IPV4, &header.packet(&octets))
            }
            (IpAddr::V6(source), IpAddr::V6(destination)) => {
                ethernet(IPV6, &Ipv6::tcp(source, destination).packet(&octets))
            }
            _ => Vec::new(),
        };
        Record::whole(self.time_ns, frame)
    }

    fn options(&self, ends: &Ends) -> Vec<u8> {
        if self.flags & SYN != 0 {
            let (value, echo_reply) = self.stamps.unwrap_or_default();
            return match (self.stamps.is_some(), ends.sack_permitted) {
                (true, _) => option::usual_syn(ends.mss, 7, value, echo_reply),
                (false, true) => [option::mss(ends.mss), vec![1, 1], option::sack_permitted()].concat(),
                (false, false) => option::mss(ends.mss),
            };
        }
        let mut options = match self.stamps {
            Some((value, echo_reply)) => option::aligned_timestamps(value, echo_reply),
            None => Vec::new(),
        };
        if !self.sack.is_empty() {
            options.extend([1, 1]);
            options.extend(option::sack(&self.sack));
        }
        options
    }
}
