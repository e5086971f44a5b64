//! The columns that are asked for.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use synfin::column::table::Table;
use synfin_arrow::projection::Projection;

/// The columns of these names, or all.
///
/// # Errors
/// `ValueError` for a name that no column has.
pub(crate) fn projection<T: Table>(columns: Option<Vec<String>>) -> PyResult<Projection<T>> {
    columns.map_or_else(
        || Ok(Projection::all()),
        |names| Projection::of(&names).map_err(|error| PyValueError::new_err(error.to_string())),
    )
}
