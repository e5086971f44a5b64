//! Reading the input files as [`Input::read`] does, with several threads.

use std::io::{self, Read};
use std::num::NonZeroUsize;

use synfin::analyzer::AnalyzerOptions;
use synfin::capture::batch::Batch;
use synfin::capture::error::CaptureError;
use synfin::capture::open::open;
use synfin::capture::options::ReadOptions;
use synfin::capture::reader::Reader;
use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::parallel::rounds::Rounds;

use crate::bpf;
use crate::fault::Faults;
use crate::input::{Input, Source, Stop, nothing_to_read};
use crate::merged::Noted;

/// An analyzer with so many threads.
pub(crate) fn start(options: AnalyzerOptions, threads: NonZeroUsize) -> Result<ParallelAnalyzer, Stop> {
    ParallelAnalyzer::new(options, threads).map_err(Stop::Threads)
}

impl Input<'_> {
    /// Hands every batch of records to `on_round`, which gives them to the analyzer, and may take out connections that have left.
    pub(crate) fn read_together(
        &self,
        analyzer: &mut ParallelAnalyzer,
        faults: &mut Faults,
        on_round: impl FnMut(&mut ParallelAnalyzer, &[Batch]) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let rounds = match &self.sources[..] {
            [source] if source.is_standard_input() || source.is_awaited() => {
                self.rounds(source.awaited(self.interrupt).and_then(Reader::new))
            }
            [source] => self.rounds(open(source.place())),
            _ => Ok(Rounds::of(self.merge(&ReadOptions::default()), self.threads())),
        };
        match (rounds, &self.sources[..]) {
            (Ok(rounds), _) => self.read_rounds(rounds.map_err(Stop::Threads)?, analyzer, faults, on_round),
            (Err(error), [source, ..]) => nothing_to_read(self.note(source, error, faults)),
            (Err(_), []) => Err(Stop::NothingRead),
        }
    }

    /// What of one input is read, in rounds.
    fn rounds<R: Read + Send + 'static>(
        &self,
        reader: Result<Reader<R>, CaptureError>,
    ) -> Result<io::Result<Rounds>, CaptureError> {
        reader.map(|reader| Rounds::of(bpf::apply(self.bpf, reader), self.threads()))
    }

    fn read_rounds(
        &self,
        mut rounds: Rounds,
        analyzer: &mut ParallelAnalyzer,
        faults: &mut Faults,
        mut on_round: impl FnMut(&mut ParallelAnalyzer, &[Batch]) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let progress = self.progress();
        let mut noted = Noted::default();
        let mut batches = Vec::new();
        while rounds.next_unless(&mut batches, || self.is_to_stop()) {
            let done = on_round(analyzer, &batches);
            for batch in &batches {
                noted.note(self, batch, faults);
            }
            if let Err(error) = done {
                self.give_up(rounds);
                return Err(Stop::Output(error));
            }
            if self.is_to_stop() {
                break;
            }
            progress.at(batches.last().map_or(0, Batch::position));
        }
        self.tally.set(rounds.filter_tally());
        if self.is_to_stop() {
            self.give_up(rounds);
            return self.stopped();
        }
        noted.end(self)
    }

    /// Lets the rest be: what is no file may keep its reader waiting for ever.
    fn give_up(&self, rounds: Rounds) {
        if self.sources.iter().any(|source: &Source| source.length().is_none()) {
            rounds.abandon();
        }
    }
}
