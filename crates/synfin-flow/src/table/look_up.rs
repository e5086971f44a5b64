//! A look at one connection that is still held.

use crate::flow::Flow;
use crate::key::{Socket, SocketPair};
use crate::table::flow_table::FlowTable;
use crate::table::place::NOWHERE;

impl FlowTable {
    /// The flow of this number between these sockets, as it is after the last segment; none once it has left the table.
    ///
    /// ```
    /// use core::net::{IpAddr, Ipv4Addr};
    /// use synfin_flow::key::Socket;
    /// use synfin_flow::outcome::Outcome;
    /// use synfin_flow::segment_vars::SegmentVars;
    /// use synfin_flow::table::{flow_table::FlowTable, limits::Limits};
    /// use synfin_wire::segment::{flags::Flags, seq::Seq};
    ///
    /// let mut table = FlowTable::new(Limits::default());
    /// let client = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 54203);
    /// let server = Socket::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2)), 23);
    /// for isn in [100, 7000] {
    ///     table.observe(client, server, 0, &SegmentVars { seq: Seq(isn), flags: Flags::SYN, ..Default::default() });
    /// }
    /// let reset = SegmentVars { seq: Seq(0), ack: Seq(7001), flags: Flags::RST | Flags::ACK, ..Default::default() };
    /// table.observe(server, client, 0, &reset);
    /// let outcome = |number| table.flow(server, client, 0, number).map(|flow| flow.outcome());
    /// assert_eq!(outcome(0), Some(Outcome::NoReply));
    /// assert_eq!(outcome(1), Some(Outcome::Refused));
    /// assert_eq!(outcome(2), None);
    /// ```
    pub fn flow(&self, source: Socket, destination: Socket, scope: u32, number: u64) -> Option<Flow> {
        let (pair, _) = SocketPair::new(source, destination, scope);
        let newest = self.find(self.hash(&pair), &pair)?;
        let places = [newest, self.slots.older(newest)];
        let mut its = places.into_iter().filter(|&place| place != NOWHERE);
        its.find(|&place| self.slots.number(place) == number).map(|place| self.slots.load(place))
    }
}
