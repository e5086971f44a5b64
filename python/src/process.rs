//! Which process this is: a fork leaves threads behind, and both sides share the place in a file.

use std::sync::atomic::{AtomicU32, Ordering};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// How many forks lie between the process that imported the module and this one.
static FORKS: AtomicU32 = AtomicU32::new(0);

/// The process in which something was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Process(u32);

impl Process {
    pub(crate) fn this() -> Process {
        Process(FORKS.load(Ordering::Relaxed))
    }

    /// Whether it is this one still.
    pub(crate) fn is_this(self) -> bool {
        self == Process::this()
    }

    /// # Errors
    /// `RuntimeError` in the child of a fork.
    pub(crate) fn ensure_this(self) -> PyResult<()> {
        if self.is_this() {
            return Ok(());
        }
        Err(PyRuntimeError::new_err(
            "a pass does not survive a fork: begin a new one in the child, with segments() or flows()",
        ))
    }
}

/// Python calls it in the child of every fork that it makes or hears of.
#[pyfunction]
fn forked() {
    FORKS.fetch_add(1, Ordering::Relaxed);
}

/// Asks Python to tell of forks, where there are any.
pub(crate) fn hear_of_forks(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    if let Some(register) = py.import("os")?.getattr_opt("register_at_fork")? {
        let arguments = pyo3::types::PyDict::new(py);
        arguments.set_item("after_in_child", wrap_pyfunction!(forked, module)?)?;
        register.call((), Some(&arguments))?;
    }
    Ok(())
}
