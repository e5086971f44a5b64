//! Why an interface cannot be listened to, or not any more.

use std::fmt;

/// Why an interface cannot be listened to, or not any more.
///
/// Printed in a few plain words without the name of the interface: who asked knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LiveError {
    /// There is no interface of that name.
    NoSuchInterface {
        /// Those that are up.
        interfaces: Vec<String>,
    },
    /// This process may not listen.
    NotPermitted,
    /// The interface is down.
    NotUp,
    /// The filter expression is none, or means nothing for what the interface carries; as libpcap says it.
    Filter(String),
    /// The interface went down while it was listened to.
    WentDown,
    /// The interface was removed while it was listened to.
    Disappeared,
    /// Whatever else libpcap says.
    Libpcap(String),
}

impl fmt::Display for LiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LiveError::NoSuchInterface { interfaces } if interfaces.is_empty() => {
                f.write_str("no such interface; none is up")
            }
            LiveError::NoSuchInterface { interfaces } => {
                write!(f, "no such interface; up are {}", interfaces.join(", "))
            }
            LiveError::NotPermitted => {
                f.write_str("not permitted: listening takes the capability CAP_NET_RAW, or to be root")
            }
            LiveError::NotUp => f.write_str("the interface is down"),
            LiveError::Filter(said) => write!(f, "the filter cannot be used: {said}"),
            LiveError::WentDown => f.write_str("the interface went down"),
            LiveError::Disappeared => f.write_str("the interface disappeared"),
            LiveError::Libpcap(said) => f.write_str(said),
        }
    }
}

impl std::error::Error for LiveError {}

/// What libpcap says, without its own name before it.
pub(crate) fn said(error: &pcap::Error) -> String {
    match error {
        pcap::Error::PcapError(said) => said.clone(),
        other => other.to_string(),
    }
}
