//! The connection that a dissector looks into.

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
