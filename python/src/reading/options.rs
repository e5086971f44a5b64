//! How an analysis works, as Python says it.

use core::num::{NonZeroU32, NonZeroUsize};
use core::time::Duration;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::thread::available_parallelism;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use synfin::analyzer::AnalyzerOptions;
use synfin::flow::table::limits::Timeouts;

use crate::convert::number::whole;

/// More than any machine is helped by; each takes memory.
const MOST_THREADS: NonZeroUsize = NonZeroUsize::new(256).expect("it is not zero");

/// `synfin.Timeouts`: nanoseconds.
pub(crate) struct TimeoutsGiven {
    finished: u64,
    unanswered: u64,
    half_open: u64,
    one_sided: u64,
    closing: u64,
    established: u64,
}

impl FromPyObject<'_, '_> for TimeoutsGiven {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<TimeoutsGiven> {
        static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let class = CLASS.import(object.py(), "synfin.timeouts", "Timeouts")?;
        if !object.is_instance(class)? {
            let what = object.get_type().name()?;
            return Err(PyTypeError::new_err(format!("timeouts must be a synfin.Timeouts, not {what}")));
        }
        let of = |name: &str| whole(name, &object.getattr(name)?, 0, u64::MAX);
        Ok(TimeoutsGiven {
            finished: of("finished")?,
            unanswered: of("unanswered")?,
            half_open: of("half_open")?,
            one_sided: of("one_sided")?,
            closing: of("closing")?,
            established: of("established")?,
        })
    }
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
pub(crate) fn options(
    max_flows: Option<u32>,
    timeouts: Option<TimeoutsGiven>,
    verify_checksums: bool,
) -> AnalyzerOptions {
    let mut options =
        AnalyzerOptions { verify_checksums, count_anomalies: true, ..AnalyzerOptions::default() };
    if let Some(most) = max_flows.and_then(NonZeroU32::new) {
        options.max_flows = most;
    }
    options.timeouts = timeouts.map(TimeoutsGiven::timeouts);
    options
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
