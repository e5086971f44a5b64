//! To which of a pair's connections a segment belongs.

use synfin::flow::belonging::Belongs;

use crate::flow::{Flow, Side, State, end};
use crate::outside::{contained, read};
use crate::segment::Segment;
use crate::status::Status;

/// The segment belongs to the newer connection, or the only one.
pub const SYNFIN_TO_NEWER: i32 = 0;
/// The segment belongs to the older connection.
pub const SYNFIN_TO_OLDER: i32 = 1;
/// The segment begins another connection: make a flow with `synfin_flow_init_after` the newer one.
pub const SYNFIN_TO_NEITHER: i32 = 2;

/// Says to which connection of its pair of sockets a segment belongs: to the newer one (also if that was fed nothing), to the older one,
/// or to neither. `older` is null where there is but one. A program that holds two for each pair, as synfin itself does, gives a late
/// answer out of an old connection to that; one that holds a single one gives it to the newer.
///
/// Returns SYNFIN_TO_NEWER, SYNFIN_TO_OLDER or SYNFIN_TO_NEITHER; or, which is negative, SYNFIN_BAD_POINTER, SYNFIN_NOT_A_FLOW or
/// SYNFIN_BAD_NUMBER (the side).
///
/// # Safety
/// The flows that are not null and the segment may be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn synfin_choose(
    newer: *const Flow,
    older: *const Flow,
    segment: *const Segment,
    side: u8,
) -> i32 {
    let chosen = contained(|| {
        let side = Side::of(side)?;
        // SAFETY: the caller says that it may be read.
        let segment = unsafe { read(segment) }?;
        // SAFETY: as above.
        let newer = State::of(&unsafe { read(newer) }?)?;
        let older = if older.is_null() {
            None
        } else {
            // SAFETY: as above.
            Some(State::of(&unsafe { read(older) }?)?)
        };
        let State::Begun { core, originator } = newer else { return Ok(SYNFIN_TO_NEWER) };
        let newer = (&core, end(side, originator));
        let older = match &older {
            Some(State::Begun { core, originator }) => Some((core, end(side, *originator))),
            Some(State::Blank { .. }) | None => None,
        };
        Ok(match Belongs::of(newer, older, &segment.vars()) {
            Belongs::ToNewer => SYNFIN_TO_NEWER,
            Belongs::ToOlder => SYNFIN_TO_OLDER,
            Belongs::ToNeither { .. } => SYNFIN_TO_NEITHER,
        })
    });
    chosen.unwrap_or_else(|status: Status| status as i32)
}
