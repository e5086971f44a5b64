//! An analysis for those who keep their own loop over frames.

use std::sync::Mutex;

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use synfin::analyzer::Analyzer;
use synfin::in_order::InOrder;
use synfin::report::stats::json;
use synfin::wire::numbers::LinkType;

use crate::convert::number;
use crate::convert::octets::octets;
use crate::dissect::given::Given;
use crate::dissect::reports::Reports;
use crate::kept::Kept;
use crate::reading::options::{TimeoutsGiven, options, with_secret};
use crate::reading::run::{alone, without_dissectors};
use crate::row::flow::Flow;
use crate::row::origin::Origin;
use crate::row::segment::Segment;

/// Follows connections in frames that come from anywhere: keep the loop over dpkt or scapy, and add what synfin tells.
///
/// The options are those of `open`. It is for one thread at a time: another gets a `ValueError` in the middle of a step. A fork makes two
/// of it, which know nothing of each other.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct Tracker {
    state: Mutex<State>,
    /// The objects of dissectors.
    kept: Kept,
}

struct State {
    analyzer: Analyzer,
    reports: Reports,
    in_order: InOrder,
}

impl State {
    fn ended(&mut self) -> Vec<Flow> {
        while let Some(flow) = self.analyzer.pop_ended() {
            self.in_order.push(flow);
        }
        core::iter::from_fn(|| self.in_order.pop()).map(|flow| Flow::of(&flow, Origin::default())).collect()
    }
}

#[pymethods]
impl Tracker {
    #[new]
    #[pyo3(signature = (*, max_flows = None, timeouts = None, verify_checksums = true, dissectors = None))]
    fn new(
        #[pyo3(from_py_with = number::max_flows)] max_flows: Option<u32>,
        timeouts: Option<TimeoutsGiven>,
        verify_checksums: bool,
        dissectors: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Tracker> {
        let options = options(max_flows, timeouts, verify_checksums);
        let Given { registry, reports, kept, .. } = Given::of(dissectors)?;
        let analyzer = Analyzer::new(with_secret(options)).dissecting(&registry);
        Ok(Tracker { state: Mutex::new(State { analyzer, reports, in_order: InOrder::default() }), kept })
    }

    /// Takes the next frame: when it was captured (nanoseconds since 1970-01-01T00:00:00Z), its octets (anything with the
    /// buffer protocol), what the first of them belongs to (a number of the LINKTYPE registry; 1 is Ethernet), and how
    /// many it had on the wire, if more. Frames are numbered from 1.
    ///
    /// Returns its segment; none when there is no TCP in it, or none that can be read: `stats` counts those.
    #[pyo3(signature = (time, buffer, link_type = 1, *, original_len = None))]
    fn feed(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = number::time)] time: i64,
        buffer: &Bound<'_, PyAny>,
        #[pyo3(from_py_with = number::link_type)] link_type: u16,
        #[pyo3(from_py_with = number::original_len)] original_len: Option<u32>,
    ) -> PyResult<Option<Segment>> {
        let octets = octets(buffer)?;
        let original_len = original_len.unwrap_or(u32::try_from(octets.len()).unwrap_or(u32::MAX));
        let link_type = LinkType(link_type);
        alone("Tracker", &self.state, |state| {
            let observation = state.analyzer.observe_octets(time, link_type, &octets, original_len);
            let segment = observation.map(|observation| {
                let observation = state.analyzer.with_fields(observation);
                Segment::of(&observation, link_type, &octets, original_len)
            });
            state.reports.tell(py).map(|()| segment)
        })
    }

    /// The connections that have left since the last call, in order of their numbers: they ran out of time or made place
    /// for others. Those wait that began after one that lives on, 65,536 of them at most; what comes too late for its place comes as
    /// soon as it leaves.
    fn ended(&self, py: Python<'_>) -> PyResult<Vec<Flow>> {
        alone("Tracker", &self.state, |state| {
            let ended = state.ended();
            state.reports.tell(py).map(|()| ended)
        })
    }

    /// Ends all connections, and returns those that have left since the last call, in order of their numbers.
    fn finish(&self, py: Python<'_>) -> PyResult<Vec<Flow>> {
        alone("Tracker", &self.state, |state| {
            state.analyzer.finish();
            let ended = state.ended();
            state.reports.tell(py).map(|()| ended)
        })
    }

    /// The accounts so far.
    #[getter]
    fn stats<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let mut accounts = Vec::new();
        alone("Tracker", &self.state, |state| {
            Ok(json::write(&mut accounts, &without_dissectors(state.analyzer.accounts()))?)
        })?;
        FUNCTION.import(py, "synfin.stats", "stats_from_json")?.call1((accounts,))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.kept.traverse(&visit)
    }

    fn __clear__(&self) {
        self.kept.clear();
    }

    fn __repr__(&self) -> PyResult<String> {
        alone("Tracker", &self.state, |state| {
            let (books, flows) = (state.analyzer.books(), state.analyzer.flow_books());
            Ok(format!("<Tracker {} frames, {} flows, {} live>", books.frames, flows.opened, flows.live))
        })
    }
}
