//! The connection that a dissector looks into.

use synfin_flow::direction::Direction;
use synfin_flow::key::Socket;

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
    /// The end that has this socket. Who opened a connection may turn out to be the other end after all; a dissector hears of the
    /// ends as they were when it claimed.
    #[inline]
    pub(crate) fn direction_of(&self, source: &Socket) -> Direction {
        // Mostly the ports differ, and tell.
        let is_originator = source.port() == self.originator.port()
            && (self.originator.port() != self.responder.port() || *source == self.originator);
        if is_originator { Direction::Originator } else { Direction::Responder }
    }

    /// Whether this is the port of either end.
    pub const fn has_port(&self, port: u16) -> bool {
        self.originator.port() == port || self.responder.port() == port
    }
}
