//! What both kinds of rows can do.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;
use synfin::column::table::Table;
use synfin_arrow::projection::Projection;

use crate::reading::capture::Capture;

/// Every column of a table with what `row` has in it, in the table's order.
pub(crate) fn columns<'py, T: Table>(row: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    let columns = PyDict::new(row.py());
    T::COLUMNS.iter().try_for_each(|column| columns.set_item(column.name, row.getattr(column.name)?))?;
    Ok(columns)
}

/// The names of a table's columns, in their order.
pub(crate) fn names<T: Table>() -> Vec<&'static str> {
    T::COLUMNS.iter().map(|column| column.name).collect()
}

/// A moment, in nanoseconds since the epoch, as a `datetime`.
pub(crate) fn datetime(py: Python<'_>, nanoseconds: i64) -> PyResult<Bound<'_, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    FUNCTION.import(py, "synfin.moments", "datetime_of")?.call1((nanoseconds,))
}

/// The first rows of a table as HTML, for notebooks. Where the capture can be read only once, or reading it calls somebody's code, it is
/// not read to be shown.
pub(crate) fn table_html<'py, T: Table>(
    table: &Bound<'py, PyAny>,
    capture: &Capture,
    columns: &Projection<T>,
) -> PyResult<Bound<'py, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let line = table.repr()?;
    let names: Vec<_> = columns.columns().map(|column| column.name).collect();
    let is_read = capture.is_repeatable && !capture.dissectors.calls_python && !capture.closed();
    let table = is_read.then_some(table);
    let function = FUNCTION.import(line.py(), "synfin.notebook", "table_html")?;
    function.call1((line, table, names, T::COLUMNS.len()))
}

/// A row as HTML, for notebooks, under its picture if it has one.
pub(crate) fn html<'py>(
    py: Python<'py>,
    columns: &Bound<'py, PyDict>,
    line: &str,
    picture: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    FUNCTION.import(py, "synfin.notebook", "row_html")?.call1((line, columns, picture))
}
