//! What is known of a checksum, as a word and the reason beside it.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::PyString;
use synfin::observation::Checksum;
use synfin::wire::checksum::ChecksumStatus;

/// The word of a checksum's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Verified {
    /// It is right.
    Good,
    /// It is wrong.
    Bad,
    /// It tells nothing.
    Unverified,
}

impl Verified {
    /// The word used in tables.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Verified::Good => "good",
            Verified::Bad => "bad",
            Verified::Unverified => "unverified",
        }
    }
}

/// The word, and why there is none better.
pub(crate) fn verified(checksum: Checksum) -> (Verified, Option<Why>) {
    let word = match checksum {
        Checksum::Checked(ChecksumStatus::Good) => Verified::Good,
        Checksum::Checked(ChecksumStatus::Bad { .. }) => Verified::Bad,
        Checksum::Checked(ChecksumStatus::Unverified(_)) | Checksum::NotAsked => Verified::Unverified,
    };
    (word, checksum.why_unverified().map(|why| Why(Cow::Borrowed(why))))
}

/// Why a checksum tells nothing: a word that becomes a `str`, and back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Why(Cow<'static, str>);

impl<'py> IntoPyObject<'py> for &Why {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        Ok(PyString::new(py, &self.0))
    }
}

impl FromPyObject<'_, '_> for Why {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Why> {
        object.extract::<String>().map(|why| Why(Cow::Owned(why)))
    }
}
