//! The connections of a capture: the table, and a pass over it.

use std::sync::Mutex;

use pyo3::prelude::*;
use synfin::in_order::InOrder;

use crate::reading::capture::Capture;
use crate::reading::run::{Run, alone};
use crate::row::flow::Flow;

/// The table `flows` of a capture: every connection, in order of its number.
///
/// It holds nothing: each iteration over it is a pass over the capture.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct Flows {
    capture: Py<Capture>,
}

impl Flows {
    pub(crate) fn new(capture: Py<Capture>) -> Flows {
        Flows { capture }
    }
}

#[pymethods]
impl Flows {
    fn __iter__(&self, py: Python<'_>) -> PyResult<FlowIterator> {
        let run = Capture::begin(self.capture.bind(py))?;
        Ok(FlowIterator { state: Mutex::new(State { run, in_order: InOrder::default() }) })
    }

    fn __repr__(&self) -> String {
        format!("<Flows in {:?}>", self.capture.get().name)
    }
}

/// A pass over the connections of a capture.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct FlowIterator {
    state: Mutex<State>,
}

struct State {
    run: Run,
    in_order: InOrder,
}

#[pymethods]
impl FlowIterator {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Flow>> {
        alone(&self.state, |state| state.next(py))
    }
}

impl State {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Flow>> {
        loop {
            if let Some(flow) = self.in_order.pop() {
                return Ok(Some(Flow::of(&flow)));
            }
            if let Some(flow) = self.run.pass.analyzer.pop_ended() {
                self.in_order.push(flow);
            } else if self.run.pass.is_over() {
                return self.run.close(py).map(|()| None);
            } else {
                self.run.advance(py, |pass| pass.advance(|_, _| 0))?;
            }
        }
    }
}
