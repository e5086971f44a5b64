//! Reading the input files as [`Input::read`] does, with several threads.

use std::io::{self, Read};
use std::num::NonZeroUsize;

use synfin::analyzer::AnalyzerOptions;
use synfin::capture::batch::Batch;
use synfin::capture::error::CaptureError;
use synfin::capture::open::open;
use synfin::capture::reader::Reader;
use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::parallel::rounds::Rounds;

use crate::bpf;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Source, Stop};
use crate::progress::Progress;

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
        mut on_round: impl FnMut(&mut ParallelAnalyzer, &[Batch]) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut frames_before = 0;
        let mut captures = 0;
        for source in &self.sources {
            let mut reading = Reading { input: self, source, frames_before, faults: &mut *faults };
            let frames = if source.is_standard_input() {
                // Only until it is known what comes: the thread that reads on cannot tell whether all rows are out.
                let reader = self.interrupt.while_waiting(|| Reader::new(io::stdin()));
                reading.read(reader, analyzer, &mut on_round)?
            } else {
                reading.read(open(source.place()), analyzer, &mut on_round)?
            };
            let Some(frames) = frames else { continue };
            captures += 1;
            frames_before += frames;
            analyzer.next_file_after(frames);
        }
        if captures == 0 { Err(Stop::NothingRead) } else { Ok(()) }
    }
}

/// The reading of one file.
struct Reading<'a> {
    input: &'a Input<'a>,
    source: &'a Source,
    frames_before: u64,
    faults: &'a mut Faults,
}

impl Reading<'_> {
    /// Tells how many frames the file had, unless it is no capture.
    fn read<R: Read + Send + 'static>(
        &mut self,
        reader: Result<Reader<R>, CaptureError>,
        analyzer: &mut ParallelAnalyzer,
        on_round: &mut impl FnMut(&mut ParallelAnalyzer, &[Batch]) -> io::Result<()>,
    ) -> Result<Option<u64>, Stop> {
        let reader = match reader {
            Ok(reader) => bpf::apply(self.input.bpf, reader),
            Err(error) => {
                let is_capture =
                    self.faults.capture(self.source.name(), error, self.frames_before) == Exit::Damaged;
                return Ok(is_capture.then_some(0));
            }
        };
        let progress = Progress::new(self.source.name(), reader.len_hint());
        let mut rounds = Rounds::of(reader, self.input.threads()).map_err(Stop::Threads)?;
        let mut batches = Vec::new();
        while rounds.next_unless(&mut batches, || self.input.interrupt.is_set()) {
            if let Err(stop) = self.round(&batches, analyzer, on_round) {
                // What is no file may keep its reader waiting for ever.
                if self.source.length().is_none() {
                    rounds.abandon();
                }
                return Err(stop);
            }
            progress.at(batches.last().map_or(0, Batch::position));
        }
        // The wait for more was ended, by whoever is told so: all that came before is out.
        if self.input.interrupt.is_set() {
            if self.source.length().is_none() {
                rounds.abandon();
            }
            return Err(Stop::Interrupted);
        }
        Ok(Some(rounds.frames()))
    }

    fn round(
        &mut self,
        batches: &[Batch],
        analyzer: &mut ParallelAnalyzer,
        on_round: &mut impl FnMut(&mut ParallelAnalyzer, &[Batch]) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let done = on_round(analyzer, batches);
        for fault in batches.iter().filter_map(Batch::fault) {
            self.faults.capture(self.source.name(), *fault, self.frames_before);
        }
        done?;
        if self.input.interrupt.is_set() { Err(Stop::Interrupted) } else { Ok(()) }
    }
}
