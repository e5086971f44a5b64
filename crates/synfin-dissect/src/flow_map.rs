//! Where the connections lie that are held, by their numbers.

use core::hash::{BuildHasherDefault, Hasher};
use std::collections::HashMap;

use slab::Slab;

use crate::filter::Filter;
use crate::held_flow::HeldFlow;

/// Connections that are held.
pub(crate) struct FlowMap {
    /// Those that somebody works on.
    at_work: Filter,
    places: HashMap<u64, usize, BuildHasherDefault<NumberHasher>>,
    flows: Slab<Entry>,
    /// Those that were found last, and where: segments come in trains, of a few connections at once.
    recent: Box<[(u64, usize); RECENT]>,
}

struct Entry {
    held: HeldFlow,
    /// It is in the filter.
    is_counted: bool,
}

/// A power of two.
const RECENT: usize = 64;
/// No connection has this number.
const NOBODY: u64 = u64::MAX;

impl FlowMap {
    pub(crate) fn new() -> FlowMap {
        FlowMap {
            at_work: Filter::new(),
            places: HashMap::default(),
            flows: Slab::new(),
            recent: Box::new([(NOBODY, 0); RECENT]),
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.flows.len()
    }

    /// Whether somebody may be at work on this one; where not, nobody is.
    #[inline]
    pub(crate) fn may_be_at_work(&self, flow: u64) -> bool {
        self.at_work.may_hold(flow)
    }

    /// This one, if it is held.
    #[inline]
    pub(crate) fn get_mut(&mut self, flow: u64) -> Option<&mut HeldFlow> {
        let recent = &mut self.recent[flow as usize % RECENT];
        if recent.0 != flow {
            *recent = (flow, *self.places.get(&flow)?);
        }
        self.flows.get_mut(recent.1).map(|entry| &mut entry.held)
    }

    /// Nobody works on this one any more; it is held on.
    #[cold]
    pub(crate) fn rest(&mut self, flow: u64) {
        let Some(entry) = self.places.get(&flow).and_then(|&place| self.flows.get_mut(place)) else { return };
        if core::mem::take(&mut entry.is_counted) {
            self.at_work.remove(flow);
        }
    }

    /// Holds another one.
    pub(crate) fn insert(&mut self, held: HeldFlow) {
        let (number, is_counted) = (held.number, held.is_at_work());
        if is_counted {
            self.at_work.add(number);
        }
        let place = self.flows.insert(Entry { held, is_counted });
        self.places.insert(number, place);
        self.recent[number as usize % RECENT] = (number, place);
    }

    /// Holds this one no more.
    pub(crate) fn remove(&mut self, flow: u64) -> Option<HeldFlow> {
        let place = self.places.remove(&flow)?;
        let recent = &mut self.recent[flow as usize % RECENT];
        if recent.0 == flow {
            *recent = (NOBODY, 0);
        }
        let Entry { held, is_counted } = self.flows.try_remove(place)?;
        if is_counted {
            self.at_work.remove(flow);
        }
        Some(held)
    }

    /// Takes out all of them.
    pub(crate) fn drain(&mut self) -> Vec<HeldFlow> {
        let flows = core::mem::take(&mut self.flows);
        *self = FlowMap::new();
        flows.into_iter().map(|(_, entry)| entry.held).collect()
    }
}

/// Spreads numbers that follow on each other; nobody who makes a capture chooses them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, octets: &[u8]) {
        for &octet in octets {
            self.write_u64(self.0 ^ u64::from(octet));
        }
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        // The golden ratio's fraction: its multiples lie as far apart as they can.
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
