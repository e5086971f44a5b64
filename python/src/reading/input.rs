//! The octets of a capture, wherever they come from.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use crate::kept::KeptObject;

/// Where octets are read from.
pub(crate) enum Input {
    /// A file that this module opened.
    File(File),
    /// Octets in memory.
    Octets(Cursor<PyBackedBytes>),
    /// A file object of Python's.
    Object(FileObject),
}

impl Read for Input {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::File(file) => file.read(octets),
            Input::Octets(cursor) => cursor.read(octets),
            Input::Object(object) => object.read(octets),
        }
    }
}

/// Anything with a method `read(size)` that returns octets.
pub(crate) struct FileObject {
    object: Arc<KeptObject>,
    raised: Raised,
}

/// The exception that a file object raised, for the one who asked for its octets.
#[derive(Clone, Default)]
pub(crate) struct Raised(Arc<Mutex<Option<PyErr>>>);

impl Raised {
    /// The exception, once.
    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, error: PyErr) {
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(error);
        drop(before);
    }
}

impl FileObject {
    pub(crate) fn new(object: Arc<KeptObject>, raised: Raised) -> FileObject {
        FileObject { object, raised }
    }

    fn fill(&self, py: Python<'_>, octets: &mut [u8]) -> PyResult<usize> {
        let gone = || PyValueError::new_err("the capture is closed");
        let got = self.object.get(py).ok_or_else(gone)?.call_method1("read", (octets.len(),))?;
        let Ok(got) = got.cast::<PyBytes>() else {
            let what = got.get_type();
            return Err(PyTypeError::new_err(format!("read() of a binary file returns bytes, not {what}")));
        };
        let got = got.as_bytes();
        match octets.get_mut(..got.len()) {
            Some(place) => {
                place.copy_from_slice(got);
                Ok(got.len())
            }
            None => Err(PyTypeError::new_err("read() returned more octets than it was asked for")),
        }
    }
}

impl Read for FileObject {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        Python::attach(|py| self.fill(py, octets)).map_err(|error| {
            self.raised.put(error);
            io::Error::other("the file object raised an exception")
        })
    }
}
