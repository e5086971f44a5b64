//! A capture that was opened.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::sync::{MutexExt, PyOnceLock};
use pyo3::types::{PyBytes, PyTuple};
use synfin::analyzer::AnalyzerOptions;
use synfin::dissect::registry::Registry;
use synfin::picture::artist::USUAL_ROWS;
use synfin::report::look::Look;

use crate::convert::language::Lang;
use crate::convert::number;
use crate::dissect::given::Given;
use crate::reading::damage::OnDamage;
use crate::reading::flows::Flows;
use crate::reading::ladder::{self, Form};
use crate::reading::options::with_secret;
use crate::reading::pass::Pass;
use crate::reading::run::Run;
use crate::reading::running::Endable;
use crate::reading::segments::Segments;
use crate::reading::source::{Opened, Source};
use crate::reading::which::{Which, condition};
use crate::table::columns::{Columns, projection};

/// A capture: iterate over its segments or its connections, as often as its source can be read.
///
/// A context manager: leaving it closes the capture.
#[pyclass(module = "synfin", frozen)]
pub(crate) struct Capture {
    /// None once it is closed: rows that are kept keep the capture, and it must not keep octets for them.
    source: Mutex<Option<Arc<Source>>>,
    pub(crate) name: String,
    /// The name of the file without its folders, if it is a file.
    pub(crate) file_name: Option<String>,
    pub(crate) on_damage: OnDamage,
    options: AnalyzerOptions,
    pub(crate) dissectors: Given,
    threads: NonZeroUsize,
    /// Whether the source can be read more than once.
    pub(crate) is_repeatable: bool,
    is_closed: AtomicBool,
    /// Opened when the capture was, for the first pass.
    first: Mutex<Option<Opened>>,
    /// The passes that close() ends.
    running: Mutex<Vec<Endable>>,
    /// Of the last pass that came to the end.
    accounts: Mutex<Option<Told>>,
}

/// The accounts of a pass, as JSON, and what is wrong with the capture.
struct Told {
    accounts: Py<PyBytes>,
    damage: Option<String>,
}

impl Capture {
    /// `opened` is for the first pass; `is_repeatable` tells whether the source can be opened again for more.
    pub(crate) fn new(
        source: Source,
        (opened, is_repeatable): (Opened, bool),
        on_damage: OnDamage,
        options: AnalyzerOptions,
        threads: NonZeroUsize,
        dissectors: Given,
    ) -> Capture {
        Capture {
            name: source.name(),
            file_name: source.file_name(),
            source: Mutex::new(Some(Arc::new(source))),
            on_damage,
            options,
            dissectors,
            threads,
            is_repeatable,
            is_closed: AtomicBool::new(false),
            first: Mutex::new(Some(opened)),
            running: Mutex::new(Vec::new()),
            accounts: Mutex::new(None),
        }
    }

    /// Begins a pass from the start.
    ///
    /// # Errors
    /// It is closed, its source cannot be read again, or no longer.
    pub(crate) fn begin(slf: &Bound<'_, Capture>) -> PyResult<Run> {
        Capture::begin_with(slf, &slf.get().dissectors.registry)
    }

    /// Begins one that nobody looks into payload in.
    ///
    /// # Errors
    /// As [`Capture::begin`].
    pub(crate) fn begin_without_dissectors(slf: &Bound<'_, Capture>) -> PyResult<Run> {
        Capture::begin_with(slf, &Registry::new())
    }

    fn begin_with(slf: &Bound<'_, Capture>, dissectors: &Registry) -> PyResult<Run> {
        let (py, capture) = (slf.py(), slf.get());
        capture.ensure_open()?;
        let source = held(py, &capture.source).clone().ok_or_else(is_closed)?;
        let first = held(py, &capture.first).take();
        // In the child of a fork it would read from where the other side has come to.
        let first = first.filter(|first| first.process.is_this() || !capture.is_repeatable);
        let Opened { reader, raised, process } = match first {
            Some(opened) => opened,
            None if capture.is_repeatable => source.open(py)?.0,
            None => {
                let name = &capture.name;
                return Err(PyValueError::new_err(format!("{name} can be read only once, and it has been")));
            }
        };
        process.ensure_this()?;
        let pass = Pass::new(reader, with_secret(capture.options), capture.threads, dissectors)?;
        Ok(Run::new(slf.clone().unbind(), pass, raised))
    }

    /// # Errors
    /// `ValueError` once it is closed.
    pub(crate) fn ensure_open(&self) -> PyResult<()> {
        if self.is_closed.load(Ordering::Relaxed) {
            return Err(is_closed());
        }
        Ok(())
    }

    /// The accounts of the last pass that came to its end, as JSON, and what is wrong with the capture.
    fn told(&self, py: Python<'_>) -> Option<(Py<PyBytes>, Option<String>)> {
        let accounts = held(py, &self.accounts);
        accounts.as_ref().map(|told| (told.accounts.clone_ref(py), told.damage.clone()))
    }

    /// Remembers a pass, so that it can be ended.
    pub(crate) fn watch(&self, pass: Endable) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(Endable::is_held);
        running.push(pass);
    }

    /// Keeps the accounts of a pass that came to its end, as JSON, and what is wrong with the capture.
    pub(crate) fn keep_accounts(&self, py: Python<'_>, accounts: &[u8], damage: Option<String>) {
        let told = Told { accounts: PyBytes::new(py, accounts).unbind(), damage };
        let before = held(py, &self.accounts).replace(told);
        drop(before);
    }
}

