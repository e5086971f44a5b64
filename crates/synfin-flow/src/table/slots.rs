//! Where the flows lie: fixed places that never move, within a bound of octets.

use alloc::vec::Vec;
use core::cmp::Reverse;
use core::num::NonZeroU32;
use core::time::Duration;

use crate::class::Class;
use crate::direction::Direction;
use crate::flow::Flow;
use crate::key::SocketPair;
use crate::outcome::Ended;
use crate::segment_vars::SegmentVars;
use crate::table::blocks::Blocks;
use crate::table::clock::TableTime;
use crate::table::ended_flow::EndedFlow;
use crate::table::index::Index;
use crate::table::lists::{Links, ListName, Lists};
use crate::table::measured::Measured;
use crate::table::octets::Octets;
use crate::table::packed_flow::PackedFlow;
use crate::table::place::{NOWHERE, Place};
use crate::table::rare::Rare;
use crate::table::rares::Rares;
use crate::table::seen::Seen;

/// Octets that a flow takes in all, on average, where as many are held as may be.
const OCTETS_PER_FLOW: u64 = 256;
/// Octets that a place takes: the slot and its links.
pub(super) const OCTETS_PER_PLACE: u64 = (size_of::<Slot>() + size_of::<Links>()) as u64;
/// A smaller table than this is allowed as many octets as this one.
const SMALLEST: u64 = 4096;

/// One flow at its place: three and a half lines of a cache, and never touching more than four.
#[derive(Clone, Copy, Debug)]
// In this order, so that what is approached lies in each of its lines.
#[repr(C, align(32))]
pub(super) struct Slot {
    pair: SocketPair,
    pub(super) packed: PackedFlow,
    /// The flow's number, and whether its originator is the lower socket in the lowest bit.
    pub(super) number: Octets<6>,
    /// The table's time when its last segment came, in ticks.
    touched: Octets<5>,
    pub(super) rare: Place,
}

impl Slot {
    /// Reads something of each line of the cache that it lies in.
    #[inline]
    fn approach(&self) -> u32 {
        u32::from(self.pair.low().port()) ^ self.packed.approach() ^ self.touched.get() as u32
    }
}

const _: () = assert!(size_of::<Slot>() == 224);

/// Octets that the places and the blocks of a table of so many flows may take: what the index leaves them, which no hash decides.
pub(super) fn octets_of(max_flows: NonZeroU32) -> u64 {
    let flows = u64::from(max_flows.get()).max(SMALLEST);
    OCTETS_PER_FLOW.saturating_mul(flows).saturating_sub(Index::octets_for(max_flows))
}

/// All places, used and free.
#[derive(Debug)]
pub(crate) struct Slots {
    pub(super) places: Blocks<Slot>,
    pub(super) lists: Lists,
    pub(super) rares: Rares,
    /// Octets that may be taken, once and for all: what is given back is used again.
    octets: u64,
}

impl Slots {
    pub(crate) fn new(max_flows: NonZeroU32) -> Slots {
        let octets = octets_of(max_flows);
        Slots { places: Blocks::new(), lists: Lists::new(), rares: Rares::new(), octets }
    }

    fn may_take(&self, octets: u64) -> bool {
        let of_places = (self.places.len() as u64).saturating_mul(OCTETS_PER_PLACE);
        let of_rares = self.rares.made().saturating_mul(Rares::OCTETS);
        of_places.saturating_add(of_rares).saturating_add(octets) <= self.octets
    }

    /// Whether there is a place for one flow more.
    pub(crate) fn has_room(&self) -> bool {
        self.lists.has_free() || self.may_take(OCTETS_PER_PLACE)
    }

    /// Whether there is a block for what is rare of one flow more.
    fn has_room_for_rare(&self) -> bool {
        self.rares.has_free() || self.may_take(Rares::OCTETS)
    }

    #[inline]
    pub(crate) fn pair(&self, place: Place) -> &SocketPair {
        &self.places.get(place).pair
    }

    #[inline]
    pub(crate) fn number(&self, place: Place) -> u64 {
        self.places.get(place).number.get() >> 1
    }

    #[inline]
    pub(crate) fn originator_is_low(&self, place: Place) -> bool {
        self.places.get(place).number.get() & 1 != 0
    }

    /// Says that the originator is the other socket.
    pub(crate) fn swap_roles(&mut self, place: Place) {
        let slot = self.places.get_mut(place);
        slot.number = Octets::low_of(slot.number.get() ^ 1);
    }

