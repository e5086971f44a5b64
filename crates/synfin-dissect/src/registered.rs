//! What a dissector says of itself.

use core::fmt;

use crate::claims::Claims;
use crate::field::Field;
use crate::name::Name;

/// What a dissector says of itself, asked once.
pub(crate) struct Registered {
    pub(crate) name: Name,
    pub(crate) fields: Vec<Field>,
    pub(crate) claims: Claims,
    pub(crate) most_held: usize,
}

impl fmt::Debug for Registered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}
