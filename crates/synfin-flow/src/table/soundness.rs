//! Whether the parts of a table agree, for tests: it walks over all of it.

use crate::class::Class;
use crate::table::flow_table::FlowTable;
use crate::table::lists::ListName;
use crate::table::place::NOWHERE;

impl FlowTable {
    /// Whether the lists read the same from both ends, every flow is in that of its class, once, and there are as many flows as the
    /// books say.
    #[doc(hidden)]
    pub fn is_sound(&self) -> bool {
        let lists = &self.slots.lists;
        let is_at_home = |list: ListName| {
            lists.backwards(list).all(|place| {
                let slot = self.slots.places.get(place);
                ListName::of(slot.packed.class(), slot.rare != NOWHERE) == list
            })
        };
        lists.are_sound()
            && Class::ALL
                .iter()
                .all(|&class| is_at_home(ListName::of(class, false)) && is_at_home(ListName::of(class, true)))
            && lists.used().count() as u64 == self.books.live
            && Class::ALL.map(|class| self.count_held(class)).iter().sum::<u64>() == self.books.live
    }
}
