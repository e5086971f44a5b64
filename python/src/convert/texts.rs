//! Several texts as a tuple.

use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// Texts that become a tuple of `str`, and back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Texts(pub(crate) Vec<String>);

impl<'py> IntoPyObject<'py> for &Texts {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0)
    }
}

impl FromPyObject<'_, '_> for Texts {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Texts> {
        object.extract().map(Texts)
    }
}
