//! The connections of a capture: the table, and a pass over it.

use std::sync::Mutex;

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use synfin::column::flows as column;
use synfin::filter::condition::Condition;
use synfin_arrow::projection::Projection;
use synfin_arrow::schema::schema;

use crate::reading::capture::Capture;
use crate::reading::ended::Ended;
use crate::reading::pass::Pass;
use crate::reading::run::alone;
use crate::reading::which::where_words;
use crate::row::common;
use crate::row::flow::Flow;
use crate::row::origin::Origin;
use crate::table::capsule::{self, convenience};
use crate::table::flows::FlowRows;
use crate::table::stream::Stream;
use crate::table::telling::Telling;

/// The table `flows` of a capture: every connection, in order of its number as far as 65,536 can wait for one.
///
/// It holds nothing: each iteration over it is a pass over the capture, and so is each Arrow stream of it.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct Flows {
    capture: Py<Capture>,
    condition: Option<Condition<column::Flows>>,
    /// What its text says of the condition.
    where_words: String,
    columns: Projection<column::Flows>,
}

impl Flows {
    /// `words` are those of the condition.
    pub(crate) fn new(
        capture: Py<Capture>,
        condition: Option<Condition<column::Flows>>,
        words: Option<&str>,
        columns: Projection<column::Flows>,
    ) -> Flows {
        Flows { capture, condition, where_words: where_words(words), columns }
    }

    /// A pass of its own.
    fn begin(&self, py: Python<'_>) -> PyResult<Ended> {
        Ok(Ended::new(Capture::begin(self.capture.bind(py))?, self.condition.clone()))
    }

    /// The batches of one.
    fn stream(&self, py: Python<'_>) -> PyResult<Stream<column::Flows, FlowRows>> {
        Ok(Stream::new(FlowRows(self.begin(py)?), &self.columns))
    }
}

#[pymethods]
impl Flows {
    fn __iter__(&self, py: Python<'_>) -> PyResult<FlowIterator> {
        let state = State { ended: self.begin(py)?, origin: Origin::of(&self.capture, py) };
        Ok(FlowIterator { state: Mutex::new(state) })
    }

    /// The table as an Arrow stream, batch by batch: a pass of its own over the capture (the Arrow PyCapsule interface).
    ///
    /// `requested_schema` is taken note of and no more, as the interface allows: name the `columns` instead.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        capsule::stream(py, self.stream(py)?)
    }

    /// The same; `tell` is called with the exception that ends it, of which Arrow would only tell a text.
    fn _arrow_c_stream_telling<'py>(
        &self,
        py: Python<'py>,
        tell: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::stream(py, Telling::new(self.stream(py)?, tell))
    }

    /// The Arrow schema of the table; the capture is not read for it.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &schema(&self.columns))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.capture)
    }

    /// The table as a `pyarrow.Table`.
    #[classattr]
    fn to_arrow(py: Python<'_>) -> PyResult<Py<PyAny>> {
        convenience(py, "to_arrow")
    }

    /// The table as a `polars.DataFrame`.
    #[classattr]
    fn to_polars(py: Python<'_>) -> PyResult<Py<PyAny>> {
        convenience(py, "to_polars")
    }

    /// The table as a `pandas.DataFrame`, by way of pyarrow.
    #[classattr]
    fn to_pandas(py: Python<'_>) -> PyResult<Py<PyAny>> {
        convenience(py, "to_pandas")
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        common::table_html(slf.as_any(), slf.get().capture.get(), &slf.get().columns)
    }

    fn __repr__(&self) -> String {
        format!("<Flows{} in {:?}>", self.where_words, self.capture.get().name)
    }
}

/// A pass over the connections of a capture; for one thread at a time: another gets a `ValueError` in the middle of a step.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct FlowIterator {
    state: Mutex<State>,
}

struct State {
    ended: Ended,
    origin: Origin,
}

#[pymethods]
impl FlowIterator {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Flow>> {
        alone("iterator", &self.state, |state| state.next(py))
    }

    /// What is in the middle of a step is in use; nobody comes out of a step or into one while the collector works.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.state.try_lock().map_or(Ok(()), |state| visit.call(&state.ended.run.capture))
    }
}

impl State {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Flow>> {
        self.ended.run.ensure_goes_on()?;
        loop {
            if let Some(flow) = self.ended.pop() {
                return Ok(Some(Flow::of(&flow, self.origin.clone())));
            }
            if self.ended.run.is_over()? {
                return self.ended.run.close(py).map(|()| None);
            }
            self.ended.run.advance(py, Pass::advance_for_flows)?;
        }
    }
}
