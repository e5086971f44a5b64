//! Reading the input files as one capture, in order of time.

use std::cell::Cell;
use std::fs;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use synfin::analyzer::Analyzer;
use synfin::capture::error::{CaptureError, Reason};
use synfin::capture::filter_tally::FilterTally;
use synfin::capture::open::open;
use synfin::capture::options::ReadOptions;
use synfin::capture::reader::Reader;
use synfin::observation::Observation;

use crate::awaited::Awaited;
use crate::bpf;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::interrupt::Interrupt;
use crate::progress::Bar;
use crate::records::Records;
use crate::threads::threads;

/// What stops the reading before the input ends.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Somebody pressed Ctrl-C while a file was read.
    Interrupted,
    /// None of the inputs is a capture.
    NothingRead,
    /// The system gives no threads.
    Threads(io::Error),
    /// What was asked for is not in the input, and that was noted.
    NotFound,
    /// The output failed.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Output(error)
    }
}

/// One input: the name that people know it by, and where to read it, if that is another.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Among all inputs.
    index: usize,
    name: PathBuf,
    copy: Option<PathBuf>,
    /// It comes as it is read.
    is_awaited: bool,
}

impl Source {
    /// A file, or `-` for standard input, which is named after so many others.
    pub(crate) fn new(index: usize, name: &Path) -> Source {
        let place = if name == Path::new("-") { Path::new("/dev/stdin") } else { name };
        let is_file = fs::metadata(place).is_ok_and(|metadata| metadata.is_file());
        Source { index, name: name.to_owned(), copy: None, is_awaited: !is_file }
    }

    /// Whether it is standard input, which can be read only once.
    pub(crate) fn is_standard_input(&self) -> bool {
        self.copy.is_none() && self.name == Path::new("-")
    }

    /// Says where a copy is to be read instead.
    pub(crate) fn set_copy(&mut self, copy: &Path) {
        self.copy = Some(copy.to_owned());
    }

    /// As people know it.
    pub(crate) fn name(&self) -> &Path {
        &self.name
    }

    /// Where it is read from.
    pub(crate) fn place(&self) -> &Path {
        self.copy.as_deref().unwrap_or(&self.name)
    }

    /// Whether it is yet to come as it is read: a pipe, a device, standard input unless that is an ordinary file.
    pub(crate) fn is_awaited(&self) -> bool {
        self.is_awaited && self.copy.is_none()
    }

    /// Opens what is to be awaited.
    pub(crate) fn awaited(&self, interrupt: &Interrupt) -> Result<Awaited, CaptureError> {
        let awaited = if self.is_standard_input() {
            Awaited::standard_input(interrupt)
        } else {
            Awaited::named(self.place(), interrupt)
        };
        awaited.map_err(|error| unreadable(&error))
    }

    /// Its length, if it is an ordinary file.
    pub(crate) fn length(&self) -> Option<u64> {
        if self.is_standard_input() {
            return None;
        }
        fs::metadata(self.place()).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
    }
}

/// The input files; faults are noted, and reading goes on behind them as far as it can.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    pub(crate) sources: Vec<Source>,
    /// How many threads were asked for; 0 leaves it to the machine.
    pub(crate) threads: usize,
    /// What the frames must match.
    pub(crate) bpf: Option<&'a str>,
    /// What that let pass and left out, once the frames were read; the last time, if they are read twice.
    pub(crate) tally: &'a Cell<FilterTally>,
    pub(crate) interrupt: &'a Interrupt,
    /// How far it is read.
    pub(crate) bar: &'a Bar,
}

