//! What a capture is read from, and how often that can be done.

use std::fs::File;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyString;
use synfin::capture::reader::Reader;

use crate::convert::error::{capture_error, os_error};
use crate::convert::octets::octets;
use crate::kept::{Kept, KeptObject};
use crate::process::Process;
use crate::reading::input::{FileObject, Input, Raised};

/// What a capture is read from.
pub(crate) enum Source {
    /// A file by its path.
    Path(PathBuf),
    /// Octets in memory.
    Octets(PyBackedBytes),
    /// A file object of Python's, read once.
    Object(Arc<KeptObject>),
}

/// A capture whose header was read, with the place where a file object's exception is put.
pub(crate) struct Opened {
    pub(crate) reader: Reader<Input>,
    pub(crate) raised: Raised,
    pub(crate) process: Process,
}

impl Source {
    /// A path (`str` or `os.PathLike`), octets (anything with a buffer, what else it may be), or a file object (anything with `read`).
    ///
    /// A file object is one of those that `kept` holds.
    pub(crate) fn of(object: &Bound<'_, PyAny>, kept: &Kept) -> PyResult<Source> {
        if object.is_instance_of::<PyString>() || object.hasattr("__fspath__")? {
            return Ok(Source::Path(object.extract()?));
        }
        match octets(object) {
            Ok(octets) => Ok(Source::Octets(octets)),
            Err(error) if !error.is_instance_of::<PyTypeError>(object.py()) => Err(error),
            Err(_) if object.hasattr("read")? => {
                Ok(Source::Object(Arc::new(kept.keep(object.clone().unbind()))))
            }
            Err(_) => {
                let what = object.get_type().name()?;
                let told = format!("a path, a binary file or octets are required, not {what}");
                Err(PyTypeError::new_err(told))
            }
        }
    }

    /// What errors call it: the path, or what it is instead.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::Path(path) => path.display().to_string(),
            Source::Octets(_) => "<octets>".to_owned(),
            Source::Object(_) => "<file object>".to_owned(),
        }
    }

    /// The name of the file without its folders, if it is a file.
    pub(crate) fn file_name(&self) -> Option<String> {
        let Source::Path(path) = self else { return None };
        Path::file_name(path).map(|name| name.to_string_lossy().into_owned())
    }

    /// Opens it, from the start if it has one, and reads the header of the capture; and whether that can be done again.
    pub(crate) fn open(&self, py: Python<'_>) -> PyResult<(Opened, bool)> {
        let raised = Raised::default();
        let (input, again) = match self {
            Source::Path(path) => match py.detach(|| file(path)) {
                Ok(Some(file)) => (Input::File(file), true),
                Ok(None) => (Input::Object(FileObject::opened(py, path, raised.clone())?), false),
                Err(error) => return Err(os_error(py, &error, path)),
            },
            Source::Octets(octets) => (Input::Octets(Cursor::new(octets.clone_ref(py))), true),
            Source::Object(object) => {
                (Input::Object(FileObject::new(Arc::clone(object), raised.clone())), false)
            }
        };
        match py.detach(|| Reader::new(input)) {
            Ok(reader) => Ok((Opened { reader, raised, process: Process::this() }, again)),
            Err(error) => Err(raised.take().unwrap_or_else(|| capture_error(py, &self.name(), error))),
        }
    }
}

/// A regular file; none if it is something whose octets one may have to wait for.
fn file(path: &Path) -> io::Result<Option<File>> {
    let metadata = path.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if metadata.is_file() { File::open(path).map(Some) } else { Ok(None) }
}
