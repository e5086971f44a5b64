//! Where a row comes from: a capture that can be asked for more of it.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use pyo3::exceptions::{PyException, PyKeyboardInterrupt};
use pyo3::prelude::*;

use crate::reading::capture::Capture;
use crate::reading::ladder;

/// The capture that told a row, if it can be read again. It is no part of what the row says: rows are equal wherever they come from.
#[derive(Clone, Default)]
pub(crate) struct Origin(Option<Arc<Py<Capture>>>);

impl Origin {
    /// The capture, unless it can be read only once.
    pub(crate) fn of(capture: &Py<Capture>, py: Python<'_>) -> Origin {
        Origin(capture.get().is_repeatable.then(|| Arc::new(capture.clone_ref(py))))
    }

    /// The picture of one of its connections, whose last frame that is; none if it cannot be had any more: the capture was closed,
    /// or its file is another one now.
    ///
    /// # Errors
    /// What a signal raised.
    pub(crate) fn picture(&self, py: Python<'_>, flow: u64, last_frame: u64) -> PyResult<Option<String>> {
        let Some(capture) = &self.0 else { return Ok(None) };
        match ladder::draw_until(capture.bind(py), flow, last_frame) {
            Err(error) if is_trouble(py, &error) => Ok(None),
            drawn => drawn,
        }
    }
}

/// Whether it is an error and no wish to stop.
fn is_trouble(py: Python<'_>, error: &PyErr) -> bool {
    error.is_instance_of::<PyException>(py) && !error.is_instance_of::<PyKeyboardInterrupt>(py)
}

impl PartialEq for Origin {
    fn eq(&self, _: &Origin) -> bool {
        true
    }
}

impl Eq for Origin {}

impl Hash for Origin {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl core::fmt::Debug for Origin {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(if self.0.is_some() { "Origin(capture)" } else { "Origin" })
    }
}
