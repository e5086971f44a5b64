//! What a capture is read from, and how often that can be done.

use std::fs::File;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pyo3::exceptions::{PyIsADirectoryError, PyTypeError};
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
    /// A path (`str` or `os.PathLike`), a file object (anything with `read`), or octets (anything with a buffer).
    ///
    /// A file object is one of those that `kept` holds.
    pub(crate) fn of(object: &Bound<'_, PyAny>, kept: &Kept) -> PyResult<Source> {
        if object.is_instance_of::<PyString>() || object.hasattr("__fspath__")? {
            return Ok(Source::Path(object.extract()?));
        }
        if object.hasattr("read")? {
            return Ok(Source::Object(Arc::new(kept.keep(object.clone().unbind()))));
        }
        octets(object).map(Source::Octets).map_err(|_| {
            let what = object.get_type();
            PyTypeError::new_err(format!("a path, a binary file or octets are required, not {what}"))
        })
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
            Source::Path(path) => {
                let opened = py.detach(|| {
                    let file = File::open(path)?;
                    let metadata = file.metadata()?;
                    io::Result::Ok((file, metadata))
                });
                let told =
                    |py: Python<'_>| path.as_path().into_pyobject(py).map(|path| path.into_any().unbind());
                match opened {
                    Ok((_, metadata)) if metadata.is_dir() => {
                        return Err(PyIsADirectoryError::new_err((21, "Is a directory", told(py)?)));
                    }
                    Ok((file, metadata)) => (Input::File(file), metadata.is_file()),
                    Err(error) => return Err(os_error(&error, told(py)?)),
                }
            }
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
