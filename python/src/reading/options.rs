//! How an analysis works, as Python says it.

use core::num::{NonZeroU32, NonZeroUsize};
use core::time::Duration;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::thread::available_parallelism;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use synfin::analyzer::AnalyzerOptions;
use synfin::flow::table::limits::Timeouts;

/// More than any machine is helped by; each takes memory.
const MOST_THREADS: NonZeroUsize = NonZeroUsize::new(256).expect("it is not zero");

/// `synfin.Timeouts`: nanoseconds.
#[derive(FromPyObject)]
pub(crate) struct TimeoutsGiven {
    finished: u64,
    unanswered: u64,
    half_open: u64,
    one_sided: u64,
    closing: u64,
    established: u64,
}

impl TimeoutsGiven {
    fn timeouts(self) -> Timeouts {
        Timeouts {
            finished: Duration::from_nanos(self.finished),
            unanswered: Duration::from_nanos(self.unanswered),
            half_open: Duration::from_nanos(self.half_open),
            one_sided: Duration::from_nanos(self.one_sided),
            closing: Duration::from_nanos(self.closing),
            established: Duration::from_nanos(self.established),
        }
    }
}

/// The options of an analysis.
///
/// # Errors
/// `ValueError` for a table that may hold no connection.
pub(crate) fn options(
    max_flows: Option<u32>,
    timeouts: Option<TimeoutsGiven>,
    verify_checksums: bool,
) -> PyResult<AnalyzerOptions> {
    let mut options =
        AnalyzerOptions { verify_checksums, count_anomalies: true, ..AnalyzerOptions::default() };
    if let Some(most) = max_flows {
        let nothing = || PyValueError::new_err("max_flows must be at least 1");
        options.max_flows = NonZeroU32::new(most).ok_or_else(nothing)?;
    }
    options.timeouts = timeouts.map(TimeoutsGiven::timeouts);
    Ok(options)
}

/// How many threads are to work: as many as are asked for, or for 0 as the machine runs at once.
pub(crate) fn threads(asked: usize) -> NonZeroUsize {
    let all = || available_parallelism().unwrap_or(NonZeroUsize::MIN);
    NonZeroUsize::new(asked).unwrap_or_else(all).min(MOST_THREADS)
}

/// The same options with a secret of their own: nobody who chooses the addresses in a capture can foresee how they hash.
pub(crate) fn with_secret(options: AnalyzerOptions) -> AnalyzerOptions {
    let state = RandomState::new();
    let hash_key = [0_u64, 1].map(|part| {
        let mut hasher = state.build_hasher();
        hasher.write_u64(part);
        hasher.finish()
    });
    AnalyzerOptions { hash_key, ..options }
}
