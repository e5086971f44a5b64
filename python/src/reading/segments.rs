//! The segments of a capture: the table, and a pass over it.

use std::collections::VecDeque;
use std::sync::Mutex;

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use synfin::column::segments as column;
use synfin_arrow::projection::Projection;
use synfin_arrow::schema::schema;

use crate::reading::capture::Capture;
use crate::reading::run::{Run, alone};
use crate::reading::which::{Which, where_words};
use crate::row::common;
use crate::row::segment::Segment;
use crate::table::capsule::{self, convenience};
use crate::table::segments::SegmentRows;
use crate::table::stream::Stream;
use crate::table::telling::Telling;

/// The table `segments` of a capture: every TCP segment in capture order.
///
/// It holds nothing: each iteration over it is a pass over the capture, and so is each Arrow stream of it.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct Segments {
    capture: Py<Capture>,
    which: Which,
    /// What its text says of the condition.
    where_words: String,
    columns: Projection<column::Segments>,
}

impl Segments {
    /// `words` are those of the condition.
    pub(crate) fn new(
        capture: Py<Capture>,
        which: Which,
        words: Option<&str>,
        columns: Projection<column::Segments>,
    ) -> Segments {
        Segments { capture, which, where_words: where_words(words), columns }
    }

    /// The batches of a pass of their own.
    fn stream(&self, py: Python<'_>) -> PyResult<Stream<column::Segments, SegmentRows>> {
        let run = Capture::begin(self.capture.bind(py))?;
        Ok(Stream::new(SegmentRows { run, which: self.which.clone() }, &self.columns))
    }
}

#[pymethods]
impl Segments {
    fn __iter__(&self, py: Python<'_>) -> PyResult<SegmentIterator> {
        let run = Capture::begin(self.capture.bind(py))?;
        let state = State { run, which: self.which.clone(), queue: VecDeque::new() };
        Ok(SegmentIterator { state: Mutex::new(state) })
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
        let of_flow = self.which.flow.map(|flow| format!(" of flow {flow}")).unwrap_or_default();
        format!("<Segments{of_flow}{} in {:?}>", self.where_words, self.capture.get().name)
    }
}

/// A pass over the segments of a capture; for one thread at a time: another gets a `ValueError` in the middle of a step.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct SegmentIterator {
    state: Mutex<State>,
}

struct State {
    run: Run,
    which: Which,
    /// Read and not yet handed on: those of one stretch.
    queue: VecDeque<Segment>,
}

#[pymethods]
impl SegmentIterator {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Segment>> {
        alone("iterator", &self.state, |state| state.next(py))
    }

    /// What is in the middle of a step is in use; nobody comes out of a step or into one while the collector works.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.state.try_lock().map_or(Ok(()), |state| visit.call(&state.run.capture))
    }
}

impl State {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Segment>> {
        self.run.ensure_goes_on().inspect_err(|_| self.queue.clear())?;
        loop {
            if let Some(segment) = self.queue.pop_front() {
                return Ok(Some(segment));
            }
            if self.run.is_over()? {
                return self.run.close(py).map(|()| None);
            }
            let (queue, which) = (&mut self.queue, &self.which);
            self.run.advance(py, |pass| {
                pass.advance_for_segments(|observation, record| {
                    if !which.takes(observation) {
                        return 0;
                    }
                    // What the engine has read: `original_len` still counts the check sequence, so a reader of the octets sees
                    // the same packet again.
                    let octets = record.octets_without_fcs();
                    queue.push_back(Segment::of(observation, record.link_type, octets, record.original_len));
                    octets.len() + size_of::<Segment>()
                })
            })?;
        }
    }
}
