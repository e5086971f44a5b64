//! Python's objects that a capture or a tracker owns by way of Rust, where the garbage collector sees them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;

/// Objects of which each has one owner here, whoever in Rust uses it: their owner visits each once, for the one reference there is.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    objects: BTreeMap<u64, Py<PyAny>>,
    next: u64,
}

/// One of them, until it is dropped; the object may be gone before.
pub(crate) struct KeptObject {
    kept: Kept,
    place: u64,
}

impl Kept {
    /// Under the lock nothing calls Python and nobody waits for its lock, so the garbage collector may wait for this one.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn keep(&self, object: Py<PyAny>) -> KeptObject {
        let mut shelf = self.shelf();
        let place = shelf.next;
        shelf.next += 1;
        shelf.objects.insert(place, object);
        drop(shelf);
        KeptObject { kept: self.clone(), place }
    }

    /// # Errors
    /// The collector wants no more.
    pub(crate) fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.shelf().objects.values().try_for_each(|object| visit.call(object))
    }

    /// Lets go of all objects; whoever uses one finds that it is gone.
    pub(crate) fn clear(&self) {
        let objects = core::mem::take(&mut self.shelf().objects);
        // Only now, without the lock: letting go of objects may run Python.
        drop(objects);
    }
}

impl KeptObject {
    /// The object, unless its owner has let go of it.
    pub(crate) fn get<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
        self.kept.shelf().objects.get(&self.place).map(|object| object.bind(py).clone())
    }
}

impl Drop for KeptObject {
    fn drop(&mut self) {
        let object = self.kept.shelf().objects.remove(&self.place);
        drop(object);
    }
}
