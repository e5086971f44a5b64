//! Why a segment got its step: the sentence, or what it is made from.

use std::fmt;
use std::hash::{Hash, Hasher};

use pyo3::prelude::*;
use synfin::flow::verdict::Verdict;
use synfin::language::language::Language;

/// The reason for a verdict; text only once somebody asks, or after it was unpickled.
#[derive(Clone, Debug)]
pub(crate) enum Reason {
    /// As the classifier tells it.
    Of(Verdict),
    /// As it was written down.
    Text(Box<str>),
}

impl Reason {
    /// The sentence in a language; none when it is only known as it was written down, in English.
    pub(crate) fn in_language(&self, language: Language) -> Option<String> {
        match self {
            Reason::Of(verdict) => Some(language.reason(verdict).to_string()),
            Reason::Text(text) => (language == Language::English).then(|| text.to_string()),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Of(verdict) => verdict.reason().fmt(f),
            Reason::Text(text) => text.fmt(f),
        }
    }
}

/// Equal when they read the same.
impl PartialEq for Reason {
    fn eq(&self, other: &Reason) -> bool {
        match (self, other) {
            (Reason::Of(one), Reason::Of(other)) => one == other,
            (one, other) => one.to_string() == other.to_string(),
        }
    }
}

impl Eq for Reason {}

/// Adds nothing: what it says follows from the other columns.
impl Hash for Reason {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl FromPyObject<'_, '_> for Reason {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Reason> {
        Ok(Reason::Text(object.extract::<String>()?.into()))
    }
}
