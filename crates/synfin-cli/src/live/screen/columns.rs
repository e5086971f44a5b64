//! Which columns there are, by the width of the terminal, and how wide each of them is.

use synfin::flow::direction::Direction;

/// From so many columns of the terminal on there is room for a rate, then for stages, and so on; the help on the screen says so too.
const RATE: u16 = 24;
const STAGE: u16 = 36;
const NUMBER: u16 = 70;
const OCTETS_OF_GONE: u16 = 50;
const LASTED: u16 = 80;
const IDLE: u16 = 92;
/// Below that, names stand in place of addresses, or addresses in place of names.
pub(crate) const NAMES_BESIDE_ADDRESSES: u16 = 116;
const DIRECTIONS: u16 = 150;
const OCTETS: u16 = 175;
const STATES: u16 = 210;

/// Two ends by IPv4, whatever their addresses and ports are.
const ENDS: usize = 45;
/// What became of a connection, in full and in brief, in any language.
const OUTCOME: usize = 25;
const OUTCOME_IN_BRIEF: usize = 13;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Number,
    Stage,
    Who,
    KnownAs,
    /// What it is known as, and where nobody knows it the responder's address.
    Name,
    Outcome,
    OutcomeInBrief,
    /// Of both directions together.
    Rate,
    RateOf(Direction),
    Octets,
    OctetsOf(Direction),
    States,
    Age,
    Idle,
    Lasted,
    Why,
}

/// What stands where there is no room for addresses and names beside one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    #[default]
    Addresses,
    Names,
}

impl View {
    pub(crate) const fn other(self) -> View {
        match self {
            View::Addresses => View::Names,
            View::Names => View::Addresses,
        }
    }
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) told: Told,
    /// Columns of the terminal.
    pub(crate) width: usize,
}

/// Takes what the others leave.
const REST: usize = 0;

/// The columns for connections that are held, where the largest number has so many digits.
pub(crate) fn of_held(width: u16, digits: usize, view: View) -> Vec<Column> {
    let (is_wide, is_both) = (width >= DIRECTIONS, width >= NAMES_BESIDE_ADDRESSES);
    let [originator, responder] = Direction::BOTH;
    laid_out(
        width,
        [
            (width >= NUMBER, Told::Number, digits),
            (width >= STAGE, Told::Stage, 8),
            (is_both, Told::Who, ENDS),
            (is_both, Told::KnownAs, REST),
            (!is_both && view == View::Addresses, Told::Who, REST),
            (!is_both && view == View::Names, Told::Name, REST),
            (width >= NUMBER && !is_wide, Told::OutcomeInBrief, OUTCOME_IN_BRIEF),
            (is_wide, Told::Outcome, OUTCOME),
            (width >= RATE && !is_wide, Told::Rate, 10),
            (is_wide, Told::RateOf(originator), 10),
            (is_wide, Told::RateOf(responder), 10),
            (width >= OCTETS, Told::OctetsOf(originator), 8),
            (width >= OCTETS, Told::OctetsOf(responder), 8),
            (width >= STATES, Told::States, 27),
            (width >= STATES, Told::Age, 11),
            (width >= IDLE, Told::Idle, 6),
        ],
    )
}

/// The columns for connections that have left.
pub(crate) fn of_gone(width: u16, digits: usize, view: View) -> Vec<Column> {
    let (is_wide, is_both) = (width >= DIRECTIONS, width >= NAMES_BESIDE_ADDRESSES);
    laid_out(
        width,
        [
            (width >= NUMBER, Told::Number, digits),
            (is_both, Told::Who, ENDS),
            (is_both, Told::KnownAs, REST),
            (!is_both && view == View::Addresses, Told::Who, REST),
            (!is_both && view == View::Names, Told::Name, REST),
            (width >= STAGE && !is_wide, Told::OutcomeInBrief, OUTCOME_IN_BRIEF),
            (is_wide, Told::Outcome, OUTCOME),
            (width >= OCTETS_OF_GONE, Told::Octets, 8),
            (width >= LASTED, Told::Lasted, 11),
            (is_wide, Told::Why, OUTCOME),
        ],
    )
}

/// Columns of the terminal for what a connection is known as, where that is shown.
pub(crate) fn room_for_name(width: u16) -> usize {
    let is_name = |column: &&Column| matches!(column.told, Told::KnownAs | Told::Name);
    of_held(width, 5, View::Names).iter().find(is_name).map_or(0, |column| column.width)
}

/// Those columns that are there, with a blank between two of them.
fn laid_out(width: u16, columns: impl IntoIterator<Item = (bool, Told, usize)>) -> Vec<Column> {
    let there = columns.into_iter().filter(|(is_there, ..)| *is_there);
    let mut columns: Vec<Column> = there.map(|(_, told, width)| Column { told, width }).collect();
    let taken = columns.iter().map(|column| column.width + 1).sum::<usize>().saturating_sub(1);
    if let Some(widest) = columns.iter_mut().find(|column| column.width == REST) {
        widest.width = usize::from(width).saturating_sub(taken);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::{Column, ENDS, NAMES_BESIDE_ADDRESSES, Told, View, of_gone, of_held};

    fn every_width() -> impl Iterator<Item = (u16, View)> {
        (0..300).flat_map(|width| [View::Addresses, View::Names].map(|view| (width, view)))
    }

    #[test]
    fn columns_fill_every_width_and_go_beyond_none() {
        for (width, view) in every_width() {
            for columns in [of_held(width, 5, view), of_gone(width, 5, view)] {
                let taken = columns.iter().map(|column| column.width + 1).sum::<usize>() - 1;
                assert_eq!(taken, usize::from(width), "{columns:?}");
            }
        }
    }

    #[test]
    fn what_is_there_stays_there_on_a_wider_terminal() {
        // What a column says is told by others then, and more of it.
        let replaced = [Told::Name, Told::OutcomeInBrief, Told::Rate];
        for of in [of_held, of_gone] {
            for (width, view) in every_width() {
                let [narrow, wide] = [width, width + 1].map(|width| of(width, 5, view));
                let is_kept = |column: &Column| wide.iter().any(|other| other.told == column.told);
                let lost = narrow.iter().find(|column| !is_kept(column) && !replaced.contains(&column.told));
                assert_eq!(lost, None, "at {width}");
            }
        }
    }

    #[test]
    fn two_addresses_have_room_from_eighty_one_columns_on_and_names_where_they_stand_beside_them() {
        let room = |width, view, told| {
            of_held(width, 5, view).iter().find(|column| column.told == told).map(|column| column.width)
        };
        for width in 81..300 {
            // 192.168.100.100:54017 → 203.0.113.200:443
            assert!(room(width, View::Addresses, Told::Who) >= Some(41), "{width}");
        }
        for width in NAMES_BESIDE_ADDRESSES..300 {
            assert_eq!(room(width, View::Addresses, Told::Who), Some(ENDS), "{width}");
            assert!(room(width, View::Addresses, Told::KnownAs) >= Some(20), "{width}");
        }
        assert!(
            room(60, View::Names, Told::Name) >= Some(40) && room(40, View::Names, Told::Name) >= Some(20)
        );
    }
}
