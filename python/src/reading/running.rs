//! A pass as its iterator and its capture share it: the one makes steps, the other may end it between two of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::process::Process;
use crate::reading::pass::Pass;

/// A pass, until it is ended.
pub(crate) struct Running {
    pass: Arc<Mutex<Option<Pass>>>,
    process: Process,
}

/// The same pass for whoever may end it, and does not keep it.
pub(crate) struct Endable {
    pass: Weak<Mutex<Option<Pass>>>,
    process: Process,
}

impl Running {
    pub(crate) fn new(pass: Pass) -> Running {
        Running { pass: Arc::new(Mutex::new(Some(pass))), process: Process::this() }
    }

    /// The process in which it began, the only one in which it can go on.
    pub(crate) fn process(&self) -> Process {
        self.process
    }

    /// The pass, for a step; none once it was ended. Nobody waits for it in the middle of one.
    pub(crate) fn pass(&self) -> MutexGuard<'_, Option<Pass>> {
        self.pass.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn endable(&self) -> Endable {
        Endable { pass: Arc::downgrade(&self.pass), process: self.process }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.endable().end();
        if !self.process.is_this() {
            // A thread that was in the middle of a step is not here to end it.
            core::mem::forget(Arc::clone(&self.pass));
        }
    }
}

impl Endable {
    /// Whether its iterator is still there.
    pub(crate) fn is_held(&self) -> bool {
        self.pass.strong_count() > 0
    }

    /// Lets go of the pass, with its threads and what it reads from; not of one in the middle of a step, which ends by itself.
    pub(crate) fn end(&self) {
        let Some(pass) = self.pass.upgrade() else { return };
        let taken = pass.try_lock().ok().and_then(|mut pass| pass.take());
        // Only now, without the lock: letting go of it may run Python.
        match taken {
            Some(pass) if !self.process.is_this() => pass.leave(),
            taken => drop(taken),
        }
    }
}
