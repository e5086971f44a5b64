//! One column of many rows.

use core::ops::Range;

use crate::column::gathered::presence::Presence;
use crate::column::gathered::values::Values;
use crate::column::kind::Kind;

/// The cells of one column: values, and which are there.
#[derive(Clone, Debug)]
pub struct Cells {
    values: Values,
    presence: Presence,
}

impl Cells {
    /// No cell yet of a column of this kind.
    pub(crate) fn of_kind(kind: Kind) -> Cells {
        Cells { values: Values::of(kind), presence: Presence::default() }
    }

    /// The values.
    pub const fn values(&self) -> &Values {
        &self.values
    }

    /// Whether the value at this place is there.
    pub fn is_there(&self, place: usize) -> bool {
        self.presence.is_there(place)
    }

    /// The values, and which are there, to be taken out: those of all cells.
    pub fn parts(&mut self) -> (&mut Values, &mut Presence) {
        (&mut self.values, &mut self.presence)
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Appends those of another of the same column in this range, or those of the range that there are.
    pub fn append(&mut self, other: &Cells, range: Range<usize>) {
        let range = range.start..range.end.min(other.len());
        self.presence.append(&other.presence, range.clone());
        self.values.append(&other.values, range);
    }

    /// Begins anew, in the memory that there is.
    pub fn clear(&mut self) {
        self.values.clear();
        self.presence = Presence::default();
    }
}
