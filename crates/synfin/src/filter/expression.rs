//! What a condition is made of, and what it comes to for one row.

use std::cmp::Ordering;

use crate::column::list::Item;
use crate::column::value::Value;
use synfin_dissect::emission::Emissions;

use crate::filter::cell::Cell;
use crate::filter::pattern::Pattern;
use crate::filter::told_field::{ToldField, Tried};

/// How two values are to stand to each other.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }
}

/// What is done with two numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arithmetic {
    Plus,
    Minus,
    Times,
    Through,
}

/// One row, as expressions see it.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a, 'r> {
    /// The values of its columns, by their places.
    pub(crate) columns: &'r dyn Fn(usize) -> Value<'a>,
    /// What dissectors told of it.
    pub(crate) told: &'a Emissions,
    /// The values that fields stand for.
    pub(crate) tried: Option<&'r Tried<'a, 'r>>,
}

/// Something that has a value for each row; its columns are known, and its types fit.
#[derive(Clone, Debug)]
pub(crate) enum Expression {
    Literal(Cell<'static>),
    /// The column at this place of the table.
    Column(usize),
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Not(Box<Expression>),
    /// Whether the first lies from the second to the third.
    Between(Box<[Expression; 3]>),
    In(Box<Expression>, Vec<Expression>),
    IsNull(Box<Expression>),
    Is(Box<Expression>, bool),
    /// Whether it is like a pattern that is written out.
    Like(Box<Expression>, Pattern),
    /// Whether the first is like the second, which each row tells; in letters of any size?
    LikeTold(Box<Expression>, Box<Expression>, bool),
    /// Whether a column that holds a list of words holds this one.
    AnyOf(Box<Expression>, usize),
    /// The value of a field of a dissector that is tried, else its first; not known where it was not told.
    Told(ToldField),
    /// Whether the condition holds for one of a field's values; not known where it was not told.
    ForOne(ToldField, Box<Expression>),
}

impl Expression {
    /// Its value for a row.
    pub(crate) fn value<'a>(&'a self, row: Row<'a, '_>) -> Cell<'a> {
        match self {
            Expression::Literal(cell) => cell.clone(),
            Expression::Column(index) => Cell::of((row.columns)(*index)),
            Expression::Arithmetic(operator, left, right) => {
                calculate(*operator, &left.value(row), &right.value(row))
            }
            Expression::Compare(comparison, left, right) => {
                let order = left.value(row).against(&right.value(row));
                Cell::from_truth(order.map(|order| comparison.holds(order)))
            }
            Expression::And(parts) => Cell::from_truth(all(parts.iter().map(|part| part.value(row).truth()))),
            Expression::Or(parts) => {
                let none = all(parts.iter().map(|part| not(part.value(row).truth())));
                Cell::from_truth(not(none))
            }
            Expression::Not(inner) => Cell::from_truth(not(inner.value(row).truth())),
            Expression::Between(parts) => {
                let [inner, low, high] = &**parts;
                let inner = inner.value(row);
                let from = inner.against(&low.value(row)).map(Ordering::is_ge);
                let to = inner.against(&high.value(row)).map(Ordering::is_le);
                Cell::from_truth(all([from, to].into_iter()))
            }
            Expression::In(inner, list) => Cell::from_truth(is_in(&inner.value(row), list, row)),
            Expression::IsNull(inner) => Cell::Bool(inner.value(row) == Cell::Null),
            Expression::Is(inner, wanted) => Cell::Bool(inner.value(row).truth() == Some(*wanted)),
            Expression::Like(text, pattern) => match text.value(row) {
                Cell::Text(text) => Cell::Bool(pattern.fits(&text)),
                _ => Cell::Null,
            },
            Expression::LikeTold(text, pattern, any_size) => match (text.value(row), pattern.value(row)) {
                (Cell::Text(text), Cell::Text(pattern)) => {
                    Cell::Bool(Pattern::new(&pattern, *any_size).fits(&text))
                }
                _ => Cell::Null,
            },
            Expression::AnyOf(inner, list) => {
                let Cell::Text(wanted) = inner.value(row) else { return Cell::Null };
                let Value::List(list) = (row.columns)(*list) else { return Cell::Null };
                let found = list.try_for_each(|item| match item {
                    Item::Single(value) if Cell::of(value) == Cell::Text(wanted.as_ref().into()) => Err(()),
                    _ => Ok(()),
                });
                Cell::Bool(found.is_err())
            }
            Expression::Told(field) => {
                let first = || row.told.iter().find(|told| field.is_in(told)).map(|told| &told.value);
                let value = row.tried.and_then(|tried| tried.value_of(field)).or_else(first);
                value.map_or(Cell::Null, |value| Cell::of(value.into()))
            }
            Expression::ForOne(field, condition) => {
                let values = row.told.iter().filter(|told| field.is_in(told)).map(|told| &told.value);
                let truths = values.map(|value| {
                    let tried = Tried { field, value, others: row.tried };
                    condition.value(Row { tried: Some(&tried), ..row }).truth()
                });
                Cell::from_truth(one(truths))
            }
        }
    }

    /// The fields whose values are to be tried for this, each once.
    pub(crate) fn untried(&self, fields: &mut Vec<ToldField>) {
        match self {
            Expression::Told(field) => {
                if !fields.contains(field) {
                    fields.push(field.clone());
                }
            }
            Expression::Arithmetic(_, left, right)
            | Expression::Compare(_, left, right)
            | Expression::LikeTold(left, right, _) => {
                left.untried(fields);
                right.untried(fields);
            }
            Expression::Between(parts) => {
                for part in &**parts {
                    part.untried(fields);
                }
            }
            Expression::In(inner, list) => {
                inner.untried(fields);
                for one in list {
                    one.untried(fields);
                }
            }
            Expression::Like(inner, _) | Expression::AnyOf(inner, _) => inner.untried(fields),
            // What is joined here has tried its own, or asks whether it is known at all.
            Expression::Literal(_)
            | Expression::Column(_)
            | Expression::And(_)
            | Expression::Or(_)
            | Expression::Not(_)
            | Expression::IsNull(_)
            | Expression::Is(..)
            | Expression::ForOne(..) => {}
        }
    }

    /// Of how many fields the values are tried with one another, at most.
    pub(crate) fn tries(&self) -> usize {
        let most = |parts: &[Expression]| parts.iter().map(Expression::tries).max().unwrap_or_default();
        match self {
            Expression::Literal(_) | Expression::Column(_) | Expression::Told(_) => 0,
            Expression::Arithmetic(_, one, other)
            | Expression::Compare(_, one, other)
            | Expression::LikeTold(one, other, _) => one.tries().max(other.tries()),
            Expression::And(parts) | Expression::Or(parts) => most(parts),
            Expression::Between(parts) => most(&**parts),
            Expression::In(inner, list) => inner.tries().max(most(list)),
            Expression::Not(inner)
            | Expression::IsNull(inner)
            | Expression::Is(inner, _)
            | Expression::Like(inner, _)
            | Expression::AnyOf(inner, _) => inner.tries(),
            Expression::ForOne(_, inner) => inner.tries().saturating_add(1),
        }
    }
}

