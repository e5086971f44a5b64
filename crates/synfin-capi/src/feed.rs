//! From a segment to what it does.

use synfin::flow::direction::Direction;
use synfin::flow::flow::Flow as Core;

use crate::flow::{Flow, Side, State, end};
use crate::outside::{Place, contained, read};
use crate::segment::Segment;
use crate::status::{Status, status};
use crate::verdict::Verdict;

/// Feeds a connection its next segment, in the order of the capture, and writes what it does. `side` is 0 or 1: which of the two sockets
/// sent it, as the caller tells them apart, the same all the time; who of them opened the connection is found out.
///
/// Errors: SYNFIN_BAD_POINTER, SYNFIN_NOT_A_FLOW, SYNFIN_BAD_NUMBER (the side); the flow is then as it was.
///
/// # Safety
/// A flow may be read and written, a segment read, a verdict written; none of them overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_flow_feed(
    flow: *mut Flow,
    segment: *const Segment,
    side: u8,
    verdict: *mut Verdict,
) -> Status {
    status(contained(|| {
        let (flow_place, verdict_place) = (Place::of(flow)?, Place::of(verdict)?);
        let side = Side::of(side)?;
        // SAFETY: the caller says that it may be read.
        let segment = unsafe { read(segment) }?;
        // SAFETY: as above.
        let state = State::of(&unsafe { read(flow) }?)?;
        let (state, told) = fed(&state, &segment, side);
        // SAFETY: the caller says that it may be written.
        unsafe { flow_place.write(state.kept()) };
        // SAFETY: as above.
        unsafe { verdict_place.write(told) };
        Ok(())
    }))
}

fn fed(state: &State, segment: &Segment, side: Side) -> (State, Verdict) {
    let vars = segment.vars();
    let (mut core, sender) = match state {
        State::Blank { before } => {
            let (mut core, sender) = Core::open(&vars, segment.source_port, segment.destination_port);
            if let Some(before) = before {
                core.follow(before);
            }
            (core, sender)
        }
        State::Begun { core, originator } => (*core, end(side, *originator)),
    };
    let verdict = core.observe(&vars, sender);
    // The verdict knows better who opened the connection: it may have been guessed wrongly before.
    let originator = Side(side.0 == (verdict.sender == Direction::Originator));
    (State::Begun { core, originator }, Verdict::of(&verdict))
}
