//! Calling dissectors, within bounds.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::counts::Counts;
use crate::emission::Emissions;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::InFlow;
use crate::flow_info::FlowInfo;
use crate::held_flow::{HeldFlow, Task};
use crate::lane::Lane;
use crate::limits::DissectionLimits;
use crate::registry::Registry;
use crate::then::Then;

/// The states of all dissectors, and what they tell.
pub(crate) struct Work {
    pub(crate) lanes: Vec<Box<dyn Lane>>,
    pub(crate) counts: Vec<Counts>,
    /// What was told with the segment at hand.
    pub(crate) emitted: Emissions,
    /// What all states hold beside their own sizes, and first octets that nobody claimed yet.
    pub(crate) buffered: usize,
    /// Octets of all values that are kept.
    pub(crate) kept: usize,
    pub(crate) limits: DissectionLimits,
    contains_panics: bool,
}

/// How the work of a dissector on a connection ends.
#[derive(Clone, Debug)]
pub(crate) enum Over {
    /// It told all that it could.
    Done,
    /// It failed, panicked, or held too much.
    Off(Failure),
}

impl Work {
    pub(crate) fn new(registry: &Registry, limits: DissectionLimits) -> Work {
        Work {
            lanes: registry.dissectors().iter().map(|registered| registered.lane()).collect(),
            counts: vec![Counts::default(); registry.len()],
            emitted: Emissions::default(),
            buffered: 0,
            kept: 0,
            limits,
            contains_panics: registry.contains_panics(),
        }
    }

    /// A state for a connection, unless the dissector panics.
    pub(crate) fn open(&mut self, dissector: u16, info: &FlowInfo) -> Option<usize> {
        let at = usize::from(dissector);
        self.counts[at].claimed += 1;
        let lane = &mut self.lanes[at];
        let opened = guarded(self.contains_panics, || lane.open(info));
        self.counts[at].panicked += u64::from(opened.is_none());
        opened
    }

    /// Calls a dissector, which `call` tells what there is to tell; how its work ends, if it does. Its state is dropped then.
    #[inline]
    pub(crate) fn tell(
        &mut self,
        registry: &Registry,
        task: &mut Task,
        call: impl FnOnce(&mut dyn Lane, usize, &mut Emitter<'_>) -> Result<Then, Failure>,
    ) -> Option<Over> {
        let at = usize::from(task.dissector);
        let registered = &registry.dissectors()[at];
        let (lane, counts) = (&mut *self.lanes[at], &mut self.counts[at]);
        let before = self.emitted.len();
        let mut emitter = Emitter::new(registered, &mut self.emitted, &mut counts.fields_lost);
        let told = guarded(self.contains_panics, || call(lane, task.place, &mut emitter));
        counts.fields += (self.emitted.len() - before) as u64;
        if let Some(Ok(Then::GoOn)) = told
            && registered.most_held == 0
        {
            return None;
        }
        self.weigh(registered.most_held, task, told)
    }

    /// What a call that was made comes to.
    #[inline(never)]
    fn weigh(
        &mut self,
        most_held: usize,
        task: &mut Task,
        told: Option<Result<Then, Failure>>,
    ) -> Option<Over> {
        let at = usize::from(task.dissector);
        let counts = &mut self.counts[at];
        let over = match told {
            Some(Ok(Then::GoOn)) => {
                let why = self.measure(most_held, task)?;
                self.counts[at].too_large += 1;
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
                Over::Off(Failure::new("it panicked"))
            }
        };
        self.close(task);
        Some(over)
    }

    /// Asks how much a state holds; why that is too much, if it is.
    fn measure(&mut self, most_held: usize, task: &mut Task) -> Option<&'static str> {
        let lane = &self.lanes[usize::from(task.dissector)];
        let held = guarded(self.contains_panics, || lane.held(task.place)).unwrap_or(usize::MAX);
        self.buffered = self.buffered.saturating_sub(task.held).saturating_add(held);
        task.held = held;
        if held > most_held {
            Some("it held more than it said it would")
        } else if self.buffered > self.limits.buffered {
            Some("all together held too much")
        } else {
            None
        }
    }

    /// Drops a state.
    pub(crate) fn close(&mut self, task: &Task) {
        let lane = &mut self.lanes[usize::from(task.dissector)];
        let _ = guarded(self.contains_panics, || lane.close(task.place));
        self.buffered = self.buffered.saturating_sub(task.held);
    }

    /// Tells a dissector that the connection leaves; drops its state.
    pub(crate) fn end(&mut self, registry: &Registry, task: &Task) -> Result<(), Failure> {
        let at = usize::from(task.dissector);
        let registered = &registry.dissectors()[at];
        let (lane, counts) = (&mut self.lanes[at], &mut self.counts[at]);
        let before = self.emitted.len();
        let mut emitter = Emitter::new(registered, &mut self.emitted, &mut counts.fields_lost);
        let ended = guarded(self.contains_panics, || lane.end(task.place, &mut emitter));
        counts.fields += (self.emitted.len() - before) as u64;
        let ended = ended.unwrap_or_else(|| {
            counts.panicked += 1;
            Err(Failure::new("it panicked"))
        });
        counts.failed += u64::from(ended.is_err());
        self.buffered = self.buffered.saturating_sub(task.held);
        ended
    }

    /// Keeps of what was told with the segment at hand what belongs into the row of the connection.
    #[inline(never)]
    pub(crate) fn keep(&mut self, held: &mut HeldFlow) {
        let Some(by) = held.claimed_by else { return };
        for emission in &self.emitted {
            match emission.in_flow {
                InFlow::Never => continue,
                InFlow::First => {
                    if let Some(first) = held.kept.first_of(&emission.field) {
                        first.more = first.more.saturating_add(1);
                        continue;
                    }
                }
                InFlow::Every => {}
            }
            let size = emission.size();
            if held.kept.len() >= DissectionLimits::MOST_KEPT
                || held.kept_octets.saturating_add(size) > DissectionLimits::MOST_KEPT_OCTETS
                || self.kept.saturating_add(size) > self.limits.kept
            {
                self.counts[usize::from(by)].not_kept += 1;
                continue;
            }
            held.kept_octets += size;
            self.kept += size;
            held.kept.push(emission.clone());
        }
    }
}

/// Calls, and tells nothing where a panic was contained.
#[inline]
fn guarded<T>(contains: bool, call: impl FnOnce() -> T) -> Option<T> {
    if contains { catch_unwind(AssertUnwindSafe(call)).ok() } else { Some(call()) }
}
