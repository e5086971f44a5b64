//! Dissectors that ship: each a feature of its own, in a file of its own, and an example of writing one.
//!
//! | feature | tells | an example of |
//! |---|---|---|
//! | `dns` | questions, and how they are answered | messages that say in front how long they are |
//! | `http1` | start lines and hosts | messages whose ends have to be found |
//! | `ssh` | what both ends call themselves | buffering within a bound, and being done |
//! | `telnet` | the negotiation of options | a state within a stream of octets, nothing buffered |
//! | `tls` | both hellos, alerts, JA4 | messages within records, a layer for each |

pub mod all;
#[cfg(feature = "dns")]
pub mod dns;
#[cfg(any(feature = "dns", feature = "http1", feature = "tls"))]
mod gathered;
#[cfg(feature = "http1")]
pub mod http1;
#[cfg(feature = "ssh")]
pub mod ssh;
#[cfg(feature = "telnet")]
pub mod telnet;
#[cfg(feature = "tls")]
pub mod tls;
