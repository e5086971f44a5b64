//! How an analyzer works.

use core::num::NonZeroU32;

use synfin_flow::table::limits::{Limits, Timeouts};

/// How an [`Analyzer`](crate::analyzer::Analyzer) works.
#[derive(Clone, Copy, Debug)]
pub struct AnalyzerOptions {
    /// Most connections held at once: 1,048,576. A new one is always admitted; the least valuable makes place for it and
    /// is told like any other, with end `evicted`.
    pub max_flows: NonZeroU32,
    /// How long a connection may stay silent, in capture time; none, as is right for files: for ever.
    pub timeouts: Option<Timeouts>,
    /// Key of the hash by which connections are found. Give a secret one where strangers choose the addresses; no result
    /// depends on it.
    pub hash_key: [u64; 2],
    /// Whether TCP checksums are verified; otherwise they are told as `unverified`.
    pub verify_checksums: bool,
    /// Whether what is odd about segments by themselves is counted ([`Census::anomalies`](crate::census::Census::anomalies)). It costs a little of each segment.
    pub count_anomalies: bool,
}

impl Default for AnalyzerOptions {
    fn default() -> AnalyzerOptions {
        let Limits { max_flows, timeouts, hash_key } = Limits::default();
        AnalyzerOptions { max_flows, timeouts, hash_key, verify_checksums: true, count_anomalies: false }
    }
}
