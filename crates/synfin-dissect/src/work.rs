//! Calling dissectors, within bounds.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::counts::Counts;
use crate::emission::Emissions;
use crate::emitter::Emitter;
use crate::failure::Failure;
use crate::field::InFlow;
use crate::flow_info::FlowInfo;
use crate::held_flow::{Active, HeldFlow};
use crate::lane::{Event, Lane};
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

    /// Tells a dissector what there is to tell; how its work ends, if it does. Its state is dropped then.
    #[inline]
    pub(crate) fn tell(
        &mut self,
        registry: &Registry,
        active: &mut Active,
        event: &Event<'_>,
    ) -> Option<Over> {
        let at = usize::from(active.dissector);
        let registered = &registry.dissectors()[at];
        let (lane, counts) = (&mut self.lanes[at], &mut self.counts[at]);
        let before = self.emitted.len();
        let mut emitter =
            Emitter::new(&registered.name, &registered.fields, &mut self.emitted, &mut counts.fields_lost);
        let told = guarded(self.contains_panics, || lane.tell(active.place, event, &mut emitter));
        counts.fields += (self.emitted.len() - before) as u64;
        match told {
            Some(Ok(Then::GoOn)) if registered.most_held == 0 => return None,
            Some(Ok(Then::GoOn)) => {}
            Some(Ok(Then::Done)) => {
                counts.done += 1;
                self.close(active);
                return Some(Over::Done);
            }
            Some(Err(failure)) => {
                counts.failed += 1;
                self.close(active);
                return Some(Over::Off(failure));
            }
            None => {
                counts.panicked += 1;
                self.close(active);
                return Some(Over::Off(Failure::new("it panicked")));
            }
        }
        let held = guarded(self.contains_panics, || lane.held(active.place)).unwrap_or(usize::MAX);
        self.buffered = self.buffered.saturating_sub(active.held).saturating_add(held);
        active.held = held;
        let why = if held > registered.most_held {
            "it held more than it said it would"
        } else if self.buffered > self.limits.buffered {
            "all together held too much"
        } else {
            return None;
        };
        counts.too_large += 1;
        self.close(active);
        Some(Over::Off(Failure::new(why)))
    }

    /// Drops a state.
    pub(crate) fn close(&mut self, active: &Active) {
        let lane = &mut self.lanes[usize::from(active.dissector)];
        let _ = guarded(self.contains_panics, || lane.close(active.place));
        self.buffered = self.buffered.saturating_sub(active.held);
    }

    /// Tells a dissector that the connection leaves; drops its state.
    pub(crate) fn end(&mut self, registry: &Registry, active: &Active) -> Result<(), Failure> {
        let at = usize::from(active.dissector);
        let registered = &registry.dissectors()[at];
        let (lane, counts) = (&mut self.lanes[at], &mut self.counts[at]);
        let before = self.emitted.len();
        let mut emitter =
            Emitter::new(&registered.name, &registered.fields, &mut self.emitted, &mut counts.fields_lost);
        let ended = guarded(self.contains_panics, || lane.end(active.place, &mut emitter));
        counts.fields += (self.emitted.len() - before) as u64;
        let ended = ended.unwrap_or_else(|| {
            counts.panicked += 1;
            Err(Failure::new("it panicked"))
        });
        counts.failed += u64::from(ended.is_err());
        self.buffered = self.buffered.saturating_sub(active.held);
        ended
    }

    /// Keeps of what was told with the segment at hand what belongs into the row of the connection.
    pub(crate) fn keep(&mut self, held: &mut HeldFlow) {
        let Some(by) = held.claimed_by else { return };
        for emission in &self.emitted {
            let is_wanted = match emission.in_flow {
                InFlow::Never => false,
                InFlow::First => held.kept.iter().all(|kept| kept.field != emission.field),
                InFlow::Every => true,
            };
            if !is_wanted {
                continue;
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
