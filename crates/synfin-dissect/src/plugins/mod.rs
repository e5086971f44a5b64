//! Dissectors that ship: each a feature of its own, in a file of its own, and an example of writing one.

#[cfg(feature = "telnet")]
pub mod telnet;

use crate::registry::Registry;

/// Those of the features that this crate was built with.
pub fn all() -> Registry {
    let registry = Registry::new();
    #[cfg(feature = "telnet")]
    let registry = registry.with(telnet::Telnet);
    registry
}