fn stats(py: Python<'_>, told: (Py<PyBytes>, Option<String>)) -> PyResult<Bound<'_, PyAny>> {
    static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    FUNCTION.import(py, "synfin.stats", "stats_from_json")?.call1(told)
}

/// What is said of a capture that is closed.
#[cold]
pub(crate) fn is_closed() -> PyErr {
    PyValueError::new_err("the capture is closed")
}

fn held<'m, T>(py: Python<'_>, mutex: &'m Mutex<T>) -> MutexGuard<'m, T> {
    mutex.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner)
}

#[pymethods]
impl Capture {
    /// Every TCP segment in capture order, or those of one connection, and of them those for which `where` is true.
    ///
    /// Each iteration over what it returns is a pass over the capture. `columns` names those that a table made of it has, in
    /// their order; the others are not built.
    ///
    /// `where` is a condition over the columns in the words of an SQL WHERE, as in `"payload_len > 0 AND step = 'RETRANSMIT'"`; it
    /// can name what dissectors told, as in `"tls.sni LIKE '%.example.com'"`.
    #[pyo3(signature = (*, flow = None, r#where = None, columns = None))]
    fn segments(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = number::flow)] flow: Option<u64>,
        r#where: Option<&str>,
        columns: Option<Columns>,
    ) -> PyResult<Segments> {
        slf.get().ensure_open()?;
        let condition = condition(r#where, &slf.get().dissectors.registry)?;
        Ok(Segments::new(slf.clone().unbind(), Which { flow, condition }, r#where, projection(columns)?))
    }

    /// Every connection, in order of its number as far as 65,536 can wait for one.
    ///
    /// Each iteration over what it returns is a pass over the capture. A connection is told once it and all that began
    /// before it have ended: at the end of the capture, unless there are `timeouts` or the table is full. Where more than 65,536
    /// wait for one that lives on, nobody waits for it any longer, and it is told as soon as it ends. `columns` names those that a table made of it has.
    ///
    /// `where` is a condition over the columns in the words of an SQL WHERE, as in `"outcome = 'REFUSED' OR duration > 1e9"`, and over
    /// what dissectors told.
    #[pyo3(signature = (*, r#where = None, columns = None))]
    fn flows(slf: &Bound<'_, Self>, r#where: Option<&str>, columns: Option<Columns>) -> PyResult<Flows> {
        slf.get().ensure_open()?;
        let condition = condition(r#where, &slf.get().dissectors.registry)?;
        Ok(Flows::new(slf.clone().unbind(), condition, r#where, projection(columns)?))
    }

    /// The picture of one connection: two lifelines with their states, and an arrow for each segment or for several.
    ///
    /// Without `flow` it is the connection with most to tell, for which the capture is passed over twice. `format` is `"text"`,
    /// `"ascii"`, `"svg"`, `"html"` or `"mermaid"`. Of a long connection the first and the last rows are drawn, about `rows` in all,
    /// and what is left out between is counted. `width` is that of text, in columns. `lang` is the language of its words, `"en"` or
    /// `"zh"`; in ASCII they are English.
    #[pyo3(signature = (flow = None, format = Form::default(), *, rows = USUAL_ROWS, width = Look::default().width, lang = Lang::default()))]
    #[pyo3(text_signature = "($self, flow=None, format='svg', *, rows=100, width=120, lang='en')")]
    fn ladder(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = number::flow)] flow: Option<u64>,
        format: Form,
        #[pyo3(from_py_with = number::rows)] rows: usize,
        #[pyo3(from_py_with = number::width)] width: usize,
        lang: Lang,
    ) -> PyResult<String> {
        ladder::draw(slf, flow, format, rows, Look { width, language: lang.0, ..Look::default() })
    }

    /// The accounts of the whole capture: those of the last pass that came to the end, or else of a pass made for them, which raises
    /// what a pass raises; their `damage` tells it too, however often they are asked for.
    #[getter]
    fn stats<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (py, capture) = (slf.py(), slf.get());
        capture.ensure_open()?;
        let mut told = capture.told(py);
        if told.is_none() {
            let mut run = Capture::begin_without_dissectors(slf)?;
            while !run.is_over()? {
                run.advance(py, Pass::advance_alone)?;
            }
            run.close(py)?;
            told = capture.told(py);
        }
        stats(py, told.ok_or_else(is_closed)?)
    }

    /// Whether the capture was closed.
    #[getter]
    pub(crate) fn closed(&self) -> bool {
        self.is_closed.load(Ordering::Relaxed)
    }

    /// The path of the capture, or what it is instead of a file.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Closes the capture: no pass begins or goes on after that, and what it was read from is let go. A file object is left as it is:
    /// it is its owner's.
    fn close(&self, py: Python<'_>) {
        self.is_closed.store(true, Ordering::Relaxed);
        let first = held(py, &self.first).take();
        let source = held(py, &self.source).take();
        let running = core::mem::take(&mut *held(py, &self.running));
        running.iter().for_each(Endable::end);
        drop((first, source));
        self.dissectors.kept.clear();
    }

    fn __enter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        slf.get().ensure_open()?;
        Ok(slf.clone())
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, PyTuple>) {
        self.close(py);
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        static FUNCTION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let py = slf.py();
        let stats = slf.get().told(py).map(|told| stats(py, told)).transpose()?;
        FUNCTION.import(py, "synfin.notebook", "capture_html")?.call1((slf.repr()?, stats))
    }

    fn __repr__(&self) -> String {
        let closed = if self.closed() { ", closed" } else { "" };
        format!("<Capture {:?}{closed}>", self.name)
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        // Whatever else owns them in Rust, a pass or a row, holds the capture.
        self.dissectors.kept.traverse(&visit)
    }

    fn __clear__(&self) {
        self.dissectors.kept.clear();
    }
}
