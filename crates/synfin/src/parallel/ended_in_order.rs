//! Connections that have left, many at once and in order of their numbers.

use std::io;

use crate::flow_summary::FlowSummary;
use crate::in_order::InOrder;
use crate::parallel::analyzer::ParallelAnalyzer;

/// Takes out all connections that have left, and hands those whose turn it is to `write`: no more than about `most` at once, and
/// what is left of them in the end, which may be none.
///
/// # Errors
/// The first one of `write`; what comes behind is not taken out then.
pub fn take_ended(
    analyzer: &mut ParallelAnalyzer,
    in_order: &mut InOrder,
    most: usize,
    mut write: impl FnMut(&ParallelAnalyzer, &[FlowSummary]) -> io::Result<()>,
) -> io::Result<()> {
    let mut rows = Vec::new();
    while let Some(flow) = analyzer.pop_ended() {
        in_order.push(flow);
        while let Some(flow) = in_order.pop() {
            rows.push(flow);
        }
        if rows.len() >= most {
            write(analyzer, &rows)?;
            rows.clear();
        }
    }
    write(analyzer, &rows)
}