    /// The connection before it on the same sockets, if that is still held.
    pub(crate) fn older(&self, place: Place) -> Place {
        self.lists.older(place)
    }

    pub(crate) fn set_older(&mut self, place: Place, older: Place) {
        self.lists.set_older(place, older);
    }

    /// The flow at a place.
    pub(crate) fn load(&self, place: Place) -> Flow {
        let mut flow = Flow::BLANK;
        self.load_into(place, &mut flow);
        flow
    }

    /// The flow at a place, in place of another one.
    #[inline]
    pub(crate) fn load_into(&self, place: Place, flow: &mut Flow) {
        let slot = self.places.get(place);
        slot.packed.unpack(flow);
        if let Some(rare) = self.rares.get(slot.rare) {
            rare.restore(flow);
        }
    }

    /// Gives a new flow a place; the flow itself is yet to be stored there.
    pub(crate) fn insert(&mut self, pair: SocketPair, number: u64, low: bool, now: TableTime) -> Place {
        let number = Octets::low_of(number << 1 | u64::from(low));
        let slot = Slot { pair, packed: PackedFlow::BLANK, number, touched: ticks(now), rare: NOWHERE };
        let place = if let Some(place) = self.lists.take_free() {
            *self.places.get_mut(place) = slot;
            place
        } else {
            self.lists.grow();
            self.places.push(slot)
        };
        self.lists.append(ListName::of(PackedFlow::BLANK.class(), false), place);
        place
    }

    /// Keeps the flow at its place after a segment, as the last of its class.
    ///
    /// False when something of it is rare and there is no block for that: one must be given back first.
    #[inline]
    #[must_use]
    pub(crate) fn store(&mut self, place: Place, flow: &Flow, now: TableTime) -> bool {
        let measured = Measured::of(flow);
        let needs_rare = measured.needs_rare;
        let slot = self.places.get(place);
        let (rare, list) = (slot.rare, ListName::of(slot.packed.class(), slot.rare != NOWHERE));
        let Some(rare) = self.keep_rare(rare, flow, needs_rare) else { return false };
        let slot = self.places.get_mut(place);
        slot.packed.pack(flow, &measured);
        slot.touched = ticks(now);
        slot.rare = rare;
        let next = ListName::of(slot.packed.class(), needs_rare);
        if next == list {
            self.lists.bring_to_end(list, place);
        } else {
            self.lists.take_out(list, place);
            self.lists.append(next, place);
        }
        true
    }

    /// Lets the flow at a place observe a segment of the usual kind where it lies; none for any other segment or flow, with nothing
    /// changed.
    #[inline]
    pub(crate) fn observe_usual(
        &mut self,
        place: Place,
        from_low: bool,
        segment: &SegmentVars,
        now: TableTime,
        seen: &mut Seen,
    ) -> Option<()> {
        let slot = self.places.get_mut(place);
        if slot.rare != NOWHERE || self.lists.older(place) != NOWHERE {
            return None;
        }
        let number = slot.number.get();
        let by_originator = from_low == (number & 1 != 0);
        let sender = if by_originator { Direction::Originator } else { Direction::Responder };
        slot.packed.observe_usual(segment, sender, &mut seen.verdict)?;
        seen.flow = number >> 1;
        slot.touched = ticks(now);
        self.lists.bring_to_end(ListName::of(Class::Established, false), place);
        Some(())
    }

    /// Brings these places near.
    #[inline]
    pub(crate) fn approach(&self, places: &[Place]) {
        let places = places.iter().filter(|&&place| place != NOWHERE);
        let mut sum = 0;
        for &place in places.clone() {
            sum ^= self.places.get(place).approach() ^ self.lists.approach(place);
        }
        for &place in places {
            sum ^= self.lists.approach_neighbours(place);
        }
        // What is read is not wanted; that it was read is.
        core::hint::black_box(sum);
    }

    /// Borrows, fills or gives back a flow's block for what is rare; none when there is no room for one.
    #[inline]
    fn keep_rare(&mut self, rare: Place, flow: &Flow, needs_rare: bool) -> Option<Place> {
        match (needs_rare, rare == NOWHERE) {
            (false, true) => Some(NOWHERE),
            (false, false) => {
                self.rares.give_back(rare);
                Some(NOWHERE)
            }
            (true, false) => {
                self.rares.set(rare, &Rare::of(flow));
                Some(rare)
            }
            (true, true) => self.has_room_for_rare().then(|| self.rares.lend(&Rare::of(flow))),
        }
    }

