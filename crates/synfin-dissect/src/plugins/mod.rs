//! Dissectors that ship: each a feature of its own, in a file of its own, and an example of writing one.
//!
//! | feature | tells | an example of |
//! |---|---|---|
//! | `ssh` | what both ends call themselves | buffering within a bound, and being done |
//! | `telnet` | the negotiation of options | a state within a stream of octets, nothing buffered |

#[cfg(feature = "ssh")]
pub mod ssh;
#[cfg(feature = "telnet")]
pub mod telnet;

use crate::registry::Registry;

/// Those of the features that this crate was built with.
pub fn all() -> Registry {
    let registry = Registry::new();
    #[cfg(feature = "ssh")]
    let registry = registry.with(ssh::Ssh);
    #[cfg(feature = "telnet")]
    let registry = registry.with(telnet::Telnet);
    registry
}
