//! A flow that left the table.

use crate::flow::Flow;
use crate::key::{Socket, SocketPair};
use crate::outcome::Ended;

/// A flow that left the table, with all that it told.
#[derive(Clone, Copy, Debug)]
pub struct EndedFlow {
    /// The flow's number, from 0, in order of first segments.
    pub number: u64,
    /// Its sockets.
    pub pair: SocketPair,
    /// What it told.
    pub flow: Flow,
    /// Why it left.
    pub ended: Ended,
    pub(crate) originator_is_low: bool,
}

impl EndedFlow {
    /// The socket of the end that opened the connection.
    pub const fn originator(&self) -> Socket {
        if self.originator_is_low { self.pair.low() } else { self.pair.high() }
    }

    /// The socket of the other end.
    pub const fn responder(&self) -> Socket {
        if self.originator_is_low { self.pair.high() } else { self.pair.low() }
    }
}
