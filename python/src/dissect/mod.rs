//! Dissectors of payload: those that ship, by name, and those that are Python objects.

pub(crate) mod declared;
pub(crate) mod given;
pub(crate) mod object;
pub(crate) mod reports;
