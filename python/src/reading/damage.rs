//! What to do about a damaged capture.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

/// What damage in a capture leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnDamage {
    /// Damage that ends the reading is an exception, after all that was read; a damaged block that can be left out
    /// is a warning.
    Raise,
    /// All damage is a warning.
    Warn,
    /// Nobody wants to know.
    Ignore,
}

impl OnDamage {
    const ALL: [OnDamage; 3] = [OnDamage::Raise, OnDamage::Warn, OnDamage::Ignore];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            OnDamage::Raise => "raise",
            OnDamage::Warn => "warn",
            OnDamage::Ignore => "ignore",
        }
    }
}

impl FromPyObject<'_, '_> for OnDamage {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<OnDamage> {
        let name: &str = &object.extract::<PyBackedStr>()?;
        OnDamage::ALL.into_iter().find(|damage| damage.name() == name).ok_or_else(|| {
            PyValueError::new_err(format!("on_damage must be 'raise', 'warn' or 'ignore', not {name:?}"))
        })
    }
}
