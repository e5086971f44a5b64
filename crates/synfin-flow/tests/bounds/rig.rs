//! A table, and clients of one server whose segments it is told.

use core::num::NonZeroU32;
use core::time::Duration;
use std::net::{IpAddr, Ipv4Addr};

use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::ended_flow::EndedFlow;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::{Limits, Timeouts};
use synfin_flow::table::seen::Seen;
use synfin_flow::time::Moment;
use synfin_wire::segment::flags::Flags;
use synfin_wire::segment::seq::Seq;

pub(crate) const SYN_ACK: Flags = Flags::from_bits(0x12);
pub(crate) const FIN_ACK: Flags = Flags::from_bits(0x11);
/// When the capture begins: 2023-11-14 22:13:20 UTC.
const START: i64 = 1_700_000_000_000_000_000;

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Client,
    Server,
}

/// A table that is told segments a microsecond apart, and the flows that have left it.
pub(crate) struct Rig {
    pub(crate) table: FlowTable,
    pub(crate) ended: Vec<EndedFlow>,
    pub(crate) now: Moment,
    frame: u64,
}

impl Rig {
    pub(crate) fn holding(max_flows: u32) -> Rig {
        let max_flows = NonZeroU32::new(max_flows).expect("a table holds a flow");
        Rig::with(Limits { max_flows, ..Limits::default() })
    }

    pub(crate) fn expiring() -> Rig {
        Rig::with(Limits { timeouts: Some(Timeouts::default()), ..Limits::default() })
    }

    fn with(limits: Limits) -> Rig {
        Rig { table: FlowTable::new(limits), ended: Vec::new(), now: Moment(START), frame: 0 }
    }

    pub(crate) const fn wait(&mut self, time: Duration) {
        self.now.0 += time.as_nanos() as i64;
    }

    /// Tells a segment between a client and the server; `seq` and `ack` count from the ends' own initial numbers.
    pub(crate) fn tell(&mut self, client: u32, by: By, flags: Flags, seq: u32, ack: u32) -> Seen {
        let (own, other) = match by {
            By::Client => (isn_of(client), isn_of(!client)),
            By::Server => (isn_of(!client), isn_of(client)),
        };
        self.wait(Duration::from_micros(1));
        self.tell_raw(client, by, flags, own + seq, other + ack)
    }

    /// Tells a segment with these numbers.
    pub(crate) fn tell_raw(&mut self, client: u32, by: By, flags: Flags, seq: Seq, ack: Seq) -> Seen {
        self.frame += 1;
        let vars = SegmentVars {
            time: self.now,
            frame: self.frame,
            seq,
            ack: if flags.ack() { ack } else { Seq(0) },
            flags,
            window: 65_535,
            ip_len: 40,
            identification: Some(self.frame as u16 | 1),
            ..SegmentVars::default()
        };
        let address = Ipv4Addr::from_bits(0x0a00_0000 + client);
        let client = Socket::new(IpAddr::V4(address), 40_000);
        let server = Socket::new(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 80)), 80);
        let (source, destination) = if by == By::Client { (client, server) } else { (server, client) };
        let seen = self.table.observe(source, destination, 0, &vars);
        assert!(self.table.books().balance());
        self.ended.extend(std::iter::from_fn(|| self.table.pop_ended()));
        seen
    }

    /// The client's connection is opened; returns its number.
    pub(crate) fn open(&mut self, client: u32) -> u64 {
        self.tell(client, By::Client, Flags::SYN, 0, 0);
        self.tell(client, By::Server, SYN_ACK, 0, 1);
        self.tell(client, By::Client, Flags::ACK, 1, 1).flow
    }

    /// The numbers of the flows that have left, in the order in which they left.
    pub(crate) fn left(&self) -> Vec<u64> {
        self.ended.iter().map(|ended| ended.number).collect()
    }
}

/// The initial number of one end.
fn isn_of(end: u32) -> Seq {
    Seq(end.wrapping_mul(0x9e37_79b1))
}
