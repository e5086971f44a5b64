//! The formats of reports, written by several threads.

use std::io::{self, Write};

use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::parallel::flow_rows::FlowRows;
use synfin::parallel::segment_rows::SegmentRows;
use synfin::parallel::table_writers::{FlowsTogether, SegmentsTogether};
use synfin::parallel::told::Told;

/// The rows of a report, and where they go.
#[derive(Debug)]
pub(crate) struct Reported<R, W> {
    pub(crate) rows: R,
    pub(crate) out: W,
}

impl<W: Write> SegmentsTogether for Reported<SegmentRows, W> {
    fn write(&mut self, told: Told<'_>) -> io::Result<()> {
        self.rows.write(told, &mut self.out)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.rows.finish(&mut self.out)
    }
}

impl<W: Write> FlowsTogether for Reported<FlowRows, W> {
    fn write(&mut self, analyzer: &mut ParallelAnalyzer) -> io::Result<()> {
        self.rows.write(analyzer, &mut self.out)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.rows.finish(&mut self.out)
    }
}
