//! Octets out of anything that has the buffer protocol.

use pyo3::exceptions::{PyBufferError, PyTypeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyMemoryView, PySlice};

/// The octets of an object; those of `bytes` are not copied, those of anything else are, for they may change.
pub(crate) fn octets(object: &Bound<'_, PyAny>) -> PyResult<PyBackedBytes> {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return Ok(bytes.clone().into());
    }
    let bytes = flat(object)?.call_method0("tobytes")?.cast_into::<PyBytes>()?;
    Ok(bytes.into())
}

/// A view of an object's octets, one dimension of one octet each, whatever its items are.
///
/// # Errors
/// `TypeError` when it has no buffer, `BufferError` when its octets do not lie side by side.
pub(crate) fn flat<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let view = PyMemoryView::from(object).or_else(|error| {
        if !error.is_instance_of::<PyTypeError>(object.py()) {
            return Err(error);
        }
        let what = object.get_type().name()?;
        Err(PyTypeError::new_err(format!("a bytes-like object is required, not {what}")))
    })?;
    view.call_method1("cast", ("B",)).map_err(|error| {
        if !error.is_instance_of::<PyTypeError>(object.py()) {
            return error;
        }
        PyBufferError::new_err("its octets do not lie side by side: copy them, as bytes() does")
    })
}

/// The first octets of an object, at most `most` of them, and how many it has.
pub(crate) fn head(object: &Bound<'_, PyAny>, most: usize) -> PyResult<(Vec<u8>, usize)> {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        let octets = bytes.as_bytes();
        return Ok((octets.get(..most).unwrap_or(octets).to_vec(), octets.len()));
    }
    let view = flat(object)?;
    let part = view.get_item(PySlice::new(view.py(), 0, most as isize, 1))?;
    Ok((part.call_method0("tobytes")?.cast::<PyBytes>()?.as_bytes().to_vec(), view.len()?))
}
