//! Connections in order of their numbers, though they leave in another.

use std::collections::BTreeMap;

use crate::flow_summary::FlowSummary;

/// Holds back connections that have left until all that began before them have left too.
///
/// In a file without timeouts nothing waits: connections leave when the capture ends, in order. With timeouts, or when the
/// table is full, those wait that began after one that lives on.
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
    waiting: BTreeMap<u64, FlowSummary>,
    next: u64,
}

impl InOrder {
    /// Takes a connection that has left.
    pub fn push(&mut self, flow: FlowSummary) {
        self.waiting.insert(flow.number(), flow);
    }

    /// Gives the next one in order, if it has left already.
    pub fn pop(&mut self) -> Option<FlowSummary> {
        let flow = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(flow)
    }
}
