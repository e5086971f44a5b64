//! A pass as Python drives it: without the lock while it reads, and with a look at signals between two stretches.

use std::sync::{Mutex, TryLockError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use synfin::accounts::Accounts;
use synfin::capture::error::{CaptureError, Reason};
use synfin::report::stats::json;

use crate::convert::error::{capture_error, warn};
use crate::reading::capture::Capture;
use crate::reading::damage::OnDamage;
use crate::reading::input::Raised;
use crate::reading::pass::Pass;

/// A pass over a capture, and what is to be raised at its end.
pub(crate) struct Run {
    pub(crate) capture: Py<Capture>,
    pub(crate) pass: Pass,
    raised: Raised,
    at_end: Option<PyErr>,
    is_closed: bool,
}

impl Run {
    pub(crate) fn new(capture: Py<Capture>, pass: Pass, raised: Raised) -> Run {
        Run { capture, pass, raised, at_end: None, is_closed: false }
    }

    /// Does some of the pass's work while other threads may run Python.
    ///
    /// # Errors
    /// What a signal raised (`KeyboardInterrupt`), a warning that was made an error (of damage, or of a dissector's exception), or that
    /// the capture was closed. All three leave the pass as it is: it can go on.
    pub(crate) fn advance(
        &mut self,
        py: Python<'_>,
        work: impl FnOnce(&mut Pass) -> Result<(), CaptureError> + Send,
    ) -> PyResult<()> {
        self.capture.get().ensure_open()?;
        let pass = &mut self.pass;
        let done = py.detach(|| work(pass));
        let told = done.map_or_else(|error| self.damage(py, error), Ok);
        py.check_signals()?;
        self.capture.get().dissectors.reports.tell(py)?;
        told
    }

    /// Does the same, and keeps quiet about damage: another pass will tell it.
    ///
    /// # Errors
    /// What a signal raised, or that the capture was closed.
    pub(crate) fn advance_quietly(
        &mut self,
        py: Python<'_>,
        work: impl FnOnce(&mut Pass) -> Result<(), CaptureError> + Send,
    ) -> PyResult<()> {
        self.capture.get().ensure_open()?;
        let pass = &mut self.pass;
        // What it says of the damage is what the next pass will say.
        let _ = py.detach(|| work(pass));
        py.check_signals()
    }

    /// Ends the pass: its accounts become the capture's, and what is to be raised is raised, once.
    ///
    /// # Errors
    /// The damage that ended the reading, or the exception of a file object.
    pub(crate) fn close(&mut self, py: Python<'_>) -> PyResult<()> {
        self.capture.get().dissectors.reports.tell(py)?;
        if !self.is_closed {
            self.is_closed = true;
            let mut accounts = Vec::new();
            json::write(&mut accounts, &without_dissectors(self.pass.accounts()))?;
            self.capture.get().keep_accounts(py, &accounts);
        }
        self.at_end.take().map_or(Ok(()), Err)
    }

    #[cold]
    fn damage(&mut self, py: Python<'_>, error: CaptureError) -> PyResult<()> {
        let capture = self.capture.get();
        if let Some(raised) = self.raised.take() {
            self.at_end = Some(raised);
            return Ok(());
        }
        let raises = matches!(error.reason, Reason::Io(_)) || capture.on_damage == OnDamage::Raise;
        if error.is_final && raises {
            self.at_end = Some(capture_error(py, &capture.name, error));
            return Ok(());
        }
        match capture.on_damage {
            OnDamage::Raise | OnDamage::Warn => warn(py, &capture.name, error),
            OnDamage::Ignore => Ok(()),
        }
    }
}

/// The accounts that are the same whoever looks into payload: which passes do so, a caller need not know.
pub(crate) fn without_dissectors(mut accounts: Accounts<'_>) -> Accounts<'_> {
    accounts.dissectors = Vec::new();
    accounts
}

/// What an iterator owns, for one caller at a time.
///
/// # Errors
/// `ValueError`, as a generator raises it, when the iterator is in the middle of a step: in another thread, or because
/// what it calls has called it.
pub(crate) fn alone<S, T>(state: &Mutex<S>, step: impl FnOnce(&mut S) -> PyResult<T>) -> PyResult<T> {
    match state.try_lock() {
        Ok(mut state) => step(&mut state),
        Err(TryLockError::WouldBlock) => Err(PyValueError::new_err("iterator already executing")),
        Err(TryLockError::Poisoned(poisoned)) => step(&mut poisoned.into_inner()),
    }
}
