//! A dissector at work on one connection, behind an interface that does not name the type of its state.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::active_end::{ActiveEnd, index};
use crate::cursor::Piece;
use crate::data::{At, Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::flow_info::FlowInfo;
use crate::registry::Registered;
use crate::segment_told::SegmentTold;
use crate::start::Start;
use crate::then::Then;
use crate::work::{Over, Work};

/// What the tasks of one dissector have in common.
pub(crate) trait Lane: Send {
    /// Another connection; none where the dissector panics.
    fn open(&self, info: &FlowInfo) -> Option<Box<dyn Task>>;
}

/// A dissector at work on one connection.
pub(crate) trait Task: Send {
    /// Tells it of a segment, and of its new octets; how its work ends, if it does.
    fn segment(&mut self, told: &SegmentTold<'_>, work: &mut Work) -> Option<Over>;

    /// Tells it of the first octets of a direction, which were kept until it was known whose they are.
    fn first(&mut self, start: Start, octets: &[u8], at: At, work: &mut Work) -> Option<Over>;

    /// Tells it that the connection leaves; drops its state.
    fn end(self: Box<Self>, work: &mut Work) -> Result<(), Failure>;

    /// Drops its state.
    fn close(self: Box<Self>, work: &mut Work);
}

/// One dissector, its place in the registry, and what of it is asked for every segment.
pub(crate) struct LaneOf<D: Dissector>(Arc<Shared<D>>);

struct Shared<D: Dissector> {
    dissector: Arc<D>,
    registered: Arc<Registered>,
    place: usize,
    hears_stages: bool,
    is_measured: bool,
    contains_panics: bool,
}

/// A dissector at work on one connection.
pub(crate) struct TaskOf<D: Dissector> {
    shared: Arc<Shared<D>>,
    info: FlowInfo,
    ends: [ActiveEnd; 2],
    /// What the state holds beside its own size, as far as was asked.
    held: usize,
    state: D::State,
}

impl<D: Dissector> LaneOf<D> {
    pub(crate) fn new(
        dissector: &Arc<D>,
        registered: &Arc<Registered>,
        place: usize,
        contains_panics: bool,
    ) -> LaneOf<D> {
        LaneOf(Arc::new(Shared {
            dissector: Arc::clone(dissector),
            hears_stages: !registered.claims.stages().is_empty(),
            is_measured: registered.most_held > 0,
            registered: Arc::clone(registered),
            place,
            contains_panics,
        }))
    }
}

impl<D: Dissector> Lane for LaneOf<D> {
    fn open(&self, info: &FlowInfo) -> Option<Box<dyn Task>> {
        let LaneOf(shared) = self;
        let state = guarded(shared.contains_panics, || shared.dissector.open(info))?;
        let shared = Arc::clone(shared);
        Some(Box::new(TaskOf { shared, info: *info, ends: Default::default(), held: 0, state }))
    }
}

impl<D: Dissector> Task for TaskOf<D> {
    #[inline]
    fn segment(&mut self, told: &SegmentTold<'_>, work: &mut Work) -> Option<Over> {
        let direction = self.info.direction_of(&told.source);
        if self.shared.hears_stages
            && let Some(over) = self.stage(&told.at(direction), work)
        {
            return Some(over);
        }
        if !told.brings_octets() {
            return None;
        }
        let Some(offset) = self.ends[index(direction)].take_next(told) else {
            return self.apart(told, told.at(direction), work);
        };
        // Made here and copied nowhere: this is the way of nearly all octets.
        let data = Data { at: told.at(direction), offset, octets: told.payload };
        self.tell(work, |dissector, state, emit| dissector.data(state, &data, emit))
    }

    fn first(&mut self, start: Start, octets: &[u8], at: At, work: &mut Work) -> Option<Over> {
        self.ends[index(at.direction)] = ActiveEnd::behind(start, octets.len());
        if octets.is_empty() {
            return None;
        }
        let data = Data { at, offset: 0, octets };
        self.tell(work, |dissector, state, emit| dissector.data(state, &data, emit))
    }

    fn end(self: Box<Self>, work: &mut Work) -> Result<(), Failure> {
        let TaskOf { shared, held, state, .. } = *self;
        work.buffered = work.buffered.saturating_sub(held);
        let counts = &mut work.counts[shared.place];
        let mut emitter = Emitter::new(&shared.registered, &mut work.emitted, counts);
        let ended = guarded(shared.contains_panics, || shared.dissector.end(state, &mut emitter));
        let ended = ended.unwrap_or_else(|| {
            counts.panicked += 1;
            Err(Failure::new(PANICKED))
        });
        counts.failed += u64::from(ended.is_err());
        ended
    }

    fn close(self: Box<Self>, work: &mut Work) {
        let TaskOf { shared, held, state, .. } = *self;
        work.buffered = work.buffered.saturating_sub(held);
        let _ = guarded(shared.contains_panics, || drop(state));
    }
}

impl<D: Dissector> TaskOf<D> {
    /// Tells of the segment, if such are heard of.
    #[inline(never)]
    fn stage(&mut self, at: &At, work: &mut Work) -> Option<Over> {
        if !self.shared.registered.claims.stages().contains(at.step.stage()) {
            return None;
        }
        self.tell(work, |dissector, state, emit| dissector.stage(state, at, emit))
    }

    /// Tells of octets that do not simply follow on the last.
    #[cold]
    fn apart(&mut self, told: &SegmentTold<'_>, at: At, work: &mut Work) -> Option<Over> {
        let mut end = self.ends[index(at.direction)];
        let mut over = None;
        end.take(told, &mut |piece| {
            if over.is_none() {
                over = self.piece(told.payload, at, piece, work);
            }
        });
        self.ends[index(at.direction)] = end;
        over
    }

    fn piece(&mut self, payload: &[u8], at: At, piece: Piece, work: &mut Work) -> Option<Over> {
        match piece {
            Piece::New { offset, from, to } => {
                let data = Data { at, offset, octets: &payload[from..to] };
                self.tell(work, |dissector, state, emit| dissector.data(state, &data, emit))
            }
            Piece::Late { offset, from, to } => {
                let data = Data { at, offset, octets: &payload[from..to] };
                self.tell(work, |dissector, state, emit| dissector.late(state, &data, emit))
            }
            Piece::Gap { offset, len } => {
                work.counts[self.shared.place].gaps += 1;
                let gap = Gap { at, offset, len };
                self.tell(work, |dissector, state, emit| dissector.gap(state, &gap, emit))
            }
        }
    }

    /// Calls the dissector, which `call` tells what there is to tell; how its work ends, if it does.
    #[inline]
    fn tell(
        &mut self,
        work: &mut Work,
        call: impl FnOnce(&D, &mut D::State, &mut Emitter<'_>) -> Result<Then, Failure>,
    ) -> Option<Over> {
        let Shared { dissector, registered, place, is_measured, contains_panics, .. } = &*self.shared;
        let mut emitter = Emitter::new(registered, &mut work.emitted, &mut work.counts[*place]);
        let told = guarded(*contains_panics, || call(dissector, &mut self.state, &mut emitter));
        if let Some(Ok(Then::GoOn)) = told
            && !is_measured
        {
            return None;
        }
        self.weigh(told, work)
    }

    /// What a call that was made comes to.
    #[inline(never)]
    fn weigh(&mut self, told: Option<Result<Then, Failure>>, work: &mut Work) -> Option<Over> {
        let place = self.shared.place;
        let counts = &mut work.counts[place];
        Some(match told {
            Some(Ok(Then::GoOn)) => {
                let why = self.measure(work)?;
                work.counts[place].too_large += 1;
                Over::Off(Failure::new(why))
            }
            Some(Ok(Then::Done)) => {
                counts.done += 1;
                Over::Done
            }
            Some(Err(failure)) => {
                counts.failed += 1;
                Over::Off(failure)
            }
            None => {
                counts.panicked += 1;
                Over::Off(Failure::new(PANICKED))
            }
        })
    }

    /// Asks how much the state holds; why that is too much, if it is.
    fn measure(&mut self, work: &mut Work) -> Option<&'static str> {
        let Shared { dissector, registered, contains_panics, .. } = &*self.shared;
        let held = guarded(*contains_panics, || dissector.held(&self.state)).unwrap_or(usize::MAX);
        work.buffered = work.buffered.saturating_sub(self.held).saturating_add(held);
        self.held = held;
        if held > registered.most_held {
            Some("it held more than it said it would")
        } else if work.buffered > work.limits.buffered {
            Some("all together held too much")
        } else {
            None
        }
    }
}

/// Why a dissector is off a connection where its panic was contained.
pub(crate) const PANICKED: &str = "it panicked";

/// Calls, and tells nothing where a panic was contained.
#[inline]
fn guarded<T>(contains: bool, call: impl FnOnce() -> T) -> Option<T> {
    if contains { catch_unwind(AssertUnwindSafe(call)).ok() } else { Some(call()) }
}

#[cfg(test)]
mod tests {
    use super::TaskOf;
    use crate::claims::Claims;
    use crate::data::Data;
    use crate::dissector::Dissector;
    use crate::emitter::Emitter;
    use crate::failure::Failure;
    use crate::field::Field;
    use crate::flow_info::FlowInfo;
    use crate::held_flow::HeldFlow;
    use crate::name::Name;
    use crate::then::Then;

    /// Knows nothing of a connection.
    struct Stateless;

    impl Dissector for Stateless {
        type State = ();

        fn name(&self) -> Name {
            "stateless".into()
        }

        fn fields(&self) -> Vec<Field> {
            Vec::new()
        }

        fn claims(&self) -> Claims {
            Claims::none()
        }

        fn open(&self, _: &FlowInfo) {}

        fn data(&self, (): &mut (), _: &Data<'_>, _: &mut Emitter<'_>) -> Result<Then, Failure> {
            Ok(Then::GoOn)
        }
    }

    #[test]
    fn a_connection_that_is_held_takes_at_most_400_octets_of_the_engines_own() {
        assert!(size_of::<HeldFlow>() + size_of::<TaskOf<Stateless>>() <= 400);
    }
}
