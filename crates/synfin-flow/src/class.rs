//! How valuable a flow is to somebody who must forget one.

use crate::endpoint::end::Mark;
use crate::flow::Flow;
use crate::outcome::Start;

/// The classes in which flows wait for their end, the least valuable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Both directions are closed, or the connection was reset.
    Finished,
    /// A SYN without an answer, or a probe.
    Unanswered,
    /// A SYN-ACK without the third segment.
    HalfOpen,
    /// Only one end was seen.
    OneSided,
    /// A FIN was seen.
    Closing,
    /// Open.
    Established,
}

impl Class {
    /// All six, the least valuable first.
    pub const ALL: [Class; 6] = [
        Class::Finished,
        Class::Unanswered,
        Class::HalfOpen,
        Class::OneSided,
        Class::Closing,
        Class::Established,
    ];
}

impl Flow {
    /// The class that the flow is in after its last segment.
    pub fn class(&self) -> Class {
        let [originator, responder] = &self.ends;
        let fins = (originator.is(Mark::SentFin), responder.is(Mark::SentFin));
        let finished = originator.is(Mark::FinAcked) && responder.is(Mark::FinAcked);
        let joined = self.start() == Start::Midstream;
        match fins {
            _ if self.reset.is_some() || finished => Class::Finished,
            _ if self.one_sided() && !self.handshake_done => {
                if joined && originator.segments.saturating_add(responder.segments) > 1 {
                    Class::OneSided
                } else {
                    Class::Unanswered
                }
            }
            _ if self.one_sided() => Class::OneSided,
            (false, false) if self.is_open() || joined => Class::Established,
            (false, false) => Class::HalfOpen,
            _ => Class::Closing,
        }
    }
}
