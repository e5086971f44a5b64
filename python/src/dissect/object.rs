//! A Python object at work as a dissector.

use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyEllipsis, PyMapping, PyString};
use synfin::dissect::claims::{Claims, Probe};
use synfin::dissect::data::{At, Data, Gap};
use synfin::dissect::dissector::Dissector;
use synfin::dissect::emitter::Emitter;
use synfin::dissect::failure::Failure;
use synfin::dissect::field::{Field, FieldKind};
use synfin::dissect::flow_info::FlowInfo;
use synfin::dissect::name::Name;
use synfin::dissect::then::Then;
use synfin::dissect::value::FieldValue;

use crate::convert::address::Address;
use crate::convert::dissected::value_of;
use crate::convert::word::Named;
use crate::dissect::declared::Declared;
use crate::dissect::reports::Reports;
use crate::kept::{Kept, KeptObject};

/// A class of `synfin.dissect`, looked up once.
macro_rules! class {
    ($py:expr, $name:literal) => {{
        static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        CLASS.import($py, "synfin.dissect", $name)
    }};
}

/// A Python object at work as a dissector. What its own objects hold is Python's memory, and not counted here.
pub(crate) struct PythonDissector {
    object: KeptObject,
    kept: Kept,
    declared: Declared,
    reports: Reports,
}

/// What it knows of one connection.
pub(crate) enum Opened {
    Of(KeptObject),
    /// It does not want the connection after all.
    Declined,
    /// It raised an exception, which is reported.
    Raised,
}

impl PythonDissector {
    /// # Errors
    /// The object lacks something, or something of it is of another type.
    pub(crate) fn new(object: &Bound<'_, PyAny>, kept: Kept, reports: Reports) -> PyResult<PythonDissector> {
        let declared = Declared::of(object)?;
        Ok(PythonDissector { declared, object: kept.keep(object.clone().unbind()), kept, reports })
    }

    pub(crate) fn fails(&self, py: Python<'_>, error: PyErr) -> Failure {
        let failure = Failure::new(error.to_string());
        self.reports.put(py, &self.declared.name, error);
        failure
    }

    /// Calls a method with what `argument` makes, if there is such a method.
    fn call(
        &self,
        opened: &Opened,
        method: &str,
        emit: &mut Emitter<'_>,
        argument: impl for<'py> FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>,
    ) -> Result<Then, Failure> {
        let object = match opened {
            Opened::Of(object) => object,
            Opened::Declined => return Ok(Then::Done),
            Opened::Raised => return Err(Failure::new("open raised an exception")),
        };
        Python::attach(|py| {
            // It is gone when the capture was closed meanwhile.
            let Some(object) = object.get(py) else { return Ok(Then::Done) };
            let called = object.getattr_opt(PyString::intern(py, method)).and_then(|method| {
                let Some(method) = method else { return Ok(Then::GoOn) };
                self.put(&method.call1((argument(py)?,))?, emit)?;
                let is_done =
                    object.getattr_opt(intern!(py, "done"))?.map_or(Ok(false), |done| done.is_truthy())?;
                Ok(if is_done { Then::Done } else { Then::GoOn })
            });
            called.map_err(|error| self.fails(py, error))
        })
    }

    /// Tells what a method returned.
    fn put(&self, told: &Bound<'_, PyAny>, emit: &mut Emitter<'_>) -> PyResult<()> {
        if told.is_none() {
            return Ok(());
        }
        let pairs = match told.cast::<PyMapping>() {
            Ok(fields) => fields.items()?.try_iter()?,
            Err(_) => told.try_iter()?,
        };
        for pair in pairs {
            let (name, value): (String, Bound<'_, PyAny>) = pair?.extract().map_err(|_| {
                PyTypeError::new_err("a dissector tells a dict of fields, or pairs of a name and a value")
            })?;
            let value = self.as_declared(&name, value_of(&value)?)?;
            emit.put(&name, value).map_err(|failure| PyValueError::new_err(failure.to_string()))?;
        }
        Ok(())
    }

    /// The value as its field has it: whole numbers are signed.
    fn as_declared(&self, name: &str, value: FieldValue) -> PyResult<FieldValue> {
        let Some(field) = self.declared.fields.iter().find(|field| &*field.name == name) else {
            return Ok(value);
        };
        match (field.kind, value) {
            (FieldKind::Signed, FieldValue::Unsigned(number)) => {
                i64::try_from(number).map(FieldValue::Signed).map_err(|_| {
                    PyOverflowError::new_err(format!("{number} is more than 64 bits with a sign hold"))
                })
            }
            (kind, value) if value.kind() == kind => Ok(value),
            (kind, value) => {
                let (declared, told) = (type_of(kind), type_of(value.kind()));
                Err(PyTypeError::new_err(format!(
                    "the field {name} is of {declared}, not of {told}: {value}"
                )))
            }
        }
    }
}

