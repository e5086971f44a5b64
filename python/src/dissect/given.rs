//! The dissectors that a caller gives.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use synfin::dissect::plugins;
use synfin::dissect::registry::Registry;

use crate::dissect::object::PythonDissector;
use crate::dissect::reports::Reports;
use crate::kept::Kept;

/// The dissectors that a caller gives, and where their exceptions go.
pub(crate) struct Given {
    pub(crate) registry: Registry,
    pub(crate) reports: Reports,
    /// Their objects, and those that they opened.
    pub(crate) kept: Kept,
    /// Whether one of them is a Python object: then one thread does all.
    pub(crate) calls_python: bool,
}

impl Given {
    /// Those that ship, where nothing is given; else an object for each, or its name: of those that ship, or that installed packages
    /// offer.
    ///
    /// # Errors
    /// Nobody has that name, or an object is no dissector.
    pub(crate) fn of(given: Option<&Bound<'_, PyAny>>) -> PyResult<Given> {
        let shipped = plugins::all::all().containing_panics();
        let mut all = Given {
            registry: shipped.clone(),
            reports: Reports::default(),
            kept: Kept::default(),
            calls_python: false,
        };
        let Some(given) = given else { return Ok(all) };
        if given.is_instance_of::<PyString>() {
            return Err(PyValueError::new_err(format!(
                "dissectors are given in a list: [{}]",
                given.repr()?
            )));
        }
        all.registry = Registry::new().containing_panics();
        let several = given.try_iter().map_err(|_| match given.get_type().name() {
            Ok(what) => PyTypeError::new_err(format!("dissectors are given in a list, not as {what}")),
            Err(error) => error,
        })?;
        for one in several {
            all.add(&one?, &shipped)?;
        }
        Ok(all)
    }

    fn add(&mut self, one: &Bound<'_, PyAny>, shipped: &Registry) -> PyResult<()> {
        let found;
        let object = if let Ok(name) = one.cast::<PyString>() {
            if let Ok(named) = shipped.only(&[&*name.to_string_lossy()]) {
                self.ensure_new(&name.to_string_lossy())?;
                self.registry = core::mem::take(&mut self.registry).followed_by(&named);
                return Ok(());
            }
            found = one.py().import("synfin.dissect")?.call_method1("find", (name,))?;
            &found
        } else {
            one
        };
        let dissector = PythonDissector::new(object, self.kept.clone(), self.reports.clone())?;
        self.ensure_new(&synfin::dissect::dissector::Dissector::name(&dissector))?;
        self.registry = core::mem::take(&mut self.registry).with(dissector).containing_panics();
        self.calls_python = true;
        Ok(())
    }

    fn ensure_new(&self, name: &str) -> PyResult<()> {
        if self.registry.names().any(|known| known == name) {
            return Err(PyValueError::new_err(format!("two dissectors are called {name}")));
        }
        Ok(())
    }
}
