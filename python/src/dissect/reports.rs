//! The exceptions of dissectors, until they can be reported.

use std::ffi::CString;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// Most that wait; of more only the number is told.
const MOST: usize = 16;

/// The exceptions of dissectors, until they can be reported; one list for all passes over a capture.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    raised: Vec<(String, PyErr)>,
    more: usize,
    /// No error, but what is to end the program, such as `KeyboardInterrupt`.
    is_to_end: Option<PyErr>,
}

impl Reports {
    /// Nothing is done under the lock that could leave the list half changed, and nothing that calls Python.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A dissector raised an exception.
    pub(crate) fn put(&self, py: Python<'_>, dissector: &str, error: PyErr) {
        let is_error = error.is_instance_of::<PyException>(py);
        let mut waiting = self.waiting();
        if !is_error {
            waiting.is_to_end.get_or_insert(error);
        } else if waiting.raised.len() < MOST {
            waiting.raised.push((dissector.to_owned(), error));
        } else {
            waiting.more += 1;
        }
    }

    /// Reports what waits, each by a `synfin.DissectorWarning` whose cause is the exception.
    ///
    /// # Errors
    /// The first warning, where the user made errors of warnings; or what is to end the program.
    pub(crate) fn tell(&self, py: Python<'_>) -> PyResult<()> {
        let Waiting { raised, more, is_to_end } = core::mem::take(&mut *self.waiting());
        if let Some(error) = is_to_end {
            return Err(error);
        }
        let mut told = Ok(());
        for (dissector, error) in raised {
            let text = format!("the dissector {dissector} is off a connection: {error}");
            told = told.and(warn(py, &text, Some(error)));
        }
        if more > 0 {
            told = told.and(warn(py, &format!("dissectors raised {more} exceptions more"), None));
        }
        told
    }
}

#[cold]
fn warn(py: Python<'_>, text: &str, cause: Option<PyErr>) -> PyResult<()> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let class = CLASS.import(py, "synfin.errors", "DissectorWarning")?;
    let text = CString::new(text.replace('\0', "?")).unwrap_or_default();
    PyErr::warn(py, class, &text, 1).inspect_err(|warning| warning.set_cause(py, cause))
}
