//! What dissectors told.

use crate::field::{Headline, InFlow};
use crate::name::Name;
use crate::value::FieldValue;

/// A value that a dissector told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emission {
    /// The dissector.
    pub dissector: Name,
    /// The field.
    pub field: Name,
    /// Its value.
    pub value: FieldValue,
    /// Whether it was longer, and is [cut](FieldValue::cut).
    pub is_cut: bool,
    /// Whether it is among the few that name a connection for people.
    pub headline: Headline,
    /// How many values more of this field the connection told that are not kept beside this, its first one; 0 with a segment.
    pub more: u32,
    pub(crate) in_flow: InFlow,
}

impl Emission {
    /// Octets that it takes.
    pub const fn size(&self) -> usize {
        size_of::<Emission>() + self.value.held()
    }
}

/// What was told with one segment, or is kept of one connection; in order.
///
/// ```
/// use synfin_dissect::emission::Emissions;
///
/// assert!(Emissions::NONE.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emissions(Vec<Emission>);

impl Emissions {
    /// Nothing.
    pub const NONE: &'static Emissions = &Emissions(Vec::new());

    pub(crate) const fn new() -> Emissions {
        Emissions(Vec::new())
    }

    /// All of them.
    pub fn as_slice(&self) -> &[Emission] {
        &self.0
    }

    /// All of them, one after another.
    pub fn iter(&self) -> core::slice::Iter<'_, Emission> {
        self.0.iter()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(&mut self, emission: Emission) {
        self.0.push(emission);
    }

    /// The first value of a field, if it is there.
    pub(crate) fn first_of(&mut self, field: &Name) -> Option<&mut Emission> {
        self.0.iter_mut().find(|emission| emission.field == *field)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl<'a> IntoIterator for &'a Emissions {
    type Item = &'a Emission;
    type IntoIter = core::slice::Iter<'a, Emission>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
