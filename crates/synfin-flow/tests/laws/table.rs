//! Feeds a random capture to a table, and keeps all that it told.

use std::net::{IpAddr, Ipv4Addr};

use synfin_flow::key::Socket;
use synfin_flow::table::ended_flow::EndedFlow;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::limits::Limits;
use synfin_flow::table::seen::Seen;

use crate::segments::Sent;

/// What the two ends of every pair are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    /// The last octets of the two addresses.
    pub(crate) hosts: [u8; 2],
    /// The ports of the first pair; those of the others follow.
    pub(crate) ports: [u16; 2],
}

impl Names {
    /// Ports of which neither is more likely to serve: the first sender counts as the originator.
    pub(crate) const ALIKE: Names = Names { hosts: [1, 2], ports: [40_000, 50_000] };
    /// A caller and a server.
    pub(crate) const SERVED: Names = Names { hosts: [1, 2], ports: [40_000, 80] };

    /// The same with the two ends exchanged.
    pub(crate) const fn mirrored(self) -> Names {
        let Names { hosts: [first, second], ports: [port, other] } = self;
        Names { hosts: [second, first], ports: [other, port] }
    }

    /// Sockets of sender and receiver.
    pub(crate) fn sockets(self, sent: &Sent) -> (Socket, Socket) {
        let socket = |end: usize| {
            let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, self.hosts[end]));
            Socket::new(address, self.ports[end] + if self.ports[end] > 1024 { sent.pair as u16 } else { 0 })
        };
        if sent.by_first { (socket(0), socket(1)) } else { (socket(1), socket(0)) }
    }
}

/// All that a table told: of every segment, and of every flow in the order in which they left.
pub(crate) struct Told {
    pub(crate) seen: Vec<Seen>,
    pub(crate) ended: Vec<EndedFlow>,
}

impl Told {
    /// The flows by their numbers.
    pub(crate) fn by_number(&self) -> Vec<&EndedFlow> {
        let mut flows: Vec<&EndedFlow> = self.ended.iter().collect();
        flows.sort_by_key(|ended| ended.number);
        flows
    }
}

/// Feeds all segments, then ends the capture; `after` sees the table after each segment.
pub(crate) fn feed(
    capture: &[Sent],
    names: Names,
    limits: Limits,
    mut after: impl FnMut(&FlowTable, &Seen),
) -> Told {
    let mut table = FlowTable::new(limits);
    let mut told = Told { seen: Vec::with_capacity(capture.len()), ended: Vec::new() };
    for sent in capture {
        let (source, destination) = names.sockets(sent);
        let seen = table.observe(source, destination, 0, &sent.vars);
        after(&table, &seen);
        told.seen.push(seen);
        told.ended.extend(std::iter::from_fn(|| table.pop_ended()));
    }
    table.finish();
    told.ended.extend(std::iter::from_fn(|| table.pop_ended()));
    assert_eq!(table.books().live, 0);
    told
}

/// Feeds all segments to a table without narrow bounds.
pub(crate) fn tell(capture: &[Sent], names: Names) -> Told {
    feed(capture, names, Limits::default(), |_, _| {})
}
