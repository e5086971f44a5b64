//! A pass as Python drives it: without the lock while it reads, and with a look at signals between two stretches.

use std::sync::{Mutex, TryLockError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use synfin::accounts::Accounts;
use synfin::capture::error::{CaptureError, Reason};
use synfin::flow_summary::FlowSummary;
use synfin::report::stats::json;

use crate::convert::error::{capture_error, warn};
use crate::reading::capture::{Capture, is_closed};
use crate::reading::damage::OnDamage;
use crate::reading::input::Raised;
use crate::reading::pass::Pass;
use crate::reading::running::Running;

/// A pass over a capture, and what is to be raised at its end.
pub(crate) struct Run {
    pub(crate) capture: Py<Capture>,
    running: Running,
    raised: Raised,
    at_end: Option<PyErr>,
    is_closed: bool,
    /// What is wrong with the capture, if anything: what ended the reading, or else the first block that was left out.
    damage: Option<String>,
}

impl Run {
    pub(crate) fn new(capture: Py<Capture>, pass: Pass, raised: Raised) -> Run {
        let running = Running::new(pass);
        capture.get().watch(running.endable());
        Run { capture, running, raised, at_end: None, is_closed: false, damage: None }
    }

    /// Whether the capture, or what can be read of it, has been read.
    ///
    /// # Errors
    /// `ValueError` where the capture was closed before: by a warning's handler, by a signal's, or in another thread.
    pub(crate) fn is_over(&self) -> PyResult<bool> {
        match self.running.pass().as_ref() {
            Some(pass) => Ok(pass.is_over()),
            None if self.is_closed => Ok(true),
            None => Err(is_closed()),
        }
    }

    /// Takes out a connection that has left; none either once the pass is gone, which [`Run::is_over`] tells.
    pub(crate) fn pop_ended(&mut self) -> Option<FlowSummary> {
        self.running.pass().as_mut()?.pop_ended()
    }

    /// How many connections began.
    pub(crate) fn flows_opened(&self) -> u64 {
        self.running.pass().as_ref().map_or(0, |pass| pass.accounts().flow_books.opened)
    }

    /// Whether a row may be told now. What has come to its end stays there, whatever happens to the capture.
    ///
    /// # Errors
    /// `RuntimeError` in the child of a fork; `ValueError` once the capture is closed, and what the pass held is let go.
    pub(crate) fn ensure_goes_on(&mut self) -> PyResult<()> {
        if self.is_closed {
            return Ok(());
        }
        self.running.process().ensure_this()?;
        self.capture.get().ensure_open().inspect_err(|_| self.running.endable().end())
    }

    /// Does some of the pass's work while other threads may run Python.
    ///
    /// # Errors
    /// What a signal raised (`KeyboardInterrupt`), a warning that was made an error (of damage, or of a dissector's exception): they
    /// leave the pass as it is, and it can go on. Or what [`Run::ensure_goes_on`] raises.
    pub(crate) fn advance(
        &mut self,
        py: Python<'_>,
        work: impl FnOnce(&mut Pass) -> Result<(), CaptureError> + Send,
    ) -> PyResult<()> {
        let told = match self.work(py, work)? {
            Ok(()) => Ok(()),
            Err(error) => self.damage(py, error),
        };
        py.check_signals()?;
        self.capture.get().dissectors.reports.tell(py)?;
        told
    }

    /// Does the same, and keeps quiet about damage: another pass will tell it.
    ///
    /// # Errors
    /// What a signal raised, or what [`Run::ensure_goes_on`] raises.
    pub(crate) fn advance_quietly(
        &mut self,
        py: Python<'_>,
        work: impl FnOnce(&mut Pass) -> Result<(), CaptureError> + Send,
    ) -> PyResult<()> {
        // What it says of the damage is what the next pass will say.
        let _ = self.work(py, work)?;
        py.check_signals()
    }

    fn work(
        &mut self,
        py: Python<'_>,
        work: impl FnOnce(&mut Pass) -> Result<(), CaptureError> + Send,
    ) -> PyResult<Result<(), CaptureError>> {
        self.ensure_goes_on()?;
        let mut running = self.running.pass();
        let pass = running.as_mut().ok_or_else(is_closed)?;
        Ok(py.detach(|| work(pass)))
    }

    /// Ends the pass: its accounts become the capture's, and what is to be raised is raised, once.
    ///
    /// # Errors
    /// The damage that ended the reading, or the exception of a file object; `ValueError` where the capture was closed before.
    pub(crate) fn close(&mut self, py: Python<'_>) -> PyResult<()> {
        self.capture.get().dissectors.reports.tell(py)?;
        if !self.is_closed {
            let mut accounts = Vec::new();
            let running = self.running.pass();
            let pass = running.as_ref().ok_or_else(is_closed)?;
            json::write(&mut accounts, &without_dissectors(pass.accounts()))?;
            drop(running);
            self.is_closed = true;
            self.capture.get().keep_accounts(py, &accounts, self.damage.take());
        }
        self.at_end.take().map_or(Ok(()), Err)
    }

    #[cold]
    fn damage(&mut self, py: Python<'_>, error: CaptureError) -> PyResult<()> {
        let capture = self.capture.get();
        if let Some(raised) = self.raised.take() {
            self.damage = Some(format!("{}: {raised}", capture.name));
            self.at_end = Some(raised);
            return Ok(());
        }
        if error.is_final || self.damage.is_none() {
            self.damage = Some(format!("{}:{error}", capture.name));
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

/// What an iterator or a tracker owns, for one caller at a time.
///
/// # Errors
/// `ValueError`, as a generator raises it, when it is in the middle of a step: in another thread, or because
/// what it calls has called it.
pub(crate) fn alone<S, T>(
    what: &str,
    state: &Mutex<S>,
    step: impl FnOnce(&mut S) -> PyResult<T>,
) -> PyResult<T> {
    match state.try_lock() {
        Ok(mut state) => step(&mut state),
        Err(TryLockError::WouldBlock) => Err(PyValueError::new_err(format!("{what} already executing"))),
        Err(TryLockError::Poisoned(poisoned)) => step(&mut poisoned.into_inner()),
    }
}
