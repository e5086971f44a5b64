//! All dissectors that ship, in one registry.

use crate::registry::Registry;

/// Those of the features that this crate was built with.
pub fn all() -> Registry {
    let registry = Registry::new();
    #[cfg(feature = "dns")]
    let registry = registry.with(crate::plugins::dns::Dns);
    #[cfg(feature = "http1")]
    let registry = registry.with(crate::plugins::http1::Http1);
    #[cfg(feature = "ssh")]
    let registry = registry.with(crate::plugins::ssh::Ssh);
    #[cfg(feature = "telnet")]
    let registry = registry.with(crate::plugins::telnet::Telnet);
    #[cfg(feature = "tls")]
    let registry = registry.with(crate::plugins::tls::Tls);
    registry
}
