//! The columns that are asked for.

use std::collections::BTreeSet;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use synfin::column::table::Table;
use synfin::filter::nearest::nearest;
use synfin_arrow::projection::{NoSuchColumn, Projection};

/// Names of columns, each once.
pub(crate) struct Columns(Vec<String>);

impl FromPyObject<'_, '_> for Columns {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Columns> {
        if object.is_instance_of::<PyString>() {
            let told = format!("columns are given in a list: [{}]", object.repr()?);
            return Err(PyTypeError::new_err(told));
        }
        let name = |name: PyResult<Bound<'_, PyAny>>| {
            let name = name?;
            name.extract::<String>().map_err(|_| match name.get_type().name() {
                Ok(what) => PyTypeError::new_err(format!("the name of a column must be a str, not {what}")),
                Err(error) => error,
            })
        };
        let names = object.try_iter()?.map(name).collect::<PyResult<Vec<_>>>()?;
        let mut known = BTreeSet::new();
        match names.iter().find(|name| !known.insert(name.as_str())) {
            Some(twice) => Err(PyValueError::new_err(format!("the column {twice:?} is asked for twice"))),
            None => Ok(Columns(names)),
        }
    }
}

/// The columns of these names, or all.
///
/// # Errors
/// `ValueError` for a name that no column has, with the nearest that one has.
pub(crate) fn projection<T: Table>(columns: Option<Columns>) -> PyResult<Projection<T>> {
    columns.map_or_else(
        || Ok(Projection::all()),
        |Columns(names)| Projection::of(&names).map_err(|error| no_such::<T>(&error)),
    )
}

#[cold]
fn no_such<T: Table>(error: &NoSuchColumn) -> PyErr {
    let near = nearest(&error.name, T::COLUMNS.iter().map(|column| column.name));
    let near = near.map(|near| format!("; the nearest is {near:?}")).unwrap_or_default();
    PyValueError::new_err(format!("{error}{near}"))
}
