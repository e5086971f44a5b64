//! The rows of the table `segments`.

use pyo3::prelude::*;
use synfin::column::segments::Segments;
use synfin_arrow::batches::{Batches, ROWS};

use crate::reading::run::Run;
use crate::reading::which::Which;
use crate::table::stream::Rows;

/// A pass over the segments of a capture.
pub(crate) struct SegmentRows {
    pub(crate) run: Run,
    pub(crate) which: Which,
}

impl Rows<Segments> for SegmentRows {
    fn fill(&mut self, py: Python<'_>, batches: &mut Batches<Segments>) -> PyResult<()> {
        self.run.ensure_goes_on()?;
        let which = &self.which;
        while batches.rows() < ROWS && !self.run.is_over()? {
            self.run.advance(py, |pass| pass.advance_for_table(which, |rows| batches.extend(rows)))?;
        }
        if batches.rows() == 0 { self.run.close(py) } else { Ok(()) }
    }
}