/// Python's name for the type of a field.
const fn type_of(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Bool => "bool",
        FieldKind::Unsigned | FieldKind::Signed => "int",
        FieldKind::Text => "str",
        FieldKind::Octets => "bytes",
    }
}

impl Dissector for PythonDissector {
    type State = Opened;

    fn name(&self) -> Name {
        self.declared.name.clone()
    }

    fn fields(&self) -> Vec<Field> {
        self.declared.fields.clone()
    }

    fn claims(&self) -> Claims {
        self.declared.claims.clone()
    }

    fn probe(&self, first: &[u8]) -> Probe {
        if !self.declared.has_probe {
            return Probe::Unsure;
        }
        Python::attach(|py| {
            let Some(object) = self.object.get(py) else { return Probe::NotMine };
            let told = object.call_method1(intern!(py, "probe"), (PyBytes::new(py, first),));
            let probe = told.and_then(|told| {
                if told.is_none() {
                    Ok(Probe::Unsure)
                } else if told.is(PyEllipsis::get(py)) {
                    Ok(Probe::More)
                } else {
                    Ok(if told.is_truthy()? { Probe::Mine } else { Probe::NotMine })
                }
            });
            probe.unwrap_or_else(|error| {
                self.reports.put(py, &self.declared.name, error);
                Probe::NotMine
            })
        })
    }

    fn open(&self, flow: &FlowInfo) -> Opened {
        Python::attach(|py| {
            let Some(object) = self.object.get(py) else { return Opened::Declined };
            let FlowInfo { originator, responder } = flow;
            let sockets = class!(py, "Sockets").and_then(|class| {
                class.call1((
                    Address(originator.address()),
                    originator.port(),
                    Address(responder.address()),
                    responder.port(),
                ))
            });
            let opened = sockets.and_then(|sockets| object.call_method1(intern!(py, "open"), (sockets,)));
            match opened {
                Ok(opened) if opened.is_none() => Opened::Declined,
                Ok(opened) => Opened::Of(self.kept.keep(opened.unbind())),
                Err(error) => {
                    self.reports.put(py, &self.declared.name, error);
                    Opened::Raised
                }
            }
        })
    }

    fn data(&self, opened: &mut Opened, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.call(opened, "data", emit, |py| payload(py, data))
    }

    fn gap(&self, opened: &mut Opened, gap: &Gap, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.call(opened, "gap", emit, |py| {
            class!(py, "Gap")?.call1((gap.len, gap.offset, occasion(py, &gap.at)?))
        })
    }

    fn late(&self, opened: &mut Opened, data: &Data<'_>, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.call(opened, "late", emit, |py| payload(py, data))
    }

    fn handshake(&self, opened: &mut Opened, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.call(opened, "handshake", emit, |py| occasion(py, at))
    }

    fn teardown(&self, opened: &mut Opened, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.call(opened, "teardown", emit, |py| occasion(py, at))
    }

    fn reset(&self, opened: &mut Opened, at: &At, emit: &mut Emitter<'_>) -> Result<Then, Failure> {
        self.call(opened, "reset", emit, |py| occasion(py, at))
    }

    fn end(&self, opened: Opened, emit: &mut Emitter<'_>) -> Result<(), Failure> {
        let Opened::Of(object) = opened else { return Ok(()) };
        Python::attach(|py| {
            let Some(object) = object.get(py) else { return Ok(()) };
            let method = object.getattr_opt(intern!(py, "end"));
            let told =
                method.and_then(|method| method.map_or(Ok(()), |method| self.put(&method.call0()?, emit)));
            told.map_err(|error| self.fails(py, error))
        })
    }
}

fn payload<'py>(py: Python<'py>, data: &Data<'_>) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Payload")?.call1((PyBytes::new(py, data.octets), data.offset, occasion(py, &data.at)?))
}

fn occasion<'py>(py: Python<'py>, at: &At) -> PyResult<Bound<'py, PyAny>> {
    class!(py, "Occasion")?.call1((Named(at.direction), Named(at.step), at.frame, at.time.0))
}
