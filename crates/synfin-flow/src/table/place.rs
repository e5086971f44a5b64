//! Where something lies in the table's storage.

/// The number of a place.
pub(crate) type Place = u32;

/// No place.
pub(crate) const NOWHERE: Place = Place::MAX;
