//! A pass by several threads.

use std::io;
use std::num::NonZeroUsize;

use synfin::analyzer::AnalyzerOptions;
use synfin::capture::batch::Batch;
use synfin::capture::error::CaptureError;
use synfin::capture::reader::Reader;
use synfin::capture::record::Record;
use synfin::dissect::registry::Registry;
use synfin::observation::Observation;
use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::parallel::rounds::Rounds;
use synfin::parallel::told::Piece;

use crate::reading::input::Input;

/// A pass over a capture, a batch of records at a time.
pub(crate) struct Together {
    rounds: Rounds,
    pub(crate) analyzer: ParallelAnalyzer,
    /// Those of the round at hand.
    batches: Vec<Batch>,
    /// The one to tell next.
    next: usize,
    is_over: bool,
}

impl Together {
    /// # Errors
    /// The system gives no threads.
    pub(crate) fn new(
        reader: Reader<Input>,
        options: AnalyzerOptions,
        threads: NonZeroUsize,
        dissectors: &Registry,
    ) -> io::Result<Together> {
        let analyzer = ParallelAnalyzer::new(options, threads)?.dissecting(dissectors);
        let rounds = Rounds::of(reader, threads)?;
        Ok(Together { rounds, analyzer, batches: Vec::new(), next: 0, is_over: false })
    }

    pub(crate) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Takes a batch of records; where nobody wants to see its segments, they are only counted.
    ///
    /// # Errors
    /// As [`Alone::advance`](crate::reading::alone::Alone::advance).
    pub(crate) fn advance(
        &mut self,
        take: Option<impl FnMut(&Observation<'_>, &Record<'_>) -> usize>,
    ) -> Result<(), CaptureError> {
        self.advance_by_pieces_if(take.is_some(), |piece| {
            if let Some(mut take) = take {
                piece.with_records(None).for_each(|(record, observation)| {
                    take(&observation, &record);
                });
            }
        })
    }

    /// Takes a batch of records; `take` gets what its segments told.
    ///
    /// # Errors
    /// As [`Together::advance`].
    pub(crate) fn advance_by_pieces(&mut self, take: impl FnOnce(Piece<'_>)) -> Result<(), CaptureError> {
        self.advance_by_pieces_if(true, take)
    }

    /// The same; but where nobody wants to see segments, what dissectors tell with them is not kept for the round.
    fn advance_by_pieces_if(
        &mut self,
        with_fields: bool,
        take: impl FnOnce(Piece<'_>),
    ) -> Result<(), CaptureError> {
        if self.next == self.batches.len() {
            self.next = 0;
            if !self.rounds.next(&mut self.batches) {
                self.finish();
                return Ok(());
            }
            if with_fields {
                self.analyzer.observe(&self.batches);
            } else {
                self.analyzer.observe_without_fields(&self.batches);
            }
        }
        let Some(piece) = self.analyzer.told(&self.batches).pieces().nth(self.next) else { return Ok(()) };
        self.next += 1;
        take(piece);
        match piece.fault().copied() {
            None => Ok(()),
            Some(error) => {
                if error.is_final {
                    self.finish();
                }
                Err(error)
            }
        }
    }

    /// Ends the pass here: all connections leave.
    pub(crate) fn finish(&mut self) {
        self.is_over = true;
        self.analyzer.finish();
    }
}
