//! One pass over a capture, from its first record to its last: the part that needs no Python.

use std::convert::Infallible;
use std::io;
use std::num::NonZeroUsize;

use synfin::accounts::Accounts;
use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::error::CaptureError;
use synfin::capture::reader::Reader;
use synfin::capture::record::Record;
use synfin::dissect::registry::Registry;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;

use crate::reading::alone::Alone;
use crate::reading::input::Input;
use crate::reading::together::Together;
use crate::reading::which::Which;

/// Rows of a table that are taken at once.
const AT_ONCE: usize = 32;

/// A pass over a capture; both kinds tell the same.
pub(crate) enum Pass {
    Alone(Box<Alone>),
    Together(Box<Together>),
}

impl Pass {
    /// # Errors
    /// The system gives no threads.
    pub(crate) fn new(
        reader: Reader<Input>,
        options: AnalyzerOptions,
        threads: NonZeroUsize,
        dissectors: &Registry,
    ) -> io::Result<Pass> {
        Ok(if threads == NonZeroUsize::MIN {
            let analyzer = Analyzer::new(options).dissecting(dissectors);
            Pass::Alone(Box::new(Alone::new(reader, analyzer)))
        } else {
            Pass::Together(Box::new(Together::new(reader, options, threads, dissectors)?))
        })
    }

    /// Whether the capture, or what can be read of it, has been read.
    pub(crate) fn is_over(&self) -> bool {
        match self {
            Pass::Alone(pass) => pass.is_over(),
            Pass::Together(pass) => pass.is_over(),
        }
    }

    /// Takes out a connection that has left.
    pub(crate) fn pop_ended(&mut self) -> Option<FlowSummary> {
        match self {
            Pass::Alone(pass) => pass.analyzer.pop_ended(),
            Pass::Together(pass) => pass.analyzer.pop_ended(),
        }
    }

    /// The accounts of what was read.
    pub(crate) fn accounts(&self) -> Accounts<'_> {
        match self {
            Pass::Alone(pass) => pass.analyzer.accounts(),
            Pass::Together(pass) => pass.analyzer.accounts(),
        }
    }

    /// Reads a stretch of records for their connections.
    ///
    /// # Errors
    /// Damage, each once; the records before it have been taken. Go on unless the pass is over.
    pub(crate) fn advance_for_flows(&mut self) -> Result<(), CaptureError> {
        match self {
            Pass::Alone(pass) => pass.advance_by_bursts(|analyzer, burst| {
                let Ok(()) = analyzer.observe_burst(burst, |_, _| Ok::<(), Infallible>(()));
            }),
            Pass::Together(pass) => pass.advance(None::<fn(&Observation<'_>, &Record<'_>) -> usize>),
        }
    }

    /// Reads a stretch of records for the accounts alone: segments and connections are counted and let go.
    ///
    /// # Errors
    /// As [`Pass::advance_for_flows`].
    pub(crate) fn advance_alone(&mut self) -> Result<(), CaptureError> {
        let done = self.advance_for_flows();
        while self.pop_ended().is_some() {}
        done
    }

    /// Lets go of it where its threads do not exist: what they share with it is left as it is, for it cannot be taken down alone.
    pub(crate) fn leave(self) {
        match self {
            Pass::Alone(_) => {}
            Pass::Together(pass) => core::mem::forget(pass),
        }
    }

    /// Ends the pass where it is: all connections leave.
    pub(crate) fn finish(&mut self) {
        match self {
            Pass::Alone(pass) => pass.finish(),
            Pass::Together(pass) => pass.finish(),
        }
    }

    /// Reads a stretch of records. `take` gets each segment with its record, and says how many octets it kept of it.
    ///
    /// # Errors
    /// As [`Pass::advance_for_flows`].
    pub(crate) fn advance(
        &mut self,
        take: impl FnMut(&Observation<'_>, &Record<'_>) -> usize,
    ) -> Result<(), CaptureError> {
        match self {
            Pass::Alone(pass) => pass.advance(take),
            Pass::Together(pass) => pass.advance(Some(take)),
        }
    }

    /// Reads a stretch of records for their segments: connections that leave are counted and let go.
    ///
    /// # Errors
    /// As [`Pass::advance_for_flows`].
    pub(crate) fn advance_for_segments(
        &mut self,
        take: impl FnMut(&Observation<'_>, &Record<'_>) -> usize,
    ) -> Result<(), CaptureError> {
        let done = self.advance(take);
        while self.pop_ended().is_some() {}
        done
    }

    /// Reads a stretch of records for the table of segments: `take` gets some at a time of those that are asked for.
    ///
    /// # Errors
    /// As [`Pass::advance_for_flows`].
    pub(crate) fn advance_for_table(
        &mut self,
        which: &Which,
        mut take: impl FnMut(&[Observation<'_>]),
    ) -> Result<(), CaptureError> {
        let done = match self {
            Pass::Alone(pass) => pass.advance_by_bursts(|analyzer, burst| {
                let mut rows = Vec::with_capacity(burst.len());
                let Ok(()) = analyzer.observe_burst(burst, |analyzer, row| {
                    let Some(row) = row.filter(|row| which.is_of_flow(row)) else {
                        return Ok::<(), Infallible>(());
                    };
                    let told = analyzer.with_fields(row);
                    if !which.holds(&told) {
                        return Ok(());
                    }
                    if told.fields().is_empty() {
                        rows.push(row);
                    } else {
                        // What dissectors told is there only until they hear of the next segment.
                        take(&rows);
                        rows.clear();
                        take(&[told]);
                    }
                    Ok(())
                });
                take(&rows);
            }),
            Pass::Together(pass) => pass.advance_by_pieces(|piece| {
                let mut rows = piece.observations(which.flow).filter(|row| which.holds(row));
                loop {
                    let some: Vec<_> = rows.by_ref().take(AT_ONCE).collect();
                    if some.is_empty() {
                        return;
                    }
                    take(&some);
                }
            }),
        };
        while self.pop_ended().is_some() {}
        done
    }
}
