//! Numbers for the flows of a table that is one of several: which flow began first, no single one of them can tell.

use alloc::vec::Vec;

use crate::table::flow_table::FlowTable;
use crate::table::octets::Octets;
use crate::table::place::Place;

/// Marks a number that stands for the final one: how many such flows were opened before it since the last were numbered.
/// A final number has 46 bits.
const PROVISIONAL: u64 = 1 << 46;

/// The number that a flow is to bear: its final one, or the one of `numbers` that its provisional one stands for.
#[inline]
pub(super) fn final_number(number: u64, numbers: &[u64]) -> u64 {
    if number & PROVISIONAL == 0 {
        return number;
    }
    let place = usize::try_from(number ^ PROVISIONAL).unwrap_or(usize::MAX);
    numbers.get(place).copied().unwrap_or(number)
}

impl FlowTable {
    /// From now on flows get provisional numbers.
    pub(super) fn number_provisionally(&mut self) {
        self.unnumbered = Some(Vec::new());
    }

    /// After the end of the capture: the number of the flow that leaves next.
    pub(super) fn next_to_end(&self) -> Option<u64> {
        self.last.last().map(|&place| self.slots.number(place))
    }

    /// Flows that were opened since the last were numbered.
    #[inline]
    pub(super) fn unnumbered(&self) -> usize {
        self.unnumbered.as_ref().map_or(0, Vec::len)
    }

    /// The number that the next new flow gets.
    #[inline]
    pub(super) fn number_of_next(&self) -> u64 {
        self.unnumbered.as_ref().map_or(self.books.opened, |places| PROVISIONAL | places.len() as u64)
    }

    #[inline]
    pub(super) fn note_opened(&mut self, place: Place) {
        if let Some(places) = &mut self.unnumbered {
            places.push(place);
        }
    }

    /// Gives the flows that were opened since the last time their final numbers, in the order in which they were opened.
    pub(super) fn number_flows(&mut self, numbers: &[u64]) {
        let Some(places) = &mut self.unnumbered else { return };
        for place in places.drain(..) {
            // Where the flow has left meanwhile, there may be another one: opened later, and in the list too.
            let slot = self.slots.places.get_mut(place);
            let (number, low) = (slot.number.get() >> 1, slot.number.get() & 1);
            slot.number = Octets::low_of(final_number(number, numbers) << 1 | low);
        }
    }
}
