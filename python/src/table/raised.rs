//! What was raised in the middle of a stream: an Arrow stream can hand on no more than its text.

use core::cell::RefCell;

use pyo3::prelude::*;

thread_local! {
    /// Of the stream that failed last in this thread: whoever reads a stream does so in the thread that asked for it.
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

/// Remembers what ends a stream of this thread.
pub(crate) fn remember(raised: PyErr) {
    RAISED.set(Some(raised));
}

/// What was raised in a stream of this thread since the last call; `None` if nothing was.
#[pyfunction]
#[pyo3(name = "_take_raised")]
pub(crate) fn take_raised() -> Option<PyErr> {
    RAISED.take()
}
