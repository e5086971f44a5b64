//! A dissector at work on one connection, behind an interface that does not name the type of its state.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::data::{At, Data, Gap};
use crate::dissector::Dissector;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::flow_info::FlowInfo;
use crate::registered::Registered;
use crate::then::Then;
use crate::work::{Over, Work};

/// What the tasks of one dissector have in common.
pub(crate) trait Lane: Send {
    /// Another connection; none where the dissector panics.
    fn open(&self, info: &FlowInfo) -> Option<Box<dyn Task>>;
}

/// A dissector at work on one connection. Each call says how its work ends, if it does; then its state is to be
/// [dropped](Task::close).
pub(crate) trait Task: Send {
    fn data(&mut self, data: &Data<'_>, work: &mut Work) -> Option<Over>;

    fn late(&mut self, data: &Data<'_>, work: &mut Work) -> Option<Over>;

    fn gap(&mut self, gap: &Gap, work: &mut Work) -> Option<Over>;

    fn stage(&mut self, at: &At, work: &mut Work) -> Option<Over>;

    /// Tells it that the connection leaves; drops its state.
    fn end(self: Box<Self>, work: &mut Work) -> Result<(), Failure>;

    /// Drops its state.
    fn close(self: Box<Self>, work: &mut Work);

    /// Drops its state with everything else.
    fn abandon(self: Box<Self>);
}

/// One dissector, its place in the registry, and what of it is asked for every segment.
pub(crate) struct LaneOf<D: Dissector>(Arc<Shared<D>>);

struct Shared<D: Dissector> {
    dissector: Arc<D>,
    registered: Arc<Registered>,
    place: usize,
    contains_panics: bool,
}

/// A dissector at work on one connection.
pub(crate) struct TaskOf<D: Dissector> {
    shared: Arc<Shared<D>>,
    /// The state may hold something beside its own size.
    is_measured: bool,
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
        let is_measured = shared.registered.most_held > 0;
        Some(Box::new(TaskOf { shared, is_measured, held: 0, state }))
    }
}

impl<D: Dissector> Task for TaskOf<D> {
    fn data(&mut self, data: &Data<'_>, work: &mut Work) -> Option<Over> {
        self.tell(work, |dissector, state, emit| dissector.data(state, data, emit))
    }

    fn late(&mut self, data: &Data<'_>, work: &mut Work) -> Option<Over> {
        self.tell(work, |dissector, state, emit| dissector.late(state, data, emit))
    }

    fn gap(&mut self, gap: &Gap, work: &mut Work) -> Option<Over> {
        work.counts[self.shared.place].gaps += 1;
        self.tell(work, |dissector, state, emit| dissector.gap(state, gap, emit))
    }

    fn stage(&mut self, at: &At, work: &mut Work) -> Option<Over> {
        self.tell(work, |dissector, state, emit| dissector.stage(state, at, emit))
    }

    fn end(self: Box<Self>, work: &mut Work) -> Result<(), Failure> {
        let TaskOf { shared, held, state, .. } = *self;
        work.buffered = work.buffered.saturating_sub(held);
        let counts = (&mut *work.counts, shared.place);
        let mut emitter = Emitter::new(&shared.registered, &mut work.emitted, counts);
        let ended = guarded(shared.contains_panics, || shared.dissector.end(state, &mut emitter));
        let counts = &mut work.counts[shared.place];
        let ended = ended.unwrap_or_else(|| {
            counts.panicked += 1;
            Err(Failure::new(PANICKED))
        });
        counts.failed += u64::from(ended.is_err());
        ended
    }

    fn close(self: Box<Self>, work: &mut Work) {
        work.buffered = work.buffered.saturating_sub(self.held);
        self.abandon();
    }

    fn abandon(self: Box<Self>) {
        let TaskOf { shared, state, .. } = *self;
        let _ = guarded(shared.contains_panics, || drop(state));
    }
}

impl<D: Dissector> TaskOf<D> {
    /// Calls the dissector, which `call` tells what there is to tell; how its work ends, if it does.
    #[inline]
    fn tell(
        &mut self,
        work: &mut Work,
        call: impl FnOnce(&D, &mut D::State, &mut Emitter<'_>) -> Result<Then, Failure>,
    ) -> Option<Over> {
        let Shared { dissector, registered, place, contains_panics } = &*self.shared;
        let mut emitter = Emitter::new(registered, &mut work.emitted, (&mut work.counts, *place));
        let told = guarded(*contains_panics, || call(dissector, &mut self.state, &mut emitter));
        match told {
            Some(Ok(Then::GoOn)) if !self.is_measured => None,
            Some(Ok(Then::GoOn)) => self.measure(work),
            Some(Ok(Then::Done)) => Some(self.done(work)),
            Some(Err(failure)) => Some(self.failed(failure, work)),
            None => Some(self.panicked(work)),
        }
    }

    #[cold]
    #[inline(never)]
    fn done(&self, work: &mut Work) -> Over {
        work.counts[self.shared.place].done += 1;
        Over::Done
    }

    #[cold]
    #[inline(never)]
    fn failed(&self, failure: Failure, work: &mut Work) -> Over {
        work.counts[self.shared.place].failed += 1;
        Over::Off(failure)
    }

    #[cold]
    #[inline(never)]
    fn panicked(&self, work: &mut Work) -> Over {
        work.counts[self.shared.place].panicked += 1;
        Over::Off(Failure::new(PANICKED))
    }

    /// Asks how much the state holds; whether that is too much.
    #[inline(never)]
    fn measure(&mut self, work: &mut Work) -> Option<Over> {
        let Shared { dissector, registered, place, contains_panics } = &*self.shared;
        let Some(held) = guarded(*contains_panics, || dissector.held(&self.state)) else {
            return Some(self.panicked(work));
        };
        let why = if held > registered.most_held {
            "it held more than it said it would"
        } else {
            work.buffered = work.buffered.saturating_sub(self.held).saturating_add(held);
            self.held = held;
            if work.buffered <= work.limits.buffered {
                return None;
            }
            "all together held too much"
        };
        work.counts[*place].too_large += 1;
        Some(Over::Off(Failure::new(why)))
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
    use crate::active::Active;
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
        assert!(size_of::<HeldFlow>() + size_of::<Active>() + size_of::<TaskOf<Stateless>>() <= 400);
    }
}
