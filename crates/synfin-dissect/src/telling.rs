//! What a segment of a connection that is held tells, and to whom.

use crate::active::Active;
use crate::active_end::index;
use crate::asked::{Asked, Decision};
use crate::claims::MOST_DEPTH;
use crate::failure::Failure;
use crate::flow_info::FlowInfo;
use crate::held_flow::{Claim, First, HeldFlow};
use crate::segment_told::SegmentTold;
use crate::stages::Stages;
use crate::task::PANICKED;
use crate::work::{Over, Work};

/// Gives a connection to a dissector.
pub(crate) fn claim(asked: &Asked, work: &mut Work, held: &mut HeldFlow, dissector: u16, info: &FlowInfo) {
    let place = usize::from(dissector);
    held.claimed_by = Some(dissector);
    work.counts[place].claimed += 1;
    if let Some(task) = asked.lanes[place].open(info) {
        let registered = asked.registry.registered_at(place);
        let stages = registered.map_or(Stages::NONE, |registered| registered.claims.stages());
        held.claim = Claim::By(Box::new(Active::new(*info, stages, task)));
    } else {
        work.counts[place].panicked += 1;
        held.failure = Some(Failure::new(PANICKED));
    }
}

/// The next segment of a connection that is held.
pub(crate) fn go_on(asked: &Asked, work: &mut Work, held: &mut HeldFlow, told: &SegmentTold<'_>) {
    match &mut held.claim {
        Claim::By(active) => {
            if let Some(over) = active.segment(told, work) {
                end_work(work, held, over);
            }
        }
        Claim::Over => {}
        Claim::Undecided(_) => find_out(asked, work, held, told),
    }
}

/// A dissector is off a connection.
pub(crate) fn end_work(work: &mut Work, held: &mut HeldFlow, over: Over) {
    if let Claim::By(active) = core::mem::replace(&mut held.claim, Claim::Over) {
        active.into_task().close(work);
    }
    if let Over::Off(failure) = over {
        held.failure = Some(failure);
    }
}

/// More of the first octets of a connection, which nobody claimed yet.
fn find_out(asked: &Asked, work: &mut Work, held: &mut HeldFlow, told: &SegmentTold<'_>) {
    let Claim::Undecided(undecided) = &mut held.claim else { return };
    if !told.brings_octets() {
        return;
    }
    let info = undecided.info;
    let direction = told.direction_in(&info);
    let first = &mut undecided.first[index(direction)];
    if first.is_nobodys {
        return;
    }
    let offset = first.start.offset(told, first.octets.len() as u64);
    let decision = match more_of(first, offset, told) {
        More::Nothing => return,
        More::Some { is_last } => {
            work.buffered += first.octets.len() - first.counted;
            first.counted = first.octets.len();
            // Where there is no room for more of them, these must do.
            let is_last = is_last || work.buffered > work.limits.buffered;
            asked.decide(&info, Some(&first.octets), is_last, &mut work.counts)
        }
        More::Lost => asked.decide(&info, None, true, &mut work.counts),
    };
    match decision {
        Decision::Later => return,
        Decision::Nobody => {
            // Whoever claims by the other direction does not get them, as if they had come at once.
            work.buffered = work.buffered.saturating_sub(first.counted);
            *first = First { is_nobodys: true, ..First::default() };
            if undecided.first.iter().any(|first| !first.is_nobodys) {
                return;
            }
        }
        Decision::Of(_) => {}
    }
    work.buffered = work.buffered.saturating_sub(undecided.held());
    let first = core::mem::take(&mut undecided.first);
    held.claim = Claim::Over;
    let Decision::Of(dissector) = decision else { return };
    claim(asked, work, held, dissector, &info);
    // Those of the other direction came before the last of these.
    for end in [direction.opposite(), direction] {
        let First { octets, start, .. } = &first[index(end)];
        let Claim::By(active) = &mut held.claim else { return };
        if let Some(over) = active.first(*start, octets, told.at(end), work) {
            end_work(work, held, over);
        }
    }
    go_on(asked, work, held, told);
}

/// What a segment adds to the first octets of its direction.
enum More {
    /// Nothing.
    Nothing,
    /// Some octets; perhaps such on which no others follow.
    Some { is_last: bool },
    /// Octets are missing before it, and there were none yet.
    Lost,
}

fn more_of(first: &mut First, offset: i64, told: &SegmentTold<'_>) -> More {
    let known = first.octets.len();
    // Octets before the first are none of the stream's.
    let end = offset.saturating_add(told.payload.len() as i64);
    if offset > known as i64 {
        return if known == 0 { More::Lost } else { More::Some { is_last: true } };
    }
    if end <= known as i64 {
        return if told.is_cut() { More::Some { is_last: true } } else { More::Nothing };
    }
    let more = &told.payload[(known as i64 - offset) as usize..];
    first.octets.extend_from_slice(&more[..more.len().min(MOST_DEPTH.saturating_sub(known))]);
    More::Some { is_last: told.is_cut() }
}
