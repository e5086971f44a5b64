//! The dissectors at work on the connections of a capture.

use core::fmt;
use std::collections::HashMap;

use synfin_flow::segment_vars::SegmentVars;
use synfin_flow::verdict::Verdict;

use crate::active_end::index;
use crate::asked::{Asked, Decision};
use crate::claims::MOST_DEPTH;
use crate::counts::Counts;
use crate::dissected::Dissected;
use crate::emission::Emissions;
use crate::flow_map::FlowMap;
use crate::held_flow::{Claim, HeldFlow, Undecided};
use crate::limits::DissectionLimits;
use crate::name::Name;
use crate::registry::Registry;
use crate::segment_told::{SegmentTold, Sockets, is_first};
use crate::telling::{claim, end_work, go_on};
use crate::work::{Over, Work};

/// The dissectors at work on the connections of a capture, or of a part of it.
///
/// Give it the segments in capture order, those that it [wants](Dissection::wants); take from it what was
/// [told](Dissection::emitted) with each, and what was told of each connection when that [ends](Dissection::end).
pub struct Dissection {
    asked: Asked,
    flows: FlowMap,
    work: Work,
    /// The frame that the last fields were told with.
    frame: u64,
    /// Numbers under which connections were entered that will get others; none where they do not.
    provisional: Option<Vec<u64>>,
    /// What was told of connections that have left.
    left: HashMap<u64, Dissected>,
}

impl Dissection {
    /// Nothing is held yet.
    pub fn new(registry: Registry, limits: DissectionLimits) -> Dissection {
        let work = Work::new(registry.len(), limits);
        Dissection {
            work,
            asked: Asked::new(registry),
            flows: FlowMap::new(),
            frame: 0,
            provisional: None,
            left: HashMap::new(),
        }
    }

    /// The dissectors that are asked.
    pub const fn registry(&self) -> &Registry {
        &self.asked.registry
    }

    /// Whether a segment of this connection, between these ports, means anything to a dissector, or may.
    #[inline]
    pub fn wants(&self, flow: u64, verdict: &Verdict, vars: &SegmentVars, ports: [u16; 2]) -> bool {
        self.flows.may_be_at_work(flow) || self.asked.may_mean(verdict, vars, ports)
    }

    /// Takes a segment.
    #[inline]
    pub fn observe(&mut self, told: &SegmentTold<'_>) {
        let Dissection { flows, work, .. } = self;
        if !work.emitted.is_empty() {
            work.emitted.clear();
        }
        let SegmentTold { flow, verdict, vars, ports, sockets, payload } = *told;
        if let Some(HeldFlow { claim: Claim::By(active), .. }) = flows.get_mut(flow)
            && active.is_plain()
        {
            if vars.payload_len == 0 {
                return;
            }
            // Made here and copied nowhere.
            if let Some(data) = active.take_next(told) {
                match active.tell(&data, work) {
                    None if work.emitted.is_empty() => {}
                    over => self.settle(flow, vars.frame, over),
                }
                return;
            }
        }
        // In pieces: a reference to the whole would have it written to memory on the usual way too.
        self.observe_unusual(flow, verdict, vars, ports, sockets, payload);
    }

    #[inline(never)]
    fn observe_unusual(
        &mut self,
        flow: u64,
        verdict: &Verdict,
        vars: &SegmentVars,
        ports: [u16; 2],
        sockets: &dyn Sockets,
        payload: &[u8],
    ) {
        let told = SegmentTold { flow, verdict, vars, ports, sockets, payload };
        let Dissection { asked, flows, work, .. } = self;
        if let Some(held) = flows.get_mut(flow) {
            let was_at_work = held.is_at_work();
            go_on(asked, work, held, &told);
            if was_at_work {
                self.settle(flow, vars.frame, None);
            }
        } else if asked.may_begin(verdict, vars, ports) {
            self.begin(&told);
        }
    }

    /// Something may have been told of this connection, or the work on it may be over.
    fn settle(&mut self, flow: u64, frame: u64, over: Option<Over>) {
        self.frame = frame;
        let Some(held) = self.flows.get_mut(flow) else { return };
        if let Some(over) = over {
            end_work(&mut self.work, held, over);
        }
        held.keep(&mut self.work);
        if !held.is_at_work() {
            self.flows.rest(flow);
        }
    }

    /// What was told with this frame, if it was the last that was observed.
    #[inline]
    pub fn emitted(&self, frame: u64) -> &Emissions {
        if self.frame == frame { &self.work.emitted } else { Emissions::NONE }
    }

    /// The same, to keep.
    #[inline]
    pub fn take_emitted(&mut self, frame: u64) -> Emissions {
        if self.frame == frame { core::mem::take(&mut self.work.emitted) } else { Emissions::default() }
    }

