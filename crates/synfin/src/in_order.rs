//! Connections in order of their numbers, though they leave in another.

use std::collections::BTreeMap;

use crate::flow_summary::FlowSummary;

/// Holds back connections that have left until all that began before them have left too.
///
/// In a file without timeouts nothing waits: connections leave when the capture ends, in order. With timeouts, or when the
/// table is full, those wait that began after one that lives on, 65,536 of them at most: what comes too late for its place comes
/// as soon as it leaves.
///
/// ```
/// use synfin::{analyzer::Analyzer, in_order::InOrder};
///
/// let mut analyzer = Analyzer::default();
/// let mut in_order = InOrder::default();
/// analyzer.finish();
/// while let Some(flow) = analyzer.pop_ended() {
///     in_order.push(flow);
/// }
/// assert!(in_order.pop().is_none());
/// ```
#[derive(Debug, Default)]
pub struct InOrder {
    /// The next one, if it came when nothing waited: in a file without timeouts this is every one.
    ready: Option<FlowSummary>,
    waiting: BTreeMap<u64, FlowSummary>,
    next: u64,
}

/// Most connections that wait: one that lives for ever must not make all others wait for its end.
const MOST_WAITING: usize = 1 << 16;

impl InOrder {
    /// Takes a connection that has left.
    pub fn push(&mut self, flow: FlowSummary) {
        if self.waiting.is_empty() && self.ready.is_none() && flow.number() <= self.next {
            self.ready = Some(flow);
        } else {
            self.waiting.extend(self.ready.take().map(|ready| (ready.number(), ready)));
            self.waiting.insert(flow.number(), flow);
        }
    }

    /// Gives the next one in order, if it has left already; the first of those that wait when they are more than 65,536,
    /// and what lives on then comes out of order.
    pub fn pop(&mut self) -> Option<FlowSummary> {
        let first = self.ready.as_ref().map(FlowSummary::number);
        let first = first.or_else(|| self.waiting.first_key_value().map(|(&first, _)| first))?;
        if first > self.next && self.waiting.len() <= MOST_WAITING {
            return None;
        }
        self.next = self.next.max(first.saturating_add(1));
        self.ready.take().or_else(|| self.waiting.remove(&first))
    }
}
