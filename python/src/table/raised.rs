//! What was raised in the middle of a stream.

use core::error::Error;
use core::fmt;

use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

/// The exception that ends a stream; its text is all of it that Arrow's C interface hands on.
#[derive(Debug)]
pub(crate) struct Raised(pub(crate) PyErr);

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The exception of an interrupt has no text of its own.
        if Python::attach(|py| self.0.is_instance_of::<PyKeyboardInterrupt>(py)) {
            f.write_str("interrupted")
        } else {
            self.0.fmt(f)
        }
    }
}

impl Error for Raised {}
