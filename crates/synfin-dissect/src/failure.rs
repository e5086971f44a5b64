//! Why a dissector gives up on a connection.

use core::error::Error;
use core::fmt;

use crate::name::Name;

/// Why a dissector gives up on a connection. It is taken off that connection, and nothing else happens.
///
/// ```
/// use synfin_dissect::failure::Failure;
///
/// assert_eq!(Failure::new("no ClientHello").to_string(), "no ClientHello");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// In a box, as nearly every call returns none.
    reason: Box<Name>,
}

impl Failure {
    /// With the reason in a few words.
    pub fn new(reason: impl Into<Name>) -> Failure {
        Failure { reason: Box::new(reason.into()) }
    }

    /// The reason.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Error for Failure {}
