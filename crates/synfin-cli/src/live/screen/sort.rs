//! In which order connections are shown.

use std::cmp::Ordering;

use synfin::report::live::Column;

use crate::live::screen::sample::Row;

/// In which order connections are shown; equal ones by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    /// In the order of a life: open, transfer, close, over; in a stage the fastest first.
    #[default]
    Stage,
    /// The fastest first.
    Rate,
    /// Those first that sent most.
    Octets,
    /// The oldest first.
    Age,
    /// Those first that spoke last.
    Idle,
    /// In the order in which they began.
    Number,
}

impl Sort {
    /// All of them, in the order in which a key goes through them.
    const ALL: [Sort; 6] = [Sort::Stage, Sort::Rate, Sort::Octets, Sort::Age, Sort::Idle, Sort::Number];

    /// By which column that is.
    pub(crate) const fn column(self) -> Column {
        match self {
            Sort::Stage => Column::Stage,
            Sort::Rate => Column::Rate,
            Sort::Octets => Column::Octets,
            Sort::Age => Column::Age,
            Sort::Idle => Column::Idle,
            Sort::Number => Column::Flow,
        }
    }

    /// The next one; behind the last comes the first.
    pub(crate) const fn next(self) -> Sort {
        Sort::ALL[(self as usize + 1) % Sort::ALL.len()]
    }

    /// Which of two comes first.
    pub(crate) fn compare(self, one: &Row, other: &Row) -> Ordering {
        let faster = || other.rate().total_cmp(&one.rate());
        let order = match self {
            Sort::Stage => part_of_life(one).cmp(&part_of_life(other)).then_with(faster),
            Sort::Rate => faster(),
            Sort::Octets => other.all_octets().cmp(&one.all_octets()),
            Sort::Age => other.age.cmp(&one.age),
            Sort::Idle => one.idle.cmp(&other.idle),
            Sort::Number => Ordering::Equal,
        };
        order.then(one.number.cmp(&other.number))
    }
}

/// How far a connection has come; of those that are over, the ones that were reset come last.
fn part_of_life(row: &Row) -> (bool, u8) {
    (row.is_over, row.stage as u8)
}
