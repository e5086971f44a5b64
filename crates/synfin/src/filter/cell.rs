//! A single value, as conditions see it.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::column::table::Kind;
use crate::column::value::Value;

/// One value of one row, or of the condition itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Not there, or not known; what is compared with it is not known either.
    Null,
    Bool(bool),
    Whole(i128),
    Real(f64),
    Text(Cow<'a, str>),
}

/// What kinds of value can be compared with one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// NULL itself, which goes with all.
    Null,
    Bool,
    Number,
    Text,
}

impl Type {
    /// That of a column; none for lists.
    pub(crate) const fn of(kind: Kind) -> Option<Type> {
        match kind {
            Kind::Bool => Some(Type::Bool),
            Kind::U8 | Kind::U16 | Kind::U32 | Kind::U64 | Kind::I64 | Kind::Time | Kind::Duration => {
                Some(Type::Number)
            }
            Kind::Word | Kind::Text => Some(Type::Text),
            Kind::Texts | Kind::Records(_) => None,
        }
    }

    /// Whether values of both can be compared.
    pub(crate) fn goes_with(self, other: Type) -> bool {
        self == other || self == Type::Null || other == Type::Null
    }

    /// In words.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Type::Null => "NULL",
            Type::Bool => "true or false",
            Type::Number => "a number",
            Type::Text => "text",
        }
    }
}

impl<'a> Cell<'a> {
    /// The value of a column that holds no list.
    pub(crate) fn of(value: Value<'a>) -> Cell<'a> {
        match value {
            Value::Null | Value::List(_) => Cell::Null,
            Value::Bool(value) => Cell::Bool(value),
            Value::Unsigned(value) => Cell::Whole(value.into()),
            Value::Signed(value) => Cell::Whole(value.into()),
            Value::Word(value) => Cell::Text(Cow::Borrowed(value)),
            Value::Text(value) => Cell::Text(Cow::Owned(value.to_string())),
        }
    }

    /// How it stands to another; none when one of them is not known.
    pub(crate) fn against(&self, other: &Cell<'_>) -> Option<Ordering> {
        match (self, other) {
            (Cell::Bool(one), Cell::Bool(other)) => Some(one.cmp(other)),
            (Cell::Text(one), Cell::Text(other)) => Some(one.cmp(other)),
            (Cell::Whole(one), Cell::Whole(other)) => Some(one.cmp(other)),
            (Cell::Whole(one), Cell::Real(other)) => (*one as f64).partial_cmp(other),
            (Cell::Real(one), Cell::Whole(other)) => one.partial_cmp(&(*other as f64)),
            (Cell::Real(one), Cell::Real(other)) => one.partial_cmp(other),
            _ => None,
        }
    }

    /// True, false, or not known.
    pub(crate) const fn truth(&self) -> Option<bool> {
        match self {
            Cell::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The other way round.
    pub(crate) fn from_truth(truth: Option<bool>) -> Cell<'a> {
        truth.map_or(Cell::Null, Cell::Bool)
    }

    /// As a number with a fraction, if it is one.
    pub(crate) fn real(&self) -> Option<f64> {
        match self {
            Cell::Whole(value) => Some(*value as f64),
            Cell::Real(value) => Some(*value),
            _ => None,
        }
    }
}
