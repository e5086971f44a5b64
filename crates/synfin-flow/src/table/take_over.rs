//! Several tables become one, which goes on as if it had been one from the start.

use alloc::vec;
use alloc::vec::Vec;

use crate::table::address::hash_of;
use crate::table::flow_table::FlowTable;
use crate::table::limits::Limits;
use crate::table::lists::ListName;
use crate::table::place::{NOWHERE, Place};
use crate::table::rares::Rares;
use crate::table::slots::{OCTETS_PER_PLACE, Slots, octets_of};

/// How much one table would hold that holds the flows of several.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    /// Flows.
    pub(super) live: u64,
    /// Blocks for what is rare that were lent at most at once.
    pub(super) most_rares: u64,
}

impl Held {
    /// Whether so many segments more could not make a table under these limits end a flow for another's sake: each may open
    /// one, and may need a block for what is rare.
    pub(super) fn has_room_for(self, segments: u64, limits: &Limits) -> bool {
        let (live, rares) = (self.live.saturating_add(segments), self.most_rares.saturating_add(segments));
        let octets =
            live.saturating_mul(OCTETS_PER_PLACE).saturating_add(rares.saturating_mul(Rares::OCTETS));
        live <= u64::from(limits.max_flows.get()) && octets <= octets_of(limits.max_flows)
    }
}

impl FlowTable {
    /// Flows of which something is rare.
    #[inline]
    pub(super) fn rares_lent(&self) -> u64 {
        self.slots.rares.lent()
    }

    /// One table that holds the flows of several, which know nothing of time, share no pair of sockets, and have no flow that
    /// waits to be asked for; the frames of their segments increase. `most_rares` blocks for what is rare it would have made.
    ///
    /// What is held is at most that of all tables, and that of one of them once more.
    pub(super) fn merged(limits: Limits, tables: Vec<FlowTable>, most_rares: u64) -> FlowTable {
        let mut whole = FlowTable::new(limits);
        let mut by_last_frame = Vec::new();
        for table in tables {
            whole.books = whole.books.with(table.books);
            whole.take_over(&table.slots, &mut by_last_frame);
        }
        whole.slots.lists.disorder();
        // Lists hold flows in the order of their last segments.
        by_last_frame.sort_unstable();
        for (_, place) in by_last_frame {
            whole.slots.enlist(place);
        }
        whole.slots.rares.make(most_rares);
        whole
    }

    fn take_over(&mut self, slots: &Slots, by_last_frame: &mut Vec<(u64, Place)>) {
        let mut moved = vec![NOWHERE; slots.places.len()];
        let mut is_older = vec![false; slots.places.len()];
        for from in slots.lists.used() {
            let to = self.slots.adopt(slots, from);
            if let Some(place) = moved.get_mut(from as usize) {
                *place = to;
            }
            by_last_frame.push((slots.load(from).last_frame(), to));
        }
        let now = |from: Place| moved.get(from as usize).copied().unwrap_or(NOWHERE);
        for from in slots.lists.used() {
            let older = slots.older(from);
            if older != NOWHERE {
                self.slots.set_older(now(from), now(older));
                if let Some(is_older) = is_older.get_mut(older as usize) {
                    *is_older = true;
                }
            }
        }
        for from in slots.lists.used().filter(|&from| is_older.get(from as usize) == Some(&false)) {
            let hash = hash_of(self.limits.hash_key, slots.pair(from));
            self.index.insert(hash, now(from));
        }
    }
}

impl Slots {
    /// Copies a flow of other slots, into no list yet; returns where it is.
    fn adopt(&mut self, others: &Slots, from: Place) -> Place {
        let mut slot = *others.places.get(from);
        if let Some(rare) = others.rares.get(slot.rare) {
            slot.rare = self.rares.lend(rare);
        }
        self.lists.grow();
        self.places.push(slot)
    }

    /// Puts a flow at the end of its list.
    fn enlist(&mut self, place: Place) {
        let slot = self.places.get(place);
        self.lists.append(ListName::of(slot.packed.class(), slot.rare != NOWHERE), place);
    }
}
