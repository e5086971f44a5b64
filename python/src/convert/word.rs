//! The closed lists of words: a Rust enum here, a `StrEnum` of `synfin.words` there.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use synfin::flow::direction::Direction;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State;
use synfin::flow::note::{Note, Notes};
use synfin::flow::outcome::{CloseKind, Ended, OpenKind, Outcome, Roles, Start};
use synfin::flow::stage::Stage;
use synfin::flow::step::Step;

use crate::convert::verified::Verified;

/// The members of one Python enum, in the order of the Rust enum.
pub(crate) type Members = PyOnceLock<Vec<Py<PyAny>>>;

/// An enum that tells its own name, and whose names are the values of a Python enum.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// The class in `synfin.words`.
    const CLASS: &'static str;
    /// Every variant, in order.
    const ALL: &'static [Self];
    /// The word.
    fn name(self) -> &'static str;
    /// Place in [`Word::ALL`].
    fn index(self) -> usize;
    /// Where the members of the class are kept.
    fn members() -> &'static Members;
}

/// Makes words of enums: a row each.
macro_rules! words {
    ($($word:ty, $class:literal, $all:expr;)*) => {
        $(impl Word for $word {
            const CLASS: &'static str = $class;
            const ALL: &'static [Self] = &$all;

            #[inline]
            fn name(self) -> &'static str {
                self.name()
            }

            #[inline]
            fn index(self) -> usize {
                self as usize
            }

            #[inline]
            fn members() -> &'static Members {
                static MEMBERS: Members = PyOnceLock::new();
                &MEMBERS
            }
        })*

        /// Every class, with its words in order.
        pub(crate) fn all() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$((<$word>::CLASS, <$word as Word>::ALL.iter().map(|word| word.name()).collect()),)*]
        }
    };
}

words! {
    Direction, "Direction", Direction::BOTH;
    Stage,     "Stage",     Stage::ALL;
    Step,      "Step",      Step::ALL;
    State,     "State",     State::ALL;
    Basis,     "Basis",     [Basis::Unknown, Basis::Assumed, Basis::Received, Basis::Sent];
    Note,      "Note",      Note::ALL;
    Outcome,   "Outcome",   Outcome::ALL;
    OpenKind,  "OpenKind",  OpenKind::ALL;
    CloseKind, "CloseKind", CloseKind::ALL;
    Start,     "Start",     Start::ALL;
    Roles,     "Roles",     Roles::ALL;
    Ended,     "End",       Ended::ALL;
    Verified,  "Checksum",  [Verified::Good, Verified::Bad, Verified::Unverified];
}

/// A word that becomes the member of its Python enum, and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Named<T>(pub(crate) T);

impl<'py, T: Word> IntoPyObject<'py> for Named<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[inline]
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let members = T::members().get_or_try_init(py, || members(py, T::CLASS, T::ALL))?;
        match members.get(self.0.index()) {
            Some(member) => Ok(member.bind(py).clone()),
            None => Err(PyValueError::new_err(self.0.name())),
        }
    }
}

/// The members of `synfin.words.CLASS` for these words, in their order.
fn members<T: Word>(py: Python<'_>, class: &str, all: &[T]) -> PyResult<Vec<Py<PyAny>>> {
    let class = py.import("synfin.words")?.getattr(class)?;
    all.iter().map(|word| Ok(class.call1((word.name(),))?.unbind())).collect()
}

impl<T: Word> FromPyObject<'_, '_> for Named<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let name: &str = &object.extract::<pyo3::pybacked::PyBackedStr>()?;
        let word = T::ALL.iter().find(|word| word.name() == name);
        word.copied().map(Named).ok_or_else(|| PyValueError::new_err(format!("{name:?} is no {}", T::CLASS)))
    }
}

/// A set of notes that becomes a tuple of members, in the order of their table, and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NamedNotes(pub(crate) Notes);

impl<'py> IntoPyObject<'py> for NamedNotes {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        if self.0.is_empty() {
            return Ok(PyTuple::empty(py));
        }
        PyTuple::new(py, self.0.iter().map(Named).collect::<Vec<_>>())
    }
}

impl FromPyObject<'_, '_> for NamedNotes {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<NamedNotes> {
        let notes: Vec<Named<Note>> = object.extract()?;
        Ok(NamedNotes(notes.into_iter().fold(Notes::EMPTY, |notes, note| notes.with(note.0))))
    }
}
