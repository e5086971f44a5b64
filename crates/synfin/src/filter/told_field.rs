//! What dissectors told, as conditions see it.

use synfin_dissect::emission::Emission;
use synfin_dissect::name::Name;
use synfin_dissect::value::FieldValue;

/// A field of a dissector, by its two names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToldField {
    pub(crate) dissector: Name,
    pub(crate) field: Name,
}

impl ToldField {
    /// Whether this is a value of it.
    pub(crate) fn is_in(&self, told: &Emission) -> bool {
        self.field == told.field && self.dissector == told.dissector
    }
}

/// The value that a field stands for while its values are tried one by one, and those of other fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tried<'a, 't> {
    pub(crate) field: &'a ToldField,
    pub(crate) value: &'a FieldValue,
    pub(crate) others: Option<&'t Tried<'a, 't>>,
}

impl<'a> Tried<'a, '_> {
    /// The value that a field stands for, if it is among those that are tried.
    pub(crate) fn value_of(&self, field: &ToldField) -> Option<&'a FieldValue> {
        if self.field == field { Some(self.value) } else { self.others?.value_of(field) }
    }
}
