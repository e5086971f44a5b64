//! What dissectors told, as values of `synfin.dissect`.

use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyInt, PyString, PyTuple};
use synfin::dissect::emission::Emissions;
use synfin::dissect::value::FieldValue;

/// Fields that become a tuple of `DissectedField`, and back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DissectedFields(Vec<DissectedField>);

#[derive(Clone, Debug, FromPyObject, PartialEq, Eq, Hash)]
struct DissectedField {
    dissector: String,
    name: String,
    value: DissectedValue,
}

/// A value, as Python has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct DissectedValue(FieldValue);

impl DissectedFields {
    pub(crate) fn of(fields: &Emissions) -> DissectedFields {
        let field = |field: &synfin::dissect::emission::Emission| DissectedField {
            dissector: field.dissector.to_string(),
            name: field.field.to_string(),
            value: DissectedValue(plain(field.value.clone())),
        };
        DissectedFields(fields.iter().map(field).collect())
    }
}

/// Python has one type for all whole numbers: so have these.
fn plain(value: FieldValue) -> FieldValue {
    match value {
        FieldValue::Signed(number) => u64::try_from(number).map_or(value, FieldValue::Unsigned),
        _ => value,
    }
}

/// The value of a field that Python gives.
///
/// # Errors
/// It is of another type, or no number of 64 bits.
pub(crate) fn value_of(object: &Bound<'_, PyAny>) -> PyResult<FieldValue> {
    if object.is_instance_of::<PyBool>() {
        return object.extract().map(FieldValue::Bool);
    }
    if object.is_instance_of::<PyInt>() {
        return match object.extract::<u64>() {
            Ok(number) => Ok(FieldValue::Unsigned(number)),
            Err(_) => object.extract().map(FieldValue::Signed).map_err(|_| {
                PyOverflowError::new_err("a field holds whole numbers of 64 bits, and this one has more")
            }),
        };
    }
    if let Ok(text) = object.cast::<PyString>() {
        return Ok(FieldValue::from(&*text.to_string_lossy()));
    }
    if let Ok(octets) = object.cast::<PyBytes>() {
        return Ok(FieldValue::from(octets.as_bytes()));
    }
    let what = object.get_type();
    Err(PyTypeError::new_err(format!("a field is a bool, an int, a str or bytes, not {what}")))
}

impl<'py> IntoPyObject<'py> for &DissectedValue {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match &self.0 {
            FieldValue::Bool(value) => PyBool::new(py, *value).to_owned().into_any(),
            FieldValue::Unsigned(value) => value.into_pyobject(py)?.into_any(),
            FieldValue::Signed(value) => value.into_pyobject(py)?.into_any(),
            FieldValue::Text(text) => PyString::new(py, text).into_any(),
            FieldValue::Octets(octets) => PyBytes::new(py, octets).into_any(),
        })
    }
}

impl FromPyObject<'_, '_> for DissectedValue {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<DissectedValue> {
        value_of(&object).map(DissectedValue)
    }
}

impl<'py> IntoPyObject<'py> for &DissectedFields {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let class = CLASS.import(py, "synfin.dissect", "DissectedField")?;
        let made = self.0.iter().map(|field| class.call1((&field.dissector, &field.name, &field.value)));
        PyTuple::new(py, made.collect::<PyResult<Vec<_>>>()?)
    }
}

impl FromPyObject<'_, '_> for DissectedFields {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<DissectedFields> {
        object.extract().map(DissectedFields)
    }
}
