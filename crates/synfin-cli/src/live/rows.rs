//! A row for each connection that has ended, in the order in which they end.

use std::io;
use std::time::{Duration, Instant};

use synfin::analyzer::Analyzer;
use synfin::column::flows::Flows;
use synfin::flow_summary::FlowSummary;
use synfin::report::table_writer::TableWriter;

use crate::live::audience::{Audience, Tally, Wish};

/// Said once, when it is first seen; how many there were in all is told in the end.
const DROPPING: &str = "synfin: the kernel drops frames, as they come faster than they are read: a larger --buffer helps with bursts";

/// Rows of the table `flows`, handed over whenever there is time.
pub(crate) struct Rows<'w> {
    report: Box<dyn TableWriter<Flows> + 'w>,
    /// Rows were written since the last flush.
    is_fresh: bool,
    /// Somebody was told that frames are dropped.
    is_warned: bool,
}

impl<'w> Rows<'w> {
    pub(crate) fn new(report: Box<dyn TableWriter<Flows> + 'w>) -> Rows<'w> {
        Rows { report, is_fresh: false, is_warned: false }
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

    fn turn(&mut self, _: &Analyzer, tally: &Tally, _: Instant) -> io::Result<Wish> {
        if tally.drops.kernel > 0 && !std::mem::replace(&mut self.is_warned, true) {
            anstream::eprintln!("{DROPPING}");
        }
        if std::mem::take(&mut self.is_fresh) {
            self.report.flush()?;
        }
        Ok(Wish::GoOn)
    }

    fn patience(&self) -> Duration {
        Duration::from_millis(100)
    }
}
