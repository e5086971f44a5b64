//! A row for each connection that has ended, in the order in which they end.

use std::io;
use std::time::{Duration, Instant};

use synfin::analyzer::Analyzer;
use synfin::column::flows::Flows;
use synfin::flow_summary::FlowSummary;
use synfin::report::table_writer::TableWriter;

use crate::live::audience::{Audience, Tally, Wish};

/// Rows of the table `flows`, handed over whenever there is time.
pub(crate) struct Rows<'w> {
    report: Box<dyn TableWriter<Flows> + 'w>,
    /// Rows were written since the last flush.
    is_fresh: bool,
}

impl<'w> Rows<'w> {
    pub(crate) fn new(report: Box<dyn TableWriter<Flows> + 'w>) -> Rows<'w> {
        Rows { report, is_fresh: false }
    }

    /// Writes what comes behind the last row.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.report.finish()
    }
}

impl Audience for Rows<'_> {
    fn ended(&mut self, flow: &FlowSummary) -> io::Result<()> {
        self.is_fresh = true;
        self.report.row(flow)
    }

    fn turn(&mut self, _: &Analyzer, _: &Tally, _: Instant) -> io::Result<Wish> {
        if std::mem::take(&mut self.is_fresh) {
            self.report.flush()?;
        }
        Ok(Wish::GoOn)
    }

    fn patience(&self) -> Duration {
        Duration::from_millis(100)
    }
}
