//! What one segment told.

use crate::direction::Direction;
use crate::endpoint::basis::Basis;
use crate::endpoint::state::State;
use crate::note::Notes;
use crate::reason::Why;
use crate::step::Step;

/// What one segment told of its connection; small and `Copy`, with nothing made for people yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The end that sent the segment.
    pub sender: Direction,
    /// What the segment does.
    pub step: Step,
    /// What else there is to say.
    pub notes: Notes,
    /// State of the originator after the segment, and on what grounds.
    pub originator: (State, Basis),
    /// State of the responder after the segment, and on what grounds.
    pub responder: (State, Basis),
    /// SEG.SEQ relative to the sender's ISN, over all 2^64; none while no ISN is known or guessed.
    pub rel_seq: Option<i64>,
    /// SEG.ACK relative to the receiver's ISN.
    pub rel_ack: Option<i64>,
    /// SEG.WND in octets; none while the scale is not known because the handshake was not captured.
    pub window_scaled: Option<u32>,
    /// The grounds, from which [`Verdict::reason`] makes a sentence.
    pub why: Why,
}
