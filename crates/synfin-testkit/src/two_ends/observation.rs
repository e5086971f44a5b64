//! A segment as an onlooker sees it, and what was true then.

use std::net::{Ipv4Addr, SocketAddr};

use crate::forge::frame::{IPV4, ethernet};
use crate::forge::ipv4::Ipv4;
use crate::forge::record::Record;
use crate::forge::segment::Segment;
use crate::two_ends::state::State;

/// The left end's address and port.
pub const LEFT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(LEFT_ADDRESS), 40_000);
/// The right end's address and port.
pub const RIGHT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(RIGHT_ADDRESS), 80);

const LEFT_ADDRESS: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);
const RIGHT_ADDRESS: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 2);

/// One segment seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// When, in nanoseconds since the epoch.
    pub time_ns: u64,
    /// Whether the left end sent it.
    pub from_left: bool,
    /// The segment, its ports filled in.
    pub segment: Segment,
    /// The identification of its packet: the same for all copies that the link made of it, else different.
    pub ip_id: u16,
    /// The true states of the left and the right end: near the receiver, when it has dealt with the segment; near the
    /// sender, when it has sent it.
    pub states: [State; 2],
    /// Which of the two an onlooker can know at all: an end that has opened, closed, aborted or refused by itself
    /// is known once a segment that says so was seen; near the sender, the receiver is not known.
    pub observable: [bool; 2],
}

impl Observation {
    /// The segment as a captured Ethernet frame.
    pub fn record(&self) -> Record {
        let (source, destination) =
            if self.from_left { (LEFT_ADDRESS, RIGHT_ADDRESS) } else { (RIGHT_ADDRESS, LEFT_ADDRESS) };
        let octets = self.segment.octets(source.into(), destination.into());
        let header = Ipv4 { identification: self.ip_id, ..Ipv4::tcp(source, destination) };
        Record::whole(self.time_ns, ethernet(IPV4, &header.packet(&octets)))
    }
}
