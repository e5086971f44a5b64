//! How much a dissection may hold.

use core::num::NonZeroU32;

/// How much a dissection may hold. What does not fit is not told, or its dissector is taken off the connection; both are
/// [counted](crate::counts::Counts).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DissectionLimits {
    /// Most connections that are held: each with at most one state, whose size its dissector says.
    pub flows: NonZeroU32,
    /// Octets that all states together may hold beside their own sizes, and first octets of which nobody knows yet whose they are: 256 MiB.
    pub buffered: usize,
    /// Octets that all values together may take that are kept for rows of connections: 1 GiB.
    pub kept: usize,
}

impl DissectionLimits {
    /// Most values that are kept for the row of one connection.
    pub const MOST_KEPT: usize = 32;
    /// Most octets that they take.
    pub const MOST_KEPT_OCTETS: usize = 4096;

    /// As many connections as a flow table holds, and else the usual bounds.
    pub const fn for_flows(flows: NonZeroU32) -> DissectionLimits {
        DissectionLimits { flows, buffered: 256 << 20, kept: 1 << 30 }
    }
}
