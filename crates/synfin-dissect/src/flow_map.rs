//! Where the connections lie that are held, by their numbers.

use core::hash::{BuildHasherDefault, Hasher};
use std::collections::HashMap;

use slab::Slab;

use crate::filter::Filter;
use crate::held_flow::HeldFlow;

/// Connections that are held.
pub(crate) struct FlowMap {
    filter: Filter,
    places: HashMap<u64, usize, BuildHasherDefault<NumberHasher>>,
    flows: Slab<HeldFlow>,
    /// The last that was found: segments come in trains.
    last: (u64, usize),
}

/// No connection has this number.
const NOBODY: u64 = u64::MAX;

impl FlowMap {
    pub(crate) fn new() -> FlowMap {
        let (places, flows) = (HashMap::default(), Slab::new());
        FlowMap { filter: Filter::new(), places, flows, last: (NOBODY, 0) }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.flows.len()
    }

    /// Whether this one may be held; where not, it is not.
    #[inline]
    pub(crate) fn may_hold(&self, flow: u64) -> bool {
        self.filter.may_hold(flow)
    }

    /// This one, if it is held.
    #[inline]
    pub(crate) fn get_mut(&mut self, flow: u64) -> Option<&mut HeldFlow> {
        if self.last.0 != flow {
            self.last = (flow, *self.places.get(&flow)?);
        }
        self.flows.get_mut(self.last.1)
    }

    /// The same, to look at.
    pub(crate) fn get(&self, flow: u64) -> Option<&HeldFlow> {
        if !self.may_hold(flow) {
            return None;
        }
        self.flows.get(*self.places.get(&flow)?)
    }

    /// Holds another one.
    pub(crate) fn insert(&mut self, held: HeldFlow) -> &mut HeldFlow {
        let number = held.number;
        let place = self.flows.insert(held);
        self.places.insert(number, place);
        self.filter.add(number);
        self.last = (number, place);
        &mut self.flows[place]
    }

    /// Holds this one no more.
    pub(crate) fn remove(&mut self, flow: u64) -> Option<HeldFlow> {
        let place = self.places.remove(&flow)?;
        self.last = (NOBODY, 0);
        self.filter.remove(flow);
        self.flows.try_remove(place)
    }

    /// Takes out all of them.
    pub(crate) fn drain(&mut self) -> Vec<HeldFlow> {
        let flows = core::mem::take(&mut self.flows);
        *self = FlowMap::new();
        flows.into_iter().map(|(_, held)| held).collect()
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
