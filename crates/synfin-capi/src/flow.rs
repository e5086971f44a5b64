//! A connection, as C has it.

use synfin::flow::direction::Direction;
use synfin::flow::flow::Flow as Core;
use synfin::flow::saved_flow::LEN;

use crate::outside::{Place, contained, read};
use crate::status::{Status, status};

/// Octets of a flow that its state may take.
pub const SYNFIN_FLOW_OCTETS: usize = 376;

/// A connection: plain data without pointers, which may be copied with memcpy and kept anywhere. Its octets mean something only to
/// the release that wrote them, and to no other.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Which release wrote it.
    pub made_by: u32,
    /// What is in `octets`, and which side opened the connection.
    pub facts: u32,
    /// Its state.
    pub octets: [u8; SYNFIN_FLOW_OCTETS],
}

const _: () = assert!(size_of::<Flow>() == 384 && LEN <= SYNFIN_FLOW_OCTETS);

/// What [`Flow::made_by`] says: a word that no memory holds by chance, the release, and how long the state is.
const MADE_BY: u32 = {
    let release = concat!("synfin ", env!("CARGO_PKG_VERSION")).as_bytes();
    let (mut word, mut index) = (0x811c_9dc5_u32 ^ LEN as u32, 0);
    while index < release.len() {
        #[expect(clippy::indexing_slicing, reason = "a constant: out of bounds it would not compile")]
        let octet = release[index];
        word = (word ^ octet as u32).wrapping_mul(0x0100_0193);
        index = index.wrapping_add(1);
    }
    word
};

/// The state is that of a connection that has begun.
const BEGUN: u32 = 1;
/// The state is that of the connection before, on the same sockets.
const FOLLOWS: u32 = 2;
/// Its originator is side 1.
const OPENED_BY_1: u32 = 4;

/// One of the two sides that the caller tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side(pub(crate) bool);

impl Side {
    /// 0 or 1.
    pub(crate) fn of(number: u8) -> Result<Side, Status> {
        match number {
            0 => Ok(Side(false)),
            1 => Ok(Side(true)),
            _ => Err(Status::SYNFIN_BAD_NUMBER),
        }
    }
}

/// What a [`Flow`] holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum State {
    /// Nothing was fed yet; perhaps there was a connection before it.
    Blank { before: Option<Core> },
    /// Begun; its originator is that side.
    Begun { core: Core, originator: Side },
}

impl State {
    /// Reads it out of the caller's memory.
    pub(crate) fn of(flow: &Flow) -> Result<State, Status> {
        let none = Status::SYNFIN_NOT_A_FLOW;
        if flow.made_by != MADE_BY || flow.facts & !(BEGUN | FOLLOWS | OPENED_BY_1) != 0 {
            return Err(none);
        }
        let core = || flow.octets.first_chunk().and_then(Core::from_octets).ok_or(none);
        match (flow.facts & BEGUN != 0, flow.facts & FOLLOWS != 0) {
            (true, false) => {
                Ok(State::Begun { core: core()?, originator: Side(flow.facts & OPENED_BY_1 != 0) })
            }
            (false, true) => Ok(State::Blank { before: Some(core()?) }),
            (false, false) => Ok(State::Blank { before: None }),
            (true, true) => Err(none),
        }
    }

    /// As it is kept in the caller's memory.
    pub(crate) fn kept(&self) -> Flow {
        let (facts, core) = match self {
            State::Blank { before: None } => (0, None),
            State::Blank { before: Some(before) } => (FOLLOWS, Some(before)),
            State::Begun { core, originator: Side(false) } => (BEGUN, Some(core)),
            State::Begun { core, originator: Side(true) } => (BEGUN | OPENED_BY_1, Some(core)),
        };
        let mut octets = [0; SYNFIN_FLOW_OCTETS];
        if let (Some(place), Some(core)) = (octets.first_chunk_mut(), core) {
            *place = core.to_octets();
        }
        Flow { made_by: MADE_BY, facts, octets }
    }
}

/// The end that a side is.
pub(crate) fn end(side: Side, originator: Side) -> Direction {
    if side == originator { Direction::Originator } else { Direction::Responder }
}

/// Makes a flow that is yet to be fed; what was there before is written over.
///
/// Errors: SYNFIN_BAD_POINTER.
///
/// # Safety
/// A flow may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_flow_init(flow: *mut Flow) -> Status {
    status(contained(|| {
        let place = Place::of(flow)?;
        // SAFETY: the caller says that it may be written.
        unsafe { place.write(State::Blank { before: None }.kept()) };
        Ok(())
    }))
}

/// Makes a flow for a connection that follows another on the same pair of sockets, begun by a segment from `side` that belongs
/// to neither (`synfin_choose`). The other is told: its end that the new SYN reaches may answer with a challenge ACK, which is its own.
///
/// Errors: SYNFIN_BAD_POINTER, SYNFIN_NOT_A_FLOW, SYNFIN_BAD_NUMBER (the side).
///
/// # Safety
/// A flow may be written at `flow`, and read and written at `before`; they are two.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_flow_init_after(flow: *mut Flow, before: *mut Flow, side: u8) -> Status {
    status(contained(|| {
        let (place, place_before) = (Place::of(flow)?, Place::of(before)?);
        let side = Side::of(side)?;
        // SAFETY: the caller says that it may be read.
        let mut older = State::of(&unsafe { read(before) }?)?;
        let before = match &mut older {
            State::Begun { core, originator } => {
                core.expect_challenge(end(side, *originator).opposite());
                Some(*core)
            }
            State::Blank { before } => *before,
        };
        // SAFETY: the caller says that it may be written.
        unsafe { place_before.write(older.kept()) };
        // SAFETY: as above.
        unsafe { place.write(State::Blank { before }.kept()) };
        Ok(())
    }))
}

/// Writes the number of what became of the connection so far, for `synfin_outcome_name`.
///
/// Errors: SYNFIN_BAD_POINTER; SYNFIN_NOT_A_FLOW, also for one that was fed nothing.
///
/// # Safety
/// A flow may be read, and a number may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_flow_outcome(flow: *const Flow, outcome: *mut u8) -> Status {
    status(contained(|| {
        let place = Place::of(outcome)?;
        // SAFETY: the caller says that it may be read.
        let State::Begun { core, .. } = State::of(&unsafe { read(flow) }?)? else {
            return Err(Status::SYNFIN_NOT_A_FLOW);
        };
        // SAFETY: the caller says that it may be written.
        unsafe { place.write(core.outcome() as u8) };
        Ok(())
    }))
}
