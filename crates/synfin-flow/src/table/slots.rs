//! Where the flows lie: fixed places that never move, in lists by class, the longest idle first.

use alloc::vec::Vec;
use core::time::Duration;

use crate::class::Class;
use crate::flow::Flow;
use crate::key::SocketPair;

/// The number of a place.
pub(crate) type Place = u32;

/// No place.
pub(crate) const NOWHERE: Place = Place::MAX;

/// Places are made in blocks of so many, so that growing moves nothing.
const BLOCK: usize = 1 << 10;

/// One flow at its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) pair: SocketPair,
    pub(crate) flow: Flow,
    pub(crate) number: u64,
    /// The table's time when its last segment came.
    touched: Duration,
    /// The connection before it on the same sockets, if that is still held.
    pub(crate) older: Place,
    before: Place,
    after: Place,
    class: Class,
    pub(crate) originator_is_low: bool,
}

impl Slot {
    pub(crate) fn new(pair: SocketPair, flow: &Flow, number: u64, originator_is_low: bool) -> Slot {
        Slot {
            pair,
            flow: *flow,
            number,
            touched: Duration::ZERO,
            older: NOWHERE,
            before: NOWHERE,
            after: NOWHERE,
            class: Class::Finished,
            originator_is_low,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct List {
    first: Place,
    last: Place,
}

/// All places, used and free.
#[derive(Debug)]
pub(crate) struct Slots {
    blocks: Vec<Vec<Slot>>,
    free: Vec<Place>,
    lists: [List; Class::ALL.len()],
}

impl Slots {
    pub(crate) fn new() -> Slots {
        let empty = List { first: NOWHERE, last: NOWHERE };
        Slots { blocks: Vec::new(), free: Vec::new(), lists: [empty; Class::ALL.len()] }
    }

    #[inline]
    pub(crate) fn get(&self, place: Place) -> &Slot {
        &self.blocks[place as usize / BLOCK][place as usize % BLOCK]
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, place: Place) -> &mut Slot {
        &mut self.blocks[place as usize / BLOCK][place as usize % BLOCK]
    }

    /// Gives a flow a place, as the last of its class.
    pub(crate) fn insert(&mut self, slot: &Slot, now: Duration) -> Place {
        let place = if let Some(place) = self.free.pop() {
            *self.get_mut(place) = *slot;
            place
        } else {
            if self.blocks.last().is_none_or(|block| block.len() == BLOCK) {
                self.blocks.push(Vec::with_capacity(BLOCK));
            }
            let blocks = self.blocks.len();
            let block = &mut self.blocks[blocks - 1];
            block.push(*slot);
            ((blocks - 1) * BLOCK + block.len() - 1) as Place
        };
        self.append(place, slot.flow.class(), now);
        place
    }

    /// Frees a place; returns what was there.
    pub(crate) fn remove(&mut self, place: Place) -> Slot {
        self.unlink(place);
        self.free.push(place);
        *self.get(place)
    }

    /// Puts a flow at the end of its class's list: something came for it.
    #[inline]
    pub(crate) fn touch(&mut self, place: Place, now: Duration) {
        let slot = self.get_mut(place);
        let class = slot.flow.class();
        if slot.class == class && slot.after == NOWHERE {
            slot.touched = now;
            return;
        }
        self.unlink(place);
        self.append(place, class, now);
    }

    /// The longest idle flow of a class, and when its last segment came.
    pub(crate) fn longest_idle(&self, class: Class) -> Option<(Place, Duration)> {
        let place = self.lists[class as usize].first;
        (place != NOWHERE).then(|| (place, self.get(place).touched))
    }

    /// All places in use.
    pub(crate) fn used(&self) -> impl Iterator<Item = Place> {
        Class::ALL.into_iter().flat_map(move |class| {
            let mut place = self.lists[class as usize].first;
            core::iter::from_fn(move || {
                let here = (place != NOWHERE).then_some(place)?;
                place = self.get(here).after;
                Some(here)
            })
        })
    }

    fn append(&mut self, place: Place, class: Class, now: Duration) {
        let last = self.lists[class as usize].last;
        let slot = self.get_mut(place);
        slot.class = class;
        slot.touched = now;
        slot.before = last;
        slot.after = NOWHERE;
        if last == NOWHERE {
            self.lists[class as usize].first = place;
        } else {
            self.get_mut(last).after = place;
        }
        self.lists[class as usize].last = place;
    }

    fn unlink(&mut self, place: Place) {
        let &Slot { before, after, class, .. } = self.get(place);
        if before == NOWHERE {
            self.lists[class as usize].first = after;
        } else {
            self.get_mut(before).after = after;
        }
        if after == NOWHERE {
            self.lists[class as usize].last = before;
        } else {
            self.get_mut(after).before = before;
        }
    }
}
