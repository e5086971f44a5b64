//! What every output format can do with what several threads told.

use std::io;

use crate::parallel::analyzer::ParallelAnalyzer;
use crate::parallel::told::Told;

/// Writes the table `segments` of an analysis by several threads.
pub trait SegmentsTogether {
    /// Writes the rows of a round.
    ///
    /// # Errors
    /// Those of the output.
    fn write(&mut self, told: Told<'_>) -> io::Result<()>;

    /// Writes what comes behind the last row, and flushes the output.
    ///
    /// # Errors
    /// Those of the output.
    fn finish(&mut self) -> io::Result<()>;
}

/// Writes the table `flows` of an analysis by several threads.
pub trait FlowsTogether {
    /// Takes out the connections that have left, and writes those whose turn it is.
    ///
    /// # Errors
    /// Those of the output.
    fn write(&mut self, analyzer: &mut ParallelAnalyzer) -> io::Result<()>;

    /// Writes what comes behind the last row, and flushes the output.
    ///
    /// # Errors
    /// Those of the output.
    fn finish(&mut self) -> io::Result<()>;
}
