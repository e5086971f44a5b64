//! The octets of a capture, wherever they come from.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use crate::kept::{Kept, KeptObject};

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
    /// Whether it is this module's, which closes it then.
    is_ours: bool,
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
        FileObject { object, raised, is_ours: false }
    }

    /// A pipe, a terminal or the like, opened and read by Python: whoever waits for its octets can be interrupted.
    ///
    /// # Errors
    /// What Python raises as it opens it, `KeyboardInterrupt` too.
    pub(crate) fn opened(py: Python<'_>, path: &Path, raised: Raised) -> PyResult<FileObject> {
        let file = py.import("io")?.getattr("FileIO")?.call1((path.as_os_str(), "rb"))?;
        Ok(FileObject { object: Arc::new(Kept::default().keep(file.unbind())), raised, is_ours: true })
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

/// Closes what is this module's. A failure to close what was only read means nothing.
impl Drop for FileObject {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = Python::try_attach(|py| {
                self.object.get(py).is_some_and(|file| file.call_method0("close").is_ok())
            });
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
