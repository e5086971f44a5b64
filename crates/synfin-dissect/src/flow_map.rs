//! Where the connections lie that are held, by their numbers.

use core::hash::{BuildHasherDefault, Hasher};
use std::collections::HashMap;

use crate::filter::Filter;
use crate::held_flow::{Claim, HeldFlow};

/// Connections that are held.
pub(crate) struct FlowMap {
    /// Those that somebody works on.
    at_work: Filter,
    places: HashMap<u64, usize, BuildHasherDefault<NumberHasher>>,
    /// Those that are held, and places that are free, which have no number of a connection.
    flows: Vec<HeldFlow>,
    free: Vec<usize>,
    /// Where those lie that were found last: segments come in trains, of a few connections at once.
    recent: [usize; RECENT],
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
            flows: Vec::new(),
            free: Vec::new(),
            recent: [0; RECENT],
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether somebody may be at work on this one; where not, nobody is.
    #[inline]
    pub(crate) fn may_be_at_work(&self, flow: u64) -> bool {
        self.at_work.may_hold(flow)
    }

    /// This one, if it is held.
    #[inline]
    pub(crate) fn get_mut(&mut self, flow: u64) -> Option<&mut HeldFlow> {
        let recent = self.recent[flow as usize % RECENT];
        let place = match self.flows.get(recent) {
            Some(held) if held.number == flow => recent,
            _ => self.look_up(flow)?,
        };
        self.flows.get_mut(place)
    }

    #[inline(never)]
    fn look_up(&mut self, flow: u64) -> Option<usize> {
        let place = *self.places.get(&flow)?;
        self.recent[flow as usize % RECENT] = place;
        Some(place)
    }

    /// The same, to look at.
    pub(crate) fn get(&self, flow: u64) -> Option<&HeldFlow> {
        self.flows.get(*self.places.get(&flow)?)
    }

    /// Nobody works on this one any more; it is held on.
    #[cold]
    pub(crate) fn rest(&mut self, flow: u64) {
        if let Some(held) = self.get_mut(flow)
            && core::mem::take(&mut held.is_in_filter)
        {
            self.at_work.remove(flow);
        }
    }

    /// Holds another one.
    pub(crate) fn insert(&mut self, mut held: HeldFlow) {
        let number = held.number;
        held.is_in_filter = held.is_at_work();
        if held.is_in_filter {
            self.at_work.add(number);
        }
        let place = self.free.pop().unwrap_or(self.flows.len());
        if let Some(free) = self.flows.get_mut(place) {
            *free = held;
        } else {
            self.flows.push(held);
        }
        self.places.insert(number, place);
        self.recent[number as usize % RECENT] = place;
    }

    /// Holds this one no more.
    pub(crate) fn remove(&mut self, flow: u64) -> Option<HeldFlow> {
        let place = self.places.remove(&flow)?;
        let held = core::mem::replace(self.flows.get_mut(place)?, HeldFlow::new(NOBODY));
        self.free.push(place);
        if held.is_in_filter {
            self.at_work.remove(flow);
        }
        Some(held)
    }

    /// Takes out all of them.
    pub(crate) fn drain(&mut self) -> Vec<HeldFlow> {
        let mut flows = core::mem::take(&mut self.flows);
        *self = FlowMap::new();
        flows.retain(|held| held.number != NOBODY);
        flows
    }
}

/// A state may panic as it goes.
impl Drop for FlowMap {
    fn drop(&mut self) {
        for held in &mut self.flows {
            if let Claim::By(active) = core::mem::replace(&mut held.claim, Claim::Over) {
                active.into_task().abandon();
            }
        }
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
