//! Dissectors at work beside a table of connections.

use synfin_dissect::dissected::Dissected;
use synfin_dissect::dissection::Dissection;
use synfin_dissect::segment_told::{SegmentTold, Sockets};
use synfin_flow::key::Socket;
use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::table::flow_table::FlowTable;
use synfin_flow::table::seen::Seen;
use synfin_wire::decode::tcp_packet::TcpPacket;

use crate::analyzer::decoding::sockets;

/// Dissectors at work beside a table of connections.
#[derive(Debug)]
pub(crate) struct Dissecting {
    pub(crate) dissection: Dissection,
    /// How many of the connections that wait to be taken out it has heard of.
    left: usize,
}

impl Dissecting {
    /// Beside a table of which so many have left that were not taken out.
    pub(crate) fn new(dissection: Dissection, left: usize) -> Dissecting {
        Dissecting { dissection, left }
    }

    /// Hears of a segment, which the table has just taken, and first of the connections that left with it.
    #[inline]
    pub(crate) fn observe(
        &mut self,
        table: &FlowTable,
        seen: &Seen,
        vars: &SegmentVars,
        packet: &TcpPacket<'_>,
    ) {
        if table.left() != self.left {
            table.left_since(self.left).for_each(|flow| self.dissection.leave(flow));
            self.left = table.left();
        }
        dissect(&mut self.dissection, seen, vars, packet);
    }

    /// A connection is taken out.
    pub(crate) fn end(&mut self, flow: u64) -> Option<Dissected> {
        self.left = self.left.saturating_sub(1);
        self.dissection.end(flow)
    }
}

/// Has dissectors look into a segment, if that means anything to them.
#[inline]
pub(crate) fn dissect(dissection: &mut Dissection, seen: &Seen, vars: &SegmentVars, packet: &TcpPacket<'_>) {
    let ports = [packet.segment.source_port(), packet.segment.destination_port()];
    if dissection.wants(seen.flow, &seen.verdict, vars, ports) {
        let (sockets, payload) = (&SocketsOf(packet), packet.segment.payload());
        let Seen { flow, verdict } = seen;
        dissection.observe(&SegmentTold { flow: *flow, verdict, vars, ports, sockets, payload });
    }
}

/// The ends of a packet, made when they are asked for.
struct SocketsOf<'p, 'a>(&'p TcpPacket<'a>);

impl Sockets for SocketsOf<'_, '_> {
    fn sockets(&self) -> [Socket; 2] {
        sockets(self.0)
    }
}