impl Input<'_> {
    /// Notes every file that cannot be there; better before the first row than between two.
    pub(crate) fn look_for_files(&self, faults: &mut Faults) -> bool {
        let fault_of = |source: &Source| match fs::metadata(source.place()) {
            Err(error) => Some(error.kind()),
            Ok(metadata) if metadata.is_dir() => Some(io::ErrorKind::IsADirectory),
            Ok(_) => None,
        };
        let files = self.sources.iter().filter(|source| !source.is_standard_input());
        let missing: Vec<_> =
            files.filter_map(|source| fault_of(source).map(|kind| (source, kind))).collect();
        for (source, kind) in &missing {
            let error = CaptureError { offset: 0, frame: 0, reason: Reason::Io(*kind), is_final: true };
            faults.capture(source.index, &source.name, error);
        }
        missing.is_empty()
    }

    /// Whether a file of this name is one of the inputs.
    pub(crate) fn reads(&self, path: &Path) -> bool {
        let is_it = |source: &Source| {
            !source.is_standard_input()
                && fs::canonicalize(path)
                    .is_ok_and(|path| fs::canonicalize(&source.name).is_ok_and(|name| name == path))
        };
        self.sources.iter().any(is_it)
    }

    /// Whether some of it comes while it is read through standard input: what is told of that is shown row by row.
    pub(crate) fn is_live(&self) -> bool {
        self.sources.iter().any(|source| source.is_standard_input() && source.is_awaited())
    }

    /// Whether some of it comes, or came, as it is read: Ctrl-C is the end of that, and no failure of the reading.
    pub(crate) fn ends_by_interrupt(&self) -> bool {
        self.sources.iter().any(|source| source.is_awaited)
    }

    /// Whether to read no further: when Ctrl-C was pressed; but what comes as it is read ends by itself soon, and all that came of it
    /// is told, however slowly, and a copy of it is read to its end. Only a file that is read with it does not end so.
    #[inline]
    pub(crate) fn is_to_stop(&self) -> bool {
        self.interrupt.is_set() && self.is_over()
    }

    #[cold]
    fn is_over(&self) -> bool {
        if !self.ends_by_interrupt() {
            return true;
        }
        let is_awaited = self.sources.iter().any(Source::is_awaited);
        let waits_for_ever = cfg!(not(unix)) || !self.sources.iter().all(Source::is_awaited);
        is_awaited && waits_for_ever && self.interrupt.is_over()
    }

    /// What becomes of a reading that is to stop: of what comes as it is read, all that came is told.
    pub(crate) fn stopped(&self) -> Result<(), Stop> {
        if self.ends_by_interrupt() { Ok(()) } else { Err(Stop::Interrupted) }
    }

    /// Notes a fault of an input, and tells how bad it is; that the last record of what Ctrl-C ended is not whole is none.
    pub(crate) fn note(&self, source: &Source, error: CaptureError, faults: &mut Faults) -> Exit {
        let is_its_end = matches!(
            error.reason,
            Reason::Truncated { .. } | Reason::CompressionTruncated(_) | Reason::Empty
        );
        if is_its_end && source.is_awaited && self.interrupt.is_set() {
            return Exit::Damaged;
        }
        faults.capture(source.index, source.name(), error)
    }

    /// How many threads are to work.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        let octets =
            self.sources.iter().try_fold(0_u64, |sum, source| Some(sum.saturating_add(source.length()?)));
        threads(self.threads, octets)
    }

    /// Feeds every record to the analyzer. `on_frame` gets what each tells, but for what dissectors told with it, and may take out
    /// connections that have left.
    pub(crate) fn read(
        &self,
        analyzer: &mut Analyzer,
        faults: &mut Faults,
        mut on_frame: impl FnMut(&mut Analyzer, Option<Observation<'_>>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        self.read_some(analyzer, faults, |analyzer, records| records.observe(analyzer, &mut on_frame))
    }

    /// Hands every few records to `on_some`, which feeds them to the analyzer.
    pub(crate) fn read_some(
        &self,
        analyzer: &mut Analyzer,
        faults: &mut Faults,
        mut on_some: impl FnMut(&mut Analyzer, Records<'_>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        match &self.sources[..] {
            [source] if source.is_standard_input() || source.is_awaited() => {
                let reader = source.awaited(self.interrupt).and_then(Reader::new);
                self.read_one(source, reader, analyzer, faults, on_some)
            }
            [source] => self.read_one(source, open(source.place()), analyzer, faults, on_some),
            _ => self.read_merged(&ReadOptions::default(), faults, |batch| {
                on_some(analyzer, Records::Batch(batch))
            }),
        }
    }

    fn read_one<R: Read>(
        &self,
        source: &Source,
        reader: Result<Reader<R>, CaptureError>,
        analyzer: &mut Analyzer,
        faults: &mut Faults,
        on_some: impl FnMut(&mut Analyzer, Records<'_>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut reader = match reader {
            Ok(reader) => bpf::apply(self.bpf, reader),
            Err(error) => return nothing_to_read(self.note(source, error, faults)),
        };
        let done = self.read_bursts(source, &mut reader, analyzer, faults, on_some);
        self.tally.set(reader.filter_tally());
        done
    }

    fn read_bursts<R: Read>(
        &self,
        source: &Source,
        reader: &mut Reader<R>,
        analyzer: &mut Analyzer,
        faults: &mut Faults,
        mut on_some: impl FnMut(&mut Analyzer, Records<'_>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut progress = self.bar.of(source.name(), reader.len_hint());
        loop {
            let mut read = 0;
            match reader.next_burst() {
                Ok(Some(burst)) => {
                    read = burst.len();
                    on_some(analyzer, Records::Burst(burst))?;
                }
                Ok(None) => return Ok(()),
                Err(error) => {
                    self.note(source, error, faults);
                }
            }
            if self.is_to_stop() {
                return self.stopped();
            }
            progress.frames(read, || reader.position());
        }
    }
}

/// An input that cannot be begun.
pub(crate) fn unreadable(error: &io::Error) -> CaptureError {
    CaptureError { offset: 0, frame: 0, reason: Reason::Io(error.kind()), is_final: true }
}

/// What becomes of a reading whose only input could not be begun: one that is damaged was read as far as it goes.
pub(crate) fn nothing_to_read(exit: Exit) -> Result<(), Stop> {
    if exit == Exit::Damaged { Ok(()) } else { Err(Stop::NothingRead) }
}
