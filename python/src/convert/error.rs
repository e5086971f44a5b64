//! Errors as the exceptions of `synfin.errors`.

use std::fmt::Display;
use std::io;
use std::path::Path;

use pyo3::exceptions::{PyIsADirectoryError, PyOSError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use synfin::capture::error::{CaptureError, Reason};
use synfin::wire::error::ParseError;

/// A `synfin.ParseError`.
#[cold]
pub(crate) fn parse_error(py: Python<'_>, error: ParseError) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    match CLASS.import(py, "synfin.errors", "ParseError") {
        Ok(class) => {
            let arguments = (error.layer.name(), error.offset, error.reason.to_string(), error.kind().name());
            PyErr::from_type(class.clone(), arguments)
        }
        Err(failure) => failure,
    }
}

/// A `synfin.CaptureError`; an `OSError` where the operating system said no.
#[cold]
pub(crate) fn capture_error(py: Python<'_>, source: &str, error: CaptureError) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    if let Reason::Io(kind) = error.reason {
        return io::Error::new(kind, format!("{source}:{error}")).into();
    }
    match CLASS.import(py, "synfin.errors", "CaptureError") {
        Ok(class) => {
            let CaptureError { offset, frame, reason, .. } = error;
            PyErr::from_type(class.clone(), (source.to_owned(), offset, frame, reason.to_string()))
        }
        Err(failure) => failure,
    }
}

/// Says by a `synfin.CaptureWarning` that part of a capture was left out.
///
/// # Errors
/// The warning itself, where the user made errors of warnings.
#[cold]
pub(crate) fn warn(py: Python<'_>, source: &str, error: CaptureError) -> PyResult<()> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let class = CLASS.import(py, "synfin.errors", "CaptureWarning")?;
    let text = format!("{source}:{error}").replace('\0', "?");
    let text = std::ffi::CString::new(text).unwrap_or_default();
    PyErr::warn(py, class, &text, 1)
}

/// A `synfin.BuildError`.
#[cold]
pub(crate) fn build_error(py: Python<'_>, error: &dyn Display) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    match CLASS.import(py, "synfin.errors", "BuildError") {
        Ok(class) => PyErr::from_type(class.clone(), (error.to_string(),)),
        Err(failure) => failure,
    }
}

/// The `OSError` that Python itself would raise for `path`: `FileNotFoundError` and its kin, with the path as text.
#[cold]
pub(crate) fn os_error(py: Python<'_>, error: &io::Error, path: &Path) -> PyErr {
    let Ok(path) = path.as_os_str().into_pyobject(py).map(Bound::unbind);
    match error.raw_os_error() {
        Some(number) => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or_default().to_owned();
            PyOSError::new_err((number, text, path))
        }
        None if error.kind() == io::ErrorKind::IsADirectory => {
            PyIsADirectoryError::new_err((21, "Is a directory", path))
        }
        None => PyOSError::new_err(error.to_string()),
    }
}
