//! What one segment told, and of which flow.

use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::state::State;
use crate::note::Notes;
use crate::reason::Why;
use crate::step::Step;
use crate::verdict::Verdict;

/// What one segment told, and of which flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The flow's number, from 0, in order of first segments.
    pub flow: u64,
    /// What the segment told.
    pub verdict: Verdict,
}

impl Seen {
    /// To be written over.
    pub(crate) const BLANK: Seen = Seen {
        flow: 0,
        verdict: Verdict {
            sender: Direction::Originator,
            step: Step::Malformed,
            notes: Notes::EMPTY,
            originator: (State::Unknown, Basis::Unknown),
            responder: (State::Unknown, Basis::Unknown),
            rel_seq: None,
            rel_ack: None,
            window_scaled: None,
            why: Why::HeaderContradictsItself,
        },
    };
}
