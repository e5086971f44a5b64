//! What dissectors told of a whole connection.

use crate::emission::Emissions;
use crate::failure::Failure;
use crate::name::Name;

/// What dissectors told of a whole connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dissected {
    /// Who claimed it.
    pub claimed_by: Vec<Name>,
    /// The fields that belong into the row of a connection.
    pub fields: Emissions,
    /// Why a dissector was taken off it.
    pub failure: Option<Failure>,
}
