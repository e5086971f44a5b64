//! The table `flows`, written by several threads.

use std::io::{self, Write};

use crate::flow_summary::FlowSummary;
use crate::in_order::InOrder;
use crate::parallel::analyzer::ParallelAnalyzer;
use crate::parallel::ended_in_order::take_ended;
use crate::report::format::Format;
use crate::report::look::Look;

/// Connections that one thread writes at a time.
const ROWS: usize = 256;

/// Writes the connections that have left in order of their numbers, octet for octet what [`Format::flows`] writes.
#[derive(Debug)]
pub struct FlowRows {
    format: Format,
    look: Look,
    in_order: InOrder,
    any: bool,
}

impl FlowRows {
    /// No row yet.
    pub fn new(format: Format, look: Look) -> FlowRows {
        FlowRows { format, look, in_order: InOrder::default(), any: false }
    }

    /// Takes out the connections that have left, and writes those whose turn it is.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&mut self, analyzer: &mut ParallelAnalyzer, out: &mut impl Write) -> io::Result<()> {
        let most = ROWS.saturating_mul(4).saturating_mul(analyzer.threads());
        let FlowRows { format, look, in_order, any } = self;
        take_ended(analyzer, in_order, most, |analyzer, rows| {
            write_rows((*format, *look), any, analyzer, rows, out)
        })
    }

    /// Writes what comes behind the last row.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.format.flows_after(self.any, out, self.look).finish()
    }
}

/// Writes these rows, each thread some of them; `any`: whether one was written before, and then whether one was.
fn write_rows(
    (format, look): (Format, Look),
    any: &mut bool,
    analyzer: &ParallelAnalyzer,
    rows: &[FlowSummary],
    out: &mut impl Write,
) -> io::Result<()> {
    let any_before = *any;
    let pieces: Vec<(bool, &[FlowSummary])> =
        rows.chunks(ROWS).enumerate().map(|(at, rows)| (any_before || at > 0, rows)).collect();
    *any |= !pieces.is_empty();
    let texts = analyzer.map(pieces, |(any_before, rows)| {
        let mut text = Vec::new();
        let mut report = format.flows_after(any_before, &mut text, look);
        rows.iter().try_for_each(|row| report.row(row))?;
        report.finish()?;
        drop(report);
        io::Result::Ok(text)
    });
    texts.into_iter().try_for_each(|text| out.write_all(&text?))
}
