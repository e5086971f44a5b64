//! The states of RFC 9293.

use core::fmt;

/// A connection state of one end (RFC 9293, section 3.3.2), or `UNKNOWN`.
///
/// `CLOSED` and `LISTEN` are the same to an onlooker; only `CLOSED` is ever told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing was seen that tells.
    Unknown,
    /// No connection.
    Closed,
    /// Sent a SYN, waits for one.
    SynSent,
    /// Sent and received a SYN, waits for the acknowledgement of its own.
    SynReceived,
    /// Open: data flows.
    Established,
    /// Sent its FIN.
    FinWait1,
    /// Its FIN was acknowledged; the other direction is still open.
    FinWait2,
    /// Received a FIN; its own direction is still open.
    CloseWait,
    /// Both sent a FIN at once; its own is not acknowledged yet.
    Closing,
    /// Received a FIN, then sent its own, which is not acknowledged yet.
    LastAck,
    /// Both directions are closed; waits for stray segments to die out.
    TimeWait,
}

impl State {
    /// Every state, in the order of a life.
    pub const ALL: [State; 11] = [
        State::Unknown,
        State::Closed,
        State::SynSent,
        State::SynReceived,
        State::Established,
        State::FinWait1,
        State::FinWait2,
        State::CloseWait,
        State::Closing,
        State::LastAck,
        State::TimeWait,
    ];

    /// The RFC's own spelling.
    pub const fn name(self) -> &'static str {
        match self {
            State::Unknown => "UNKNOWN",
            State::Closed => "CLOSED",
            State::SynSent => "SYN-SENT",
            State::SynReceived => "SYN-RECEIVED",
            State::Established => "ESTABLISHED",
            State::FinWait1 => "FIN-WAIT-1",
            State::FinWait2 => "FIN-WAIT-2",
            State::CloseWait => "CLOSE-WAIT",
            State::Closing => "CLOSING",
            State::LastAck => "LAST-ACK",
            State::TimeWait => "TIME-WAIT",
        }
    }

    /// Whether both ends' sequence numbers are known to this end (RFC 9293, section 3.4: "synchronized").
    pub const fn is_synchronized(self) -> bool {
        !matches!(self, State::Unknown | State::Closed | State::SynSent | State::SynReceived)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
