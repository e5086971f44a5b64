//! The states of RFC 9293, section 3.3.2.

use std::fmt;

/// The state of one end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// No connection.
    #[default]
    Closed,
    /// Waiting for a SYN.
    Listen,
    /// A SYN sent.
    SynSent,
    /// A SYN received and one sent, not acknowledged yet.
    SynReceived,
    /// Open.
    Established,
    /// A FIN sent, not acknowledged yet.
    FinWait1,
    /// A FIN sent and acknowledged.
    FinWait2,
    /// A FIN received.
    CloseWait,
    /// A FIN sent, one received, ours not acknowledged yet.
    Closing,
    /// A FIN received, then one sent, not acknowledged yet.
    LastAck,
    /// Both FINs done with; waiting for what may still be on its way.
    TimeWait,
}

impl State {
    /// The RFC's own spelling, such as `FIN-WAIT-1`.
    pub const fn name(self) -> &'static str {
        match self {
            State::Closed => "CLOSED",
            State::Listen => "LISTEN",
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
}

/// A state's name as an onlooker has it, to whom LISTEN is CLOSED.
pub fn as_onlooker(state: &str) -> &str {
    if state == "LISTEN" { "CLOSED" } else { state }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