    /// A connection that is not held, and may be claimed.
    #[cold]
    fn begin(&mut self, told: &SegmentTold<'_>) {
        let Dissection { asked, work, .. } = self;
        self.frame = told.vars.frame;
        let info = told.flow_info();
        let brings_octets = told.brings_octets();
        let brings_first = brings_octets && is_first(told.verdict, told.vars) && !told.payload.is_empty();
        let decision = if !brings_octets {
            asked.at_the_handshake(&info)
        } else if brings_first {
            asked.decide(&info, Some(told.payload), told.is_cut(), &mut work.counts)
        } else {
            asked.decide(&info, None, true, &mut work.counts)
        };
        let mut held = HeldFlow::new(told.flow);
        match decision {
            Decision::Of(dissector) => {
                if self.flows.len() >= work.limits.flows.get() as usize {
                    work.counts[usize::from(dissector)].refused += 1;
                    return;
                }
                claim(asked, work, &mut held, dissector, &info);
            }
            Decision::Later if brings_octets => {
                let room = work.limits.buffered.saturating_sub(work.buffered);
                if self.flows.len() >= work.limits.flows.get() as usize || room < 2 * MOST_DEPTH {
                    return;
                }
                held.claim = Claim::Undecided(Box::new(Undecided { info, first: Default::default() }));
            }
            // What claims by port is not asked again about octets in the middle.
            Decision::Nobody if asked.by_port(info.originator.port(), info.responder.port()) => {
                let room = work.limits.buffered.saturating_sub(work.buffered);
                if self.flows.len() >= work.limits.flows.get() as usize {
                    return;
                }
                // The other direction is, as it would be had these octets come one by one.
                if brings_first && room >= 2 * MOST_DEPTH {
                    let mut undecided = Undecided { info, first: Default::default() };
                    undecided.first[index(told.direction_in(&info))].is_nobodys = true;
                    held.claim = Claim::Undecided(Box::new(undecided));
                }
            }
            Decision::Nobody | Decision::Later => return,
        }
        if let Some(provisional) = &mut self.provisional {
            provisional.push(told.flow);
        }
        go_on(asked, work, &mut held, told);
        held.keep(work);
        self.flows.insert(held);
    }

    /// The connection of this number has left. What was told of it waits to be [taken](Dissection::end).
    pub fn leave(&mut self, flow: u64) {
        if let Some(dissected) = self.end_held(flow) {
            self.left.insert(flow, dissected);
        }
    }

    /// What was told of the connection of this number, which leaves now or has left, if somebody claimed it.
    pub fn end(&mut self, flow: u64) -> Option<Dissected> {
        if !self.left.is_empty()
            && let Some(dissected) = self.left.remove(&flow)
        {
            return Some(dissected);
        }
        self.end_held(flow)
    }

    fn end_held(&mut self, flow: u64) -> Option<Dissected> {
        let mut held = self.flows.remove(flow)?;
        let Dissection { asked, work, .. } = self;
        // What was told with the segment at hand stays.
        let emitted = core::mem::take(&mut work.emitted);
        match core::mem::replace(&mut held.claim, Claim::Over) {
            Claim::Over => {}
            Claim::Undecided(undecided) => work.buffered = work.buffered.saturating_sub(undecided.held()),
            Claim::By(active) => {
                held.failure = active.into_task().end(work).err();
                held.keep(work);
            }
        }
        work.emitted = emitted;
        work.kept = work.kept.saturating_sub(held.kept_octets);
        let claimed_by = asked.registry.registered_at(usize::from(held.claimed_by?))?.name.clone();
        Some(Dissected { claimed_by: vec![claimed_by], fields: held.kept, failure: held.failure })
    }

    /// What was told so far of the connection of this number, which goes on, if somebody claimed it.
    pub fn so_far(&self, flow: u64) -> Option<Dissected> {
        let held = self.flows.get(flow)?;
        let claimed_by = self.asked.registry.registered_at(usize::from(held.claimed_by?))?.name.clone();
        Some(Dissected {
            claimed_by: vec![claimed_by],
            fields: held.kept.clone(),
            failure: held.failure.clone(),
        })
    }

    /// How often what happened to each dissector, in the order of the registry.
    pub fn counts(&self) -> &[Counts] {
        &self.work.counts
    }

    /// The same, each with the name of its dissector.
    pub fn named_counts(&self) -> impl Iterator<Item = (Name, Counts)> {
        let registered = self.asked.registry.registered();
        registered.map(|registered| registered.name.clone()).zip(self.work.counts.iter().copied())
    }

    /// Octets that states hold beside their own sizes, and octets of the values that are kept.
    pub const fn holds(&self) -> [usize; 2] {
        [self.work.buffered, self.work.kept]
    }

    /// From now on the numbers of connections that are entered are provisional, until they are
    /// [replaced](Dissection::renumber).
    pub fn number_provisionally(&mut self) {
        self.provisional = Some(Vec::new());
    }

    /// From now on the numbers of connections that are entered are final, as those of all that are held are.
    pub fn number_finally(&mut self) {
        self.provisional = None;
    }

    /// Gives the connections that were entered since the last time their final numbers.
    pub fn renumber(&mut self, final_number: impl Fn(u64) -> u64) {
        let Some(provisional) = &mut self.provisional else { return };
        let mut entered = Vec::new();
        for number in provisional.drain(..) {
            entered.extend(self.flows.remove(number));
            if let Some(dissected) = self.left.remove(&number) {
                // No number that is final is a provisional one too.
                self.left.insert(final_number(number), dissected);
            }
        }
        for held in entered {
            self.flows.insert(HeldFlow { number: final_number(held.number), ..held });
        }
    }

    /// Takes over all that another one of the same registry holds, whose numbers are final.
    pub fn take_over(&mut self, mut other: Dissection) {
        for held in other.flows.drain() {
            self.flows.insert(held);
        }
        self.left.extend(other.left);
        self.work.counts.iter_mut().zip(other.work.counts).for_each(|(own, counts)| *own += counts);
        self.work.buffered += other.work.buffered;
        self.work.kept += other.work.kept;
    }
}

impl fmt::Debug for Dissection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dissection")
            .field("registry", &self.asked.registry)
            .field("flows", &self.flows.len())
            .field("counts", &self.work.counts)
            .finish_non_exhaustive()
    }
}
