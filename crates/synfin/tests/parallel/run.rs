//! Runs one analysis by one thread, and the same by several.

use core::num::NonZeroUsize;
use std::io::{self, Read};

use synfin::accounts::Accounts;
use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::batch::Batch;
use synfin::capture::error::CaptureError;
use synfin::capture::reader::Reader;
use synfin::flow::table::seen::Seen;
use synfin::flow::time::Moment;
use synfin::flow_summary::FlowSummary;
use synfin::observation::{Checksum, Observation};
use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::report::stats::json;

use crate::witness::registry;

/// All that an analysis told.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Run {
    pub(crate) segments: Vec<Row>,
    /// The connections, in the order in which they left.
    pub(crate) flows: Vec<String>,
    pub(crate) faults: Vec<CaptureError>,
    pub(crate) stats: String,
}

/// What a segment told.
#[derive(Debug, PartialEq)]
pub(crate) struct Row {
    frame: u64,
    time: Moment,
    seen: Seen,
    checksum: Checksum,
    ports: (u16, u16),
    sack: String,
    pub(crate) fields: String,
}

impl Row {
    fn of(segment: &Observation<'_>) -> Row {
        Row {
            frame: segment.frame(),
            time: segment.time(),
            seen: Seen { flow: segment.flow(), verdict: *segment.verdict() },
            checksum: segment.checksum(),
            ports: (segment.source_port(), segment.destination_port()),
            sack: format!("{:?}", segment.sack().iter().collect::<Vec<_>>()),
            fields: format!("{:?}", segment.fields()),
        }
    }
}

fn told(flow: &FlowSummary) -> String {
    format!("{flow:?}")
}

fn stats(accounts: &Accounts<'_>) -> String {
    assert!(accounts.balance());
    let mut told = Vec::new();
    json::write(&mut told, accounts).expect("memory takes all");
    String::from_utf8(told).expect("JSON is UTF-8")
}

/// Files as one capture, by one thread.
pub(crate) fn alone(files: &[&[u8]], options: AnalyzerOptions) -> Run {
    let (mut run, mut analyzer) = (Run::default(), Analyzer::new(options).dissecting(&registry()));
    for &file in files {
        let Ok(mut reader) = Reader::new(file) else { continue };
        loop {
            match reader.next_record() {
                Ok(Some(record)) => {
                    let segment = analyzer.observe(&record);
                    run.segments.extend(segment.map(|segment| Row::of(&analyzer.with_fields(segment))));
                }
                Ok(None) => break,
                Err(error) => run.faults.push(error),
            }
            run.flows.extend(core::iter::from_fn(|| analyzer.pop_ended()).map(|flow| told(&flow)));
        }
        analyzer.next_file();
    }
    analyzer.finish();
    run.flows.extend(core::iter::from_fn(|| analyzer.pop_ended()).map(|flow| told(&flow)));
    run.stats = stats(&analyzer.accounts());
    run
}

/// The same files, by one thread, a batch at a time.
pub(crate) fn in_batches(files: &[&[u8]], options: AnalyzerOptions) -> Run {
    let (mut run, mut analyzer) = (Run::default(), Analyzer::new(options).dissecting(&registry()));
    for &file in files {
        let Ok(mut reader) = Reader::new(file) else { continue };
        let mut batch = Batch::default();
        while reader.next_batch(&mut batch) {
            let Run { segments, flows, faults, .. } = &mut run;
            let observed = analyzer.observe_batch(&batch, |analyzer, segment| {
                segments.extend(segment.map(|segment| Row::of(&analyzer.with_fields(segment))));
                flows.extend(core::iter::from_fn(|| analyzer.pop_ended()).map(|flow| told(&flow)));
                Ok::<(), core::convert::Infallible>(())
            });
            observed.expect("nothing fails");
            faults.extend(batch.fault());
        }
        analyzer.next_file();
    }
    analyzer.finish();
    run.flows.extend(core::iter::from_fn(|| analyzer.pop_ended()).map(|flow| told(&flow)));
    run.stats = stats(&analyzer.accounts());
    run
}

/// Into how many pieces a capture is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Octets that one reading gives: a batch holds what lies in them.
    pub(crate) octets: usize,
    /// Batches of a round.
    pub(crate) batches: usize,
}

/// What is wanted of the segments of a round.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    /// All.
    WithFields,
    /// All but what dissectors tell with them.
    WithoutFields,
}

/// The same files, by several threads.
pub(crate) fn together(files: &[&[u8]], options: AnalyzerOptions, threads: usize, cut: Cut) -> Run {
    together_wanting(Wanted::WithFields, files, options, threads, cut)
}

/// The same, of which so much is wanted.
pub(crate) fn together_wanting(
    wanted: Wanted,
    files: &[&[u8]],
    options: AnalyzerOptions,
    threads: usize,
    cut: Cut,
) -> Run {
    let threads = NonZeroUsize::new(threads).expect("at least one");
    let mut run = Run::default();
    let mut analyzer =
        ParallelAnalyzer::new(options, threads).expect("there are threads").dissecting(&registry());
    for &file in files {
        let Ok(mut reader) = Reader::new(Pieces { octets: file, size: cut.octets }) else { continue };
        let mut more = true;
        while more {
            let mut round = Vec::new();
            while more && round.len() < cut.batches {
                let mut batch = Batch::default();
                more = reader.next_batch(&mut batch);
                round.push(batch);
            }
            let seen = match wanted {
                Wanted::WithFields => analyzer.observe(&round),
                Wanted::WithoutFields => analyzer.observe_without_fields(&round),
            };
            run.segments.extend(seen.observations(None).map(|segment| Row::of(&segment)));
            run.faults.extend(round.iter().filter_map(Batch::fault));
            run.flows.extend(core::iter::from_fn(|| analyzer.pop_ended()).map(|flow| told(&flow)));
        }
        analyzer.next_file();
    }
    analyzer.finish();
    run.flows.extend(core::iter::from_fn(|| analyzer.pop_ended()).map(|flow| told(&flow)));
    run.stats = stats(&analyzer.accounts());
    run
}

/// An input that gives so many octets at a time.
struct Pieces<'a> {
    octets: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        let count = self.size.min(octets.len());
        self.octets.take(count as u64).read(octets).inspect(|&count| self.octets = &self.octets[count..])
    }
}