/// The AND of SQL: where one is false all is, whatever is not known of the others.
fn all(mut truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let all = truths.try_fold(true, |known, truth| match truth {
        Some(false) => Err(()),
        Some(true) => Ok(known),
        None => Ok(false),
    });
    all.map_or(Some(false), |known| known.then_some(true))
}

/// Whether one is true; not known where there is none, or where none is true and one is not known.
fn one(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = None;
    for truth in truths {
        match truth {
            Some(true) => return Some(true),
            truth => all = Some(all.unwrap_or(true) & truth.is_some()),
        }
    }
    all.filter(|known| *known).map(|_| false)
}

fn not(truth: Option<bool>) -> Option<bool> {
    truth.map(|truth| !truth)
}

/// Not known where none of the list is equal but one of it is not known.
fn is_in<'a>(cell: &Cell<'a>, list: &'a [Expression], row: Row<'a, '_>) -> Option<bool> {
    let mut known = true;
    for one in list {
        match cell.against(&one.value(row)) {
            Some(Ordering::Equal) => return Some(true),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(false)
}

/// Whole numbers stay whole except in a division; what cannot be told is not known.
fn calculate<'a>(operator: Arithmetic, left: &Cell<'_>, right: &Cell<'_>) -> Cell<'a> {
    if let (Cell::Whole(left), Cell::Whole(right)) = (left, right) {
        let whole = match operator {
            Arithmetic::Plus => left.checked_add(*right),
            Arithmetic::Minus => left.checked_sub(*right),
            Arithmetic::Times => left.checked_mul(*right),
            Arithmetic::Through => None,
        };
        if let Some(whole) = whole {
            return Cell::Whole(whole);
        }
    }
    let (Some(left), Some(right)) = (left.real(), right.real()) else { return Cell::Null };
    let real = match operator {
        Arithmetic::Plus => left + right,
        Arithmetic::Minus => left - right,
        Arithmetic::Times => left * right,
        Arithmetic::Through => left / right,
    };
    if real.is_finite() { Cell::Real(real) } else { Cell::Null }
}
