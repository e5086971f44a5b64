//! A frame as both read it.

use crate::conformance::dissect::told::ToldRow;
use crate::conformance::dissect::witness::Witness;

/// A frame as both read it; either may read nothing in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Pair<'p> {
    pub(super) theirs: Option<&'p Witness>,
    pub(super) ours: Option<&'p ToldRow>,
}

/// A field of synfin, its values by tshark and by synfin.
pub(super) type FieldPair = (&'static str, Vec<String>, Vec<String>);

impl Pair<'_> {
    /// All values of a field of tshark.
    pub(super) fn theirs(&self, field: &str) -> Vec<String> {
        self.theirs.map_or_else(Vec::new, |witness| witness.all(field).to_vec())
    }

    /// Those of a field of numbers.
    pub(super) fn numbers(&self, field: &str) -> Vec<u16> {
        self.theirs.map_or_else(Vec::new, |witness| witness.numbers(field))
    }

    /// All values of a field of synfin.
    pub(super) fn ours(&self, dissector: &str, field: &str) -> Vec<String> {
        self.ours.map_or_else(Vec::new, |row| row.all(dissector, field))
    }
}
