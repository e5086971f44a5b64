//! The order of rows, and how many of them are told.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::net::IpAddr;

use crate::column::flows::Flows;
use crate::column::table::Table as _;
use crate::column::text::Text;
use crate::column::value::Value;
use crate::flow_summary::FlowSummary;
use crate::story::interest::Interest;

use crate::filter::cell::Cell;

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The column at this place of the table; none: how much a connection has to tell.
    pub column: Option<usize>,
    /// The greatest first.
    pub descending: bool,
}

/// A value to sort by.
#[derive(Clone, Debug)]
enum Sortable {
    /// Not known: it comes last, whatever the direction.
    Null,
    Cell(Cell<'static>),
    Address(IpAddr),
    Interest(Interest),
}

impl Sortable {
    fn of(column: Option<usize>, flow: &FlowSummary) -> Sortable {
        let Some(column) = column else { return Sortable::Interest(Interest::of(flow)) };
        match (Flows::COLUMNS[column].value)(flow) {
            Value::Null | Value::List(_) => Sortable::Null,
            Value::Bool(value) => Sortable::Cell(Cell::Bool(value)),
            Value::Unsigned(value) => Sortable::Cell(Cell::Whole(value.into())),
            Value::Signed(value) => Sortable::Cell(Cell::Whole(value.into())),
            Value::Word(value) => Sortable::Cell(Cell::Text(value.into())),
            Value::Text(Text::Address(address)) => Sortable::Address(address),
            Value::Text(value) => Sortable::Cell(Cell::Text(value.to_string().into())),
        }
    }

    /// Both are values of one column.
    fn against(&self, other: &Sortable, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Sortable::Null, Sortable::Null) => return Ordering::Equal,
            (Sortable::Null, _) => return Ordering::Greater,
            (_, Sortable::Null) => return Ordering::Less,
            (Sortable::Cell(one), Sortable::Cell(other)) => one.against(other).unwrap_or(Ordering::Equal),
            (Sortable::Address(one), Sortable::Address(other)) => one.cmp(other),
            (Sortable::Interest(one), Sortable::Interest(other)) => one.cmp(other),
            _ => Ordering::Equal,
        };
        if descending { order.reverse() } else { order }
    }
}

/// A connection with its place; the least comes first.
#[derive(Clone, Debug)]
struct Ranked {
    by: Vec<(Sortable, bool)>,
    flow: FlowSummary,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        let pairs = self.by.iter().zip(&other.by);
        let order = pairs.map(|((one, descending), (other, _))| one.against(other, *descending));
        let first = order.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
        first.then_with(|| self.flow.number().cmp(&other.flow.number()))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Ranked) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

/// The first connections in an order, however many come: it holds no more than are asked for.
#[derive(Debug)]
pub struct Ordered {
    keys: Vec<SortKey>,
    most: usize,
    /// The last of those that are kept is at its top.
    kept: BinaryHeap<Ranked>,
    left_out: u64,
}

impl Ordered {
    /// Keeps the first `most`, by these keys, of which the first counts most; ties go to the lower number.
    pub fn new(keys: &[SortKey], most: usize) -> Ordered {
        Ordered { keys: keys.to_vec(), most, kept: BinaryHeap::new(), left_out: 0 }
    }

    /// Takes a connection.
    pub fn push(&mut self, flow: FlowSummary) {
        let by = |key: &SortKey| (Sortable::of(key.column, &flow), key.descending);
        let ranked = Ranked { by: self.keys.iter().map(by).collect(), flow };
        if self.kept.len() < self.most {
            self.kept.push(ranked);
            return;
        }
        self.left_out += 1;
        if let Some(mut last) = self.kept.peek_mut()
            && ranked < *last
        {
            *last = ranked;
        }
    }

    /// How many were not among the first.
    pub const fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Those that are kept, in order.
    pub fn into_flows(self) -> impl Iterator<Item = FlowSummary> {
        self.kept.into_sorted_vec().into_iter().map(|ranked| ranked.flow)
    }
}
