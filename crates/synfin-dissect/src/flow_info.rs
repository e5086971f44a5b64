//! The connection that a dissector looks into.

use synfin_flow::direction::Direction;
use synfin_flow::key::Socket;

use crate::segment_told::SegmentTold;

/// The connection that a dissector looks into, as it was known when it was claimed.
///
/// Its number is not told: where several threads work, connections that begin are numbered only after they were looked into. What a
/// dissector tells goes with the number all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowInfo {
    /// The end that opened it, or is believed to have done so.
    pub originator: Socket,
    /// The other end.
    pub responder: Socket,
}

impl FlowInfo {
    /// The end that sent this segment. Who opened a connection may turn out to be the other end after all; a dissector hears of the
    /// ends as they were when it claimed.
    pub(crate) fn direction_of(&self, told: &SegmentTold<'_>) -> Direction {
        if !self.has_equal_ports() {
            return self.direction_by_port(told.ports[0]);
        }
        let [source, _] = told.sockets.sockets();
        if source == self.originator { Direction::Originator } else { Direction::Responder }
    }

    /// The same, where the ports of both ends differ.
    #[inline]
    pub(crate) fn direction_by_port(&self, source: u16) -> Direction {
        if source == self.originator.port() { Direction::Originator } else { Direction::Responder }
    }

    /// Whether ports do not tell which end it is.
    #[inline]
    pub(crate) const fn has_equal_ports(&self) -> bool {
        self.originator.port() == self.responder.port()
    }

    /// Whether this is the port of either end.
    pub const fn has_port(&self, port: u16) -> bool {
        self.originator.port() == port || self.responder.port() == port
    }
}
