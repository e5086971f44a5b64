//! The languages in which words for people are told.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use synfin::language::language::Language;

/// A language, by its tag: `"en"`, `"zh"`, `"zh-Hans"`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lang(pub(crate) Language);

impl FromPyObject<'_, '_> for Lang {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Lang> {
        let name: &str = &object.extract::<PyBackedStr>()?;
        Language::named(name).map(Lang).ok_or_else(|| {
            let names = Language::ALL.map(Language::name).join(", ");
            PyValueError::new_err(format!("lang must be one of {names}, not {name:?}"))
        })
    }
}
