//! Which rows are asked for.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use synfin::column::segments::Segments;
use synfin::dissect::registry::Registry;
use synfin::filter::asked::Asked;
use synfin::filter::condition::Condition;
use synfin::observation::Observation;

/// Which segments are asked for.
#[derive(Clone, Default)]
pub(crate) struct Which {
    /// Those of this connection.
    pub(crate) flow: Option<u64>,
    /// Those for which it is true.
    pub(crate) condition: Option<Condition<Segments>>,
}

impl Which {
    /// Whether this is one of them.
    pub(crate) fn takes<'r>(&self, segment: &'r Observation<'r>) -> bool {
        self.is_of_flow(segment) && self.holds(segment)
    }

    /// Whether it is one of the connection that is asked for, if one is.
    pub(crate) fn is_of_flow(&self, segment: &Observation<'_>) -> bool {
        self.flow.is_none_or(|flow| flow == segment.flow())
    }

    /// Whether the condition is true for it, if there is one; it has to know what dissectors told.
    pub(crate) fn holds<'r>(&self, segment: &'r Observation<'r>) -> bool {
        self.condition.as_ref().is_none_or(|condition| condition.holds(segment))
    }
}

/// What a table's text says of a condition: that it is one, and in which words.
pub(crate) fn where_words(words: Option<&str>) -> String {
    words.map(|words| format!(" where {words:?}")).unwrap_or_default()
}

/// The condition of these words, which may name what these dissectors tell.
///
/// # Errors
/// `ValueError`: it cannot be understood.
pub(crate) fn condition<T: Asked>(
    words: Option<&str>,
    dissectors: &Registry,
) -> PyResult<Option<Condition<T>>> {
    let condition = words.map(|words| Condition::parse_with(words, dissectors)).transpose();
    condition.map_err(|error| PyValueError::new_err(format!("where: {error}")))
}
