//! In what order flows leave: a list for each class of flows, the longest idle first.

use crate::class::Class;
use crate::table::blocks::Blocks;
use crate::table::place::{NOWHERE, Place};

/// A list: the flows of one class, those with a block of their own for what is rare apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListName(u8);

impl ListName {
    const COUNT: usize = 2 * Class::ALL.len();

    #[inline]
    pub(crate) const fn of(class: Class, has_rare: bool) -> ListName {
        ListName((class as u8) << 1 | has_rare as u8)
    }
}

/// A flow's neighbours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Links {
    before: Place,
    /// The next one in its list, or among the free places.
    after: Place,
    /// The connection before it on the same sockets, if that is still held.
    older: Place,
}

impl Links {
    pub(crate) const NONE: Links = Links { before: NOWHERE, after: NOWHERE, older: NOWHERE };
}

/// Stands for the connection before, where the place is free.
const FREE: Place = NOWHERE - 1;

#[derive(Clone, Copy, Debug)]
struct List {
    first: Place,
    last: Place,
    /// How many places are in it.
    length: u32,
}

/// The lists. The links lie close together, apart from the flows: a flow's neighbours in its list were not used lately.
#[derive(Debug)]
pub(crate) struct Lists {
    links: Blocks<Links>,
    ends: [List; ListName::COUNT],
    free: Place,
    /// Places were taken in the order in which they lie.
    in_order: bool,
}

impl Lists {
    pub(crate) const fn new() -> Lists {
        let empty = List { first: NOWHERE, last: NOWHERE, length: 0 };
        Lists { links: Blocks::new(), ends: [empty; ListName::COUNT], free: NOWHERE, in_order: true }
    }

    /// Makes the links of a place more.
    pub(crate) fn grow(&mut self) {
        self.links.push(Links::NONE);
    }

    /// Whether a place is free.
    pub(crate) const fn has_free(&self) -> bool {
        self.free != NOWHERE
    }

    /// Whether places were taken in the order in which they lie.
    pub(crate) const fn are_in_order(&self) -> bool {
        self.in_order
    }

    /// Says that they were not.
    pub(crate) const fn disorder(&mut self) {
        self.in_order = false;
    }

    /// Takes a free place.
    pub(crate) fn take_free(&mut self) -> Option<Place> {
        let place = self.has_free().then_some(self.free)?;
        let links = self.links.get_mut(place);
        self.free = links.after;
        self.in_order = false;
        *links = Links::NONE;
        Some(place)
    }

    /// Gives back a place that is in no list.
    pub(crate) fn give_back(&mut self, place: Place) {
        *self.links.get_mut(place) = Links { before: NOWHERE, after: self.free, older: FREE };
        self.free = place;
    }

    /// Reads a place's links, to bring them near.
    #[inline]
    pub(crate) fn approach(&self, place: Place) -> Place {
        self.links.get(place).older
    }

    /// Reads the links of a place's neighbours, to bring them near.
    #[inline]
    pub(crate) fn approach_neighbours(&self, place: Place) -> Place {
        let &Links { before, after, .. } = self.links.get(place);
        let near = |place: Place| if place == NOWHERE { 0 } else { self.links.get(place).older };
        near(before) ^ near(after)
    }

    #[inline]
    pub(crate) fn older(&self, place: Place) -> Place {
        self.links.get(place).older
    }

    pub(crate) fn set_older(&mut self, place: Place, older: Place) {
        self.links.get_mut(place).older = older;
    }

    /// The first of a list.
    #[inline]
    pub(crate) fn first(&self, list: ListName) -> Option<Place> {
        let place = self.list(list).first;
        (place != NOWHERE).then_some(place)
    }

