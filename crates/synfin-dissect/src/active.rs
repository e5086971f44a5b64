//! A connection that was claimed: how far each direction was told, and to whom.

use crate::active_end::{ActiveEnd, index};
use crate::cursor::Piece;
use crate::data::{At, Data, Gap};
use crate::flow_info::FlowInfo;
use crate::segment_told::SegmentTold;
use crate::stages::Stages;
use crate::start::Start;
use crate::task::Task;
use crate::work::{Over, Work};

/// A connection that was claimed.
pub(crate) struct Active {
    info: FlowInfo,
    is_plain: bool,
    /// The stages that are heard of.
    stages: Stages,
    task: Box<dyn Task>,
    ends: [ActiveEnd; 2],
}

impl Active {
    pub(crate) fn new(info: FlowInfo, stages: Stages, task: Box<dyn Task>) -> Active {
        let is_plain = stages.is_empty() && !info.has_equal_ports();
        Active { info, is_plain, stages, task, ends: Default::default() }
    }

    /// Whether its segments mean nothing but by their octets, and ports tell who sent them.
    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Takes a segment that does no more than bring the next octets, which is what nearly all of them do; tells what it brings. For
    /// [plain](Active::is_plain) ones.
    #[inline]
    pub(crate) fn take_next<'t>(&mut self, told: &SegmentTold<'t>) -> Option<Data<'t>> {
        let direction = told.direction_by_port(&self.info);
        let offset = self.ends[index(direction)].take_next(told)?;
        Some(Data { at: told.at(direction), offset, octets: told.payload })
    }

    /// Tells what was taken; how the work ends, if it does.
    #[inline]
    pub(crate) fn tell(&mut self, data: &Data<'_>, work: &mut Work) -> Option<Over> {
        self.task.data(data, work)
    }

    /// Tells of any segment, and of its new octets; how the work ends, if it does.
    pub(crate) fn segment(&mut self, told: &SegmentTold<'_>, work: &mut Work) -> Option<Over> {
        let at = told.at(told.direction_in(&self.info));
        let Active { stages, task, ends, .. } = self;
        if stages.contains(at.step.stage())
            && let Some(over) = task.stage(&at, work)
        {
            return Some(over);
        }
        if !told.brings_octets() {
            return None;
        }
        let mut over = None;
        ends[index(at.direction)].take(told, &mut |piece| {
            if over.is_none() {
                over = tell_piece(&mut **task, told.payload, at, piece, work);
            }
        });
        over
    }

    /// Tells of the first octets of a direction, which were kept until it was known whose they are.
    pub(crate) fn first(&mut self, start: Start, octets: &[u8], at: At, work: &mut Work) -> Option<Over> {
        self.ends[index(at.direction)] = ActiveEnd::behind(start, octets.len());
        if octets.is_empty() { None } else { self.task.data(&Data { at, offset: 0, octets }, work) }
    }

    /// The dissector's part of it alone.
    pub(crate) fn into_task(self) -> Box<dyn Task> {
        self.task
    }
}

/// Tells of one piece of a segment's payload.
fn tell_piece(task: &mut dyn Task, payload: &[u8], at: At, piece: Piece, work: &mut Work) -> Option<Over> {
    match piece {
        Piece::New { offset, from, to } => task.data(&Data { at, offset, octets: &payload[from..to] }, work),
        Piece::Late { offset, from, to } => task.late(&Data { at, offset, octets: &payload[from..to] }, work),
        Piece::Gap { offset, len } => task.gap(&Gap { at, offset, len }, work),
    }
}
