//! What a segment of a connection that is held tells, and to whom.

use synfin_flow::direction::Direction;

use crate::asked::{Asked, Decision};
use crate::claims::MOST_DEPTH;
use crate::cursor::Piece;
use crate::data::{At, Data, Gap};
use crate::failure::Failure;
use crate::flow_info::FlowInfo;
use crate::held_flow::{Active, ActiveEnd, Claim, First, HeldFlow, Task, index};
use crate::registry::Registry;
use crate::segment_told::SegmentTold;
use crate::work::{Over, Work};

/// Gives a connection to a dissector.
pub(crate) fn claim(
    registry: &Registry,
    work: &mut Work,
    held: &mut HeldFlow,
    dissector: u16,
    info: FlowInfo,
) {
    let stages = registry.dissectors()[usize::from(dissector)].claims.stages();
    held.claimed_by = Some(dissector);
    let Some(place) = work.open(dissector, &info) else {
        held.failure = Some(Failure::new("it panicked"));
        return;
    };
    let task = Task { dissector, stages, place, held: 0 };
    held.claim = Claim::By(Box::new(Active { task, info, ends: [ActiveEnd::default(); 2] }));
}

/// The next segment of a connection that is held.
#[inline]
pub(crate) fn go_on(asked: &Asked, work: &mut Work, held: &mut HeldFlow, told: &SegmentTold<'_>) {
    let over = match &mut held.claim {
        Claim::Over => None,
        Claim::By(active) => tell_segment(asked, work, active, told),
        Claim::Undecided(_) => return find_out(asked, work, held, told),
    };
    if let Some(over) = over {
        end_work(held, over);
    }
}

#[cold]
pub(crate) fn end_work(held: &mut HeldFlow, over: Over) {
    held.claim = Claim::Over;
    if let Over::Off(failure) = over {
        held.failure = Some(failure);
    }
}

/// Tells a dissector of a segment, and of its new octets.
#[inline]
fn tell_segment(asked: &Asked, work: &mut Work, active: &mut Active, told: &SegmentTold<'_>) -> Option<Over> {
    let registry = &asked.registry;
    let Active { task, info, ends } = active;
    let direction = info.direction_of(&told.source);
    if !task.stages.is_empty()
        && let Some(over) = tell_stage(registry, work, task, told, direction)
    {
        return Some(over);
    }
    if !told.brings_octets() {
        return None;
    }
    let ActiveEnd { start, cursor } = &mut ends[index(direction)];
    let offset = start.offset(told, cursor.next());
    if let Some(offset) = cursor.take_next(offset, told.payload.len(), told.vars.payload_len) {
        // Made here and copied nowhere: this is the way of nearly all octets.
        let data = Data { at: told.at(direction), offset, octets: told.payload };
        return work.tell(registry, task, |lane, place, emit| lane.data(place, &data, emit));
    }
    let at = told.at(direction);
    let mut over = None;
    cursor.take(offset, told.payload.len(), told.vars.payload_len, &mut |piece| {
        if over.is_none() {
            over = tell_piece(registry, work, task, told.payload, at, piece);
        }
    });
    over
}

/// Tells a dissector of the segment, if it hears of such.
#[inline(never)]
fn tell_stage(
    registry: &Registry,
    work: &mut Work,
    task: &mut Task,
    told: &SegmentTold<'_>,
    direction: Direction,
) -> Option<Over> {
    let at = told.at(direction);
    if !task.stages.contains(at.step.stage()) {
        return None;
    }
    work.tell(registry, task, |lane, place, emit| lane.stage(place, &at, emit))
}

/// Tells a dissector of octets that do not simply follow on the last.
#[cold]
fn tell_piece(
    registry: &Registry,
    work: &mut Work,
    task: &mut Task,
    payload: &[u8],
    at: At,
    piece: Piece,
) -> Option<Over> {
    match piece {
        Piece::New { offset, from, to } => {
            let data = Data { at, offset, octets: &payload[from..to] };
            work.tell(registry, task, |lane, place, emit| lane.data(place, &data, emit))
        }
        Piece::Late { offset, from, to } => {
            let data = Data { at, offset, octets: &payload[from..to] };
            work.tell(registry, task, |lane, place, emit| lane.late(place, &data, emit))
        }
        Piece::Gap { offset, len } => {
            work.counts[usize::from(task.dissector)].gaps += 1;
            let gap = Gap { at, offset, len };
            work.tell(registry, task, |lane, place, emit| lane.gap(place, &gap, emit))
        }
    }
}

/// More of the first octets of a connection, which nobody claimed yet.
#[cold]
fn find_out(asked: &Asked, work: &mut Work, held: &mut HeldFlow, told: &SegmentTold<'_>) {
    let Claim::Undecided(undecided) = &mut held.claim else { return };
    if !told.brings_octets() {
        return;
    }
    let info = undecided.info;
    let direction = info.direction_of(&told.source);
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
    claim(&asked.registry, work, held, dissector, info);
    // Those of the other direction came before the last of these.
    for end in [direction.opposite(), direction] {
        let First { octets, start, .. } = &first[index(end)];
        let Claim::By(active) = &mut held.claim else { return };
        active.ends[index(end)].start = *start;
        if octets.is_empty() {
            continue;
        }
        active.ends[index(end)].cursor.take_next(0, octets.len(), octets.len() as u32);
        let data = Data { at: told.at(end), offset: 0, octets };
        let told =
            work.tell(&asked.registry, &mut active.task, |lane, place, emit| lane.data(place, &data, emit));
        if let Some(over) = told {
            end_work(held, over);
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