    /// Keeps a change of the flow that is no segment: its class stays, and nothing more or less of it is rare.
    pub(crate) fn amend(&mut self, place: Place, flow: &Flow) {
        let slot = self.places.get_mut(place);
        let class = slot.packed.class();
        let measured = Measured::of(flow);
        slot.packed.pack(flow, &measured);
        debug_assert_eq!((slot.packed.class(), measured.needs_rare), (class, slot.rare != NOWHERE));
    }

    /// The flow at a place, as one that leaves.
    #[inline]
    pub(crate) fn leaving(&self, place: Place, ended: Ended) -> EndedFlow {
        let mut leaving = EndedFlow {
            number: self.number(place),
            pair: *self.pair(place),
            flow: Flow::BLANK,
            ended,
            originator_is_low: self.originator_is_low(place),
        };
        // Where it is wanted: as a value it would be copied there.
        self.load_into(place, &mut leaving.flow);
        leaving
    }

    /// Frees a place.
    pub(crate) fn remove(&mut self, place: Place) {
        let &Slot { packed, rare, .. } = self.places.get(place);
        self.lists.take_out(ListName::of(packed.class(), rare != NOWHERE), place);
        self.lists.give_back(place);
        if rare != NOWHERE {
            self.rares.give_back(rare);
        }
    }

    /// The longest idle flow of a class.
    pub(crate) fn longest_idle(&self, class: Class) -> Option<Place> {
        let plain = self.lists.first(ListName::of(class, false));
        let Some(other) = self.longest_idle_with_rare(class) else { return plain };
        let Some(plain) = plain else { return Some(other) };
        Some(if self.load(other).last_frame() < self.load(plain).last_frame() { other } else { plain })
    }

    /// The longest idle flow of a class among those that hold a block for what is rare.
    pub(crate) fn longest_idle_with_rare(&self, class: Class) -> Option<Place> {
        self.lists.first(ListName::of(class, true))
    }

    /// A flow of the class that was silent for longer than `timeout`, the longest idle of its list.
    #[inline]
    pub(crate) fn silent(&self, class: Class, timeout: Duration, now: TableTime) -> Option<Place> {
        [false, true].into_iter().find_map(|has_rare| {
            let place = self.lists.first(ListName::of(class, has_rare))?;
            (idle(self.places.get(place).touched, now) > timeout).then_some(place)
        })
    }

    /// All places in use, the one with the highest number first.
    pub(crate) fn by_number(&self) -> Vec<Place> {
        let mut places: Vec<Place> = self.lists.used().collect();
        if !self.lists.are_in_order() {
            places.sort_unstable_by_key(|&place| Reverse(self.number(place)));
        }
        places
    }
}

/// 2^14 ns, 16 µs: so 40 bits of ticks tell idle times of up to 208 days.
const TICK: u32 = 14;

/// The table's time in ticks, modulo 2^40.
#[inline]
fn ticks(now: TableTime) -> Octets<5> {
    Octets::low_of(now.nanoseconds >> TICK)
}

/// How long nothing came, never more than it was, and less by two ticks at most.
#[inline]
fn idle(touched: Octets<5>, now: TableTime) -> Duration {
    let ticks = Octets::<5>::low_of(ticks(now).get().wrapping_sub(touched.get())).get();
    Duration::from_nanos(ticks.saturating_sub(1) << TICK)
}

#[cfg(test)]
mod tests {
    use super::{OCTETS_PER_PLACE, octets_of};
    use crate::table::rares::Rares;
    use core::num::NonZeroU32;

    #[test]
    fn all_flows_find_places_and_one_of_them_a_block_for_what_is_rare() {
        let around = |number: u32| [number - 1, number, number + 1];
        let powers = (1..31).map(|power| 1 << power).flat_map(around);
        for max_flows in powers.chain((1..3_000_000).step_by(97)).filter_map(NonZeroU32::new) {
            let needed = u64::from(max_flows.get()) * OCTETS_PER_PLACE + Rares::OCTETS;
            assert!(needed <= octets_of(max_flows), "{max_flows}: {needed} of {}", octets_of(max_flows));
        }
    }
}
