//! Reading several input files as one capture, in order of time.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use synfin::capture::batch::{Batch, Batches as _};
use synfin::capture::error::{CaptureError, Reason};
use synfin::capture::merge::Merge;
use synfin::capture::options::ReadOptions;
use synfin::capture::reader::Reader;

use crate::bpf;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Source, Stop};
use crate::progress::Progress;

/// EMFILE, the same on Linux, macOS and the BSDs; the standard library has no name for it.
const TOO_MANY_OPEN: i32 = 24;

/// Any of the inputs.
pub(crate) type AnyInput = Box<dyn Read + Send>;

impl Input<'_> {
    /// All inputs as one.
    pub(crate) fn merge(&self, options: &ReadOptions) -> Merge<AnyInput> {
        let again: Vec<bool> = self.sources.iter().map(|source| source.length().is_some()).collect();
        let (sources, interrupt) = (self.sources.clone(), self.interrupt.clone());
        let options = *options;
        let bpf = self.bpf.map(str::to_owned);
        Merge::new(&again, move |index| {
            let input: AnyInput = match sources.get(index) {
                Some(source) if source.is_standard_input() || source.is_awaited() => {
                    Box::new(source.awaited(&interrupt)?)
                }
                Some(source) => Box::new(opened(source.place())?),
                None => Box::new(io::empty()),
            };
            Reader::with_options(input, &options).map(|reader| bpf::apply(bpf.as_deref(), reader))
        })
    }

    /// Hands every batch of all inputs to `on_batch`, and notes their faults.
    pub(crate) fn read_merged(
        &self,
        options: &ReadOptions,
        faults: &mut Faults,
        mut on_batch: impl FnMut(&Batch) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut merge = self.merge(options);
        let mut progress = self.progress();
        let mut noted = Noted::default();
        let mut batch = Batch::default();
        while merge.next_batch(&mut batch) {
            self.tally.set(merge.filter_tally());
            on_batch(&batch)?;
            noted.note(self, &batch, faults);
            if self.is_to_stop() {
                return self.stopped();
            }
            progress.frames(batch.len(), || batch.position());
        }
        self.tally.set(merge.filter_tally());
        noted.end(self)
    }

    /// The bar of all inputs together.
    pub(crate) fn progress(&self) -> Progress {
        match &self.sources[..] {
            [source] => self.bar.of(source.name(), source.length()),
            sources => {
                let lengths = sources.iter().map(Source::length);
                let name = format!("{} files", sources.len());
                self.bar.of(Path::new(&name), lengths.sum())
            }
        }
    }
}

/// How many inputs could not be begun, as their faults tell.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    no_captures: usize,
}

impl Noted {
    /// Notes the fault of a batch, if it has one, under the name of its file.
    pub(crate) fn note(&mut self, input: &Input<'_>, batch: &Batch, faults: &mut Faults) {
        let source = input.sources.get(batch.fault_source());
        if let (Some(fault), Some(source)) = (batch.fault(), source) {
            let exit = input.note(source, *fault, faults);
            self.no_captures += usize::from(exit == Exit::CouldNotRun);
        }
    }

    /// Whether any input was a capture.
    pub(crate) fn end(self, input: &Input<'_>) -> Result<(), Stop> {
        if self.no_captures == input.sources.len() { Err(Stop::NothingRead) } else { Ok(()) }
    }
}

fn opened(place: &Path) -> Result<File, CaptureError> {
    File::open(place).map_err(|error| {
        let reason = match error.raw_os_error() {
            Some(TOO_MANY_OPEN) if cfg!(unix) => Reason::TooManyOpen { limit: 0 },
            _ => Reason::Io(error.kind()),
        };
        CaptureError { offset: 0, frame: 0, reason, is_final: true }
    })
}
