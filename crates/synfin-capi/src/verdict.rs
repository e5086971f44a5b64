//! What one segment told, as C has it.

use synfin::flow::direction::Direction;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::note::Notes;
use synfin::flow::reason::Why;
use synfin::flow::saved_why::SavedWhy;
use synfin::flow::step::Step;
use synfin::flow::verdict::Verdict as Core;

/// `facts` of a verdict: `rel_seq` means something.
pub const SYNFIN_HAS_REL_SEQ: u32 = 0x1;
/// `facts` of a verdict: `rel_ack` means something.
pub const SYNFIN_HAS_REL_ACK: u32 = 0x2;
/// `facts` of a verdict: `window_scaled` means something.
pub const SYNFIN_HAS_WINDOW_SCALED: u32 = 0x4;

/// What a segment does, and the state of both ends after it. The small numbers are told by the functions that name them.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// SEG.SEQ counted from the sender's ISN.
    pub rel_seq: i64,
    /// SEG.ACK counted from the receiver's ISN.
    pub rel_ack: i64,
    /// SEG.WND in octets.
    pub window_scaled: u32,
    /// SYNFIN_HAS_REL_SEQ and the like, a bit each.
    pub facts: u32,
    /// Remarks, a bit each, for `synfin_note_name`: bit 0 is note 0.
    pub notes: u32,
    /// The grounds, for `synfin_reason`: which they are.
    pub grounds: u32,
    /// And the numbers in them.
    pub numbers: [u32; 4],
    /// What the segment does, for `synfin_step_name` and `synfin_label`.
    pub step: u8,
    /// The part of the connection's life, for `synfin_stage_name`.
    pub stage: u8,
    /// The end that sent it: 0 the originator, 1 the responder.
    pub sender: u8,
    /// State of the originator after the segment, for `synfin_state_name`.
    pub originator_state: u8,
    /// On what grounds, for `synfin_basis_name`.
    pub originator_basis: u8,
    /// State of the responder after the segment, for `synfin_state_name`.
    pub responder_state: u8,
    /// On what grounds, for `synfin_basis_name`.
    pub responder_basis: u8,
    /// 0.
    pub reserved: [u8; 9],
}

const _: () = assert!(size_of::<Verdict>() == 64);

impl Verdict {
    pub(crate) fn of(verdict: &Core) -> Verdict {
        let mut facts = 0;
        let mut set = |there: bool, fact: u32| facts |= if there { fact } else { 0 };
        set(verdict.rel_seq.is_some(), SYNFIN_HAS_REL_SEQ);
        set(verdict.rel_ack.is_some(), SYNFIN_HAS_REL_ACK);
        set(verdict.window_scaled.is_some(), SYNFIN_HAS_WINDOW_SCALED);
        let SavedWhy { kind, numbers } = verdict.why.to_numbers();
        let bit = |note| 1_u32.checked_shl(note as u32).unwrap_or(0);
        Verdict {
            rel_seq: verdict.rel_seq.unwrap_or(0),
            rel_ack: verdict.rel_ack.unwrap_or(0),
            window_scaled: verdict.window_scaled.unwrap_or(0),
            facts,
            notes: verdict.notes.iter().fold(0, |notes, note| notes | bit(note)),
            grounds: kind,
            numbers,
            step: verdict.step as u8,
            stage: verdict.step.stage() as u8,
            sender: verdict.sender as u8,
            originator_state: verdict.originator.0 as u8,
            originator_basis: verdict.originator.1 as u8,
            responder_state: verdict.responder.0 as u8,
            responder_basis: verdict.responder.1 as u8,
            reserved: [0; 9],
        }
    }

    /// As much of it as a reason is made of; none where a number is none of those that it may be.
    pub(crate) fn grounds(&self) -> Option<Core> {
        let has = |fact: u32| self.facts & fact != 0;
        let why = Why::from_numbers(&SavedWhy { kind: self.grounds, numbers: self.numbers })?;
        Some(Core {
            sender: *Direction::BOTH.get(usize::from(self.sender))?,
            step: *Step::ALL.get(usize::from(self.step))?,
            notes: Notes::EMPTY,
            originator: (State::Unknown, Basis::Unknown),
            responder: (State::Unknown, Basis::Unknown),
            rel_seq: has(SYNFIN_HAS_REL_SEQ).then_some(self.rel_seq),
            rel_ack: has(SYNFIN_HAS_REL_ACK).then_some(self.rel_ack),
            window_scaled: None,
            why,
        })
    }
}