    /// The places of a list, the last first.
    pub(crate) fn backwards(&self, list: ListName) -> impl Iterator<Item = Place> + '_ {
        let some = |place: Place| (place != NOWHERE).then_some(place);
        core::iter::successors(some(self.list(list).last), move |&place| some(self.links.get(place).before))
    }

    /// How many places are in a list.
    pub(crate) fn length(&self, list: ListName) -> u32 {
        self.list(list).length
    }

    /// Whether the place is the last of the list that it is in.
    #[inline]
    fn is_last(&self, list: ListName, place: Place) -> bool {
        self.list(list).last == place
    }

    /// All places in lists, the highest first.
    pub(crate) fn used(&self) -> impl Iterator<Item = Place> {
        let places = (0..self.links.len() as Place).rev();
        places.filter(|&place| self.links.get(place).older != FREE)
    }

    /// Whether each list reads the same from both ends and has its length, and every place is either in a list, once, or free.
    pub(crate) fn are_sound(&self) -> bool {
        let all = self.links.len();
        let mut seen = 0_usize;
        for list in &self.ends {
            let (mut before, mut place) = (NOWHERE, list.first);
            let others = seen;
            while place != NOWHERE {
                let links = self.links.get(place);
                if links.before != before || links.older == FREE || seen >= all {
                    return false;
                }
                seen = seen.saturating_add(1);
                (before, place) = (place, links.after);
            }
            if list.last != before || seen.saturating_sub(others) != list.length as usize {
                return false;
            }
        }
        let mut place = self.free;
        while place != NOWHERE {
            let links = self.links.get(place);
            if links.older != FREE || seen >= all {
                return false;
            }
            seen = seen.saturating_add(1);
            place = links.after;
        }
        seen == all
    }

    /// Puts a place that is in no list at the end of one.
    #[inline]
    pub(crate) fn append(&mut self, list: ListName, place: Place) {
        let ends = self.list_mut(list);
        ends.length = ends.length.saturating_add(1);
        self.link(list, place);
    }

    /// Takes a place out of the list that it is in.
    #[inline]
    pub(crate) fn take_out(&mut self, list: ListName, place: Place) {
        let ends = self.list_mut(list);
        ends.length = ends.length.saturating_sub(1);
        self.unlink(list, place);
    }

    /// Brings a place to the end of the list that it is in.
    #[inline]
    pub(crate) fn bring_to_end(&mut self, list: ListName, place: Place) {
        if !self.is_last(list, place) {
            self.unlink(list, place);
            self.link(list, place);
        }
    }

    #[inline]
    fn link(&mut self, list: ListName, place: Place) {
        let last = self.list(list).last;
        let links = self.links.get_mut(place);
        links.before = last;
        links.after = NOWHERE;
        if last == NOWHERE {
            self.list_mut(list).first = place;
        } else {
            self.links.get_mut(last).after = place;
        }
        self.list_mut(list).last = place;
    }

    #[inline]
    fn unlink(&mut self, list: ListName, place: Place) {
        let &Links { before, after, .. } = self.links.get(place);
        if before == NOWHERE {
            self.list_mut(list).first = after;
        } else {
            self.links.get_mut(before).after = after;
        }
        if after == NOWHERE {
            self.list_mut(list).last = before;
        } else {
            self.links.get_mut(after).before = before;
        }
    }

    #[expect(clippy::indexing_slicing, reason = "there is a list for every name")]
    #[inline]
    fn list(&self, name: ListName) -> &List {
        &self.ends[usize::from(name.0)]
    }

    #[expect(clippy::indexing_slicing, reason = "as in `list`")]
    #[inline]
    fn list_mut(&mut self, name: ListName) -> &mut List {
        &mut self.ends[usize::from(name.0)]
    }
}

const _: () = assert!(size_of::<Links>() == 12);

#[cfg(test)]
mod tests {
    use super::{ListName, Lists};
    use crate::class::Class;
    use alloc::vec::Vec;

    #[test]
    fn places_leave_a_list_in_the_order_in_which_they_came() {
        let list = ListName::of(Class::Closing, false);
        let mut lists = Lists::new();
        for place in 0..4 {
            lists.grow();
            lists.append(list, place);
        }
        lists.bring_to_end(list, 0);
        lists.take_out(list, 2);
        assert_eq!((lists.first(list), lists.is_last(list, 0), lists.length(list)), (Some(1), true, 3));
        lists.bring_to_end(list, 0);
        assert_eq!(lists.backwards(list).collect::<Vec<_>>(), [0, 3, 1]);
        assert_eq!(lists.used().collect::<Vec<_>>(), [3, 2, 1, 0]);
        assert_eq!(lists.first(ListName::of(Class::Closing, true)), None);
        assert_eq!(lists.take_free(), None);
        lists.give_back(2);
        assert_eq!(lists.used().collect::<Vec<_>>(), [3, 1, 0]);
        assert_eq!((lists.take_free(), lists.take_free()), (Some(2), None));
    }

    #[test]
    fn a_place_in_no_list_or_in_two_is_found() {
        let [one, other] = [Class::Closing, Class::Established].map(|class| ListName::of(class, false));
        let mut lists = Lists::new();
        assert!(lists.are_sound());
        for place in 0..3 {
            lists.grow();
            assert!(!lists.are_sound(), "{place} is in no list yet");
            lists.append(one, place);
            assert!(lists.are_sound());
        }
        lists.take_out(one, 1);
        assert_eq!((lists.length(one), lists.length(other)), (2, 0));
        assert!(!lists.are_sound(), "1 is in no list any more");
        lists.give_back(1);
        assert!(lists.are_sound());
        lists.append(other, 2);
        assert!(!lists.are_sound(), "2 is in two lists");
    }

    #[test]
    fn a_list_of_another_length_than_it_says_is_found() {
        let list = ListName::of(Class::Closing, false);
        let mut lists = Lists::new();
        lists.grow();
        lists.append(list, 0);
        assert!(lists.are_sound());
        lists.list_mut(list).length = 2;
        assert!(!lists.are_sound());
    }
}
