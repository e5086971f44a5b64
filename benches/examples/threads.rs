//! How much several threads help: times by one and by two, and what Amdahl's law makes of the serial part for more.
//!
//! `cargo run --release --package synfin-benches --example threads [SEGMENTS]`. Every time is the least of some runs, in
//! nanoseconds a segment.

use std::fs::File;
use std::hint::black_box;
use std::io::{self, Cursor, Write};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Instant;

use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::batch::Batch;
use synfin::capture::reader::Reader;
use synfin::flow::key::Socket;
use synfin::flow::segment_vars::SegmentVars;
use synfin::flow::table::{limits::Limits, shards::Shards};
use synfin::parallel::segment_rows::SegmentRows;
use synfin::parallel::{analyzer::ParallelAnalyzer, rounds::Rounds};
use synfin::report::{format::Format, look::Look};
use synfin_testkit::generator::capture::{Capture, Kind};

const RUNS: usize = 7;
/// Segments between two numberings, as two threads have it.
const ROUND: usize = 1 << 14;

type Octets = Arc<[u8]>;

fn main() -> io::Result<()> {
    let segments = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(200_000);
    let kinds = [
        ("a, mixed", Kind::Mixed { segments }),
        ("b, crowd: a connection for every two or three segments", Kind::Crowd { flows: segments * 2 / 5 }),
    ];
    for (name, kind) in kinds {
        let mut capture = Vec::new();
        let totals = Capture::new(kind, 1).write_to(&mut capture)?;
        println!(
            "\nKind {name}: {} flows, {} segments, {} octets",
            totals.flows, totals.segments, totals.octets
        );
        measure(&capture.into(), totals.segments as f64)?;
    }
    Ok(())
}

fn measure(capture: &Octets, segments: f64) -> io::Result<()> {
    let least = |run: &mut dyn FnMut() -> io::Result<f64>| -> io::Result<f64> {
        (0..RUNS).try_fold(f64::INFINITY, |least, _| Ok(least.min(run()? / segments)))
    };
    let reader = least(&mut || timed(|| boundaries(capture)))?;
    let numbering = least(&mut || Ok(numbering(capture)))?;
    println!("  serial: reader {reader:.1} ns (beside the rest), numbering {numbering:.1} ns");
    let text = {
        let mut text = Vec::new();
        rows(capture, 1, &mut text)?;
        text
    };
    let mut file = File::options().write(true).open("/dev/null")?;
    let mut copy = Vec::with_capacity(text.len());
    let writing = least(&mut || {
        timed(|| {
            copy.clear();
            text.chunks(1 << 16).try_for_each(|chunk| copy.write_all(black_box(chunk)))?;
            file.write_all(&copy)
        })
    })?;
    let plain = [least(&mut || timed(|| steps_alone(capture)))?, 0.0];
    let json = [least(&mut || timed(|| rows_alone(capture)))?, writing];
    for (what, [alone, writing]) in [("steps", plain), ("rows as JSON", json)] {
        let together = |threads| {
            least(&mut || {
                timed(|| {
                    if writing > 0.0 { rows(capture, threads, io::sink()) } else { steps(capture, threads) }
                })
            })
        };
        let (one, two) = (together(1)?, together(2)?);
        let serial = numbering + writing;
        println!(
            "  {what}: plain loop {alone:.1} ns; by 1 thread {one:.1} ns, by 2 {two:.1} ns; handing over {writing:.1} ns"
        );
        // The reader has a thread of its own, so it is a floor and not a part.
        let parallel = (one - numbering).max(0.0);
        for threads in [2_u32, 4, 8, 16] {
            let time = (serial + parallel / f64::from(threads)).max(reader);
            println!(
                "    model for {threads:>2} cores: {time:6.1} ns, {:4.1} times the plain loop",
                alone / time
            );
        }
    }
    Ok(())
}

fn timed(work: impl FnOnce() -> io::Result<()>) -> io::Result<f64> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_nanos() as f64)
}

fn reader_of(capture: &Octets) -> io::Result<Reader<Cursor<Octets>>> {
    Reader::new(Cursor::new(Arc::clone(capture))).map_err(io::Error::other)
}

/// What the reading thread does.
fn boundaries(capture: &Octets) -> io::Result<()> {
    let (mut reader, mut batch) = (reader_of(capture)?, Batch::default());
    while reader.next_batch(&mut batch) {
        black_box(batch.len());
    }
    Ok(())
}

fn steps_alone(capture: &Octets) -> io::Result<()> {
    let (mut reader, mut analyzer) = (reader_of(capture)?, Analyzer::default());
    while let Some(record) = reader.next_record().map_err(io::Error::other)? {
        black_box(analyzer.observe(&record).map(|segment| segment.step()));
    }
    Ok(())
}

fn rows_alone(capture: &Octets) -> io::Result<()> {
    let (mut reader, mut analyzer) = (reader_of(capture)?, Analyzer::default());
    let mut report = Format::Json.segments(io::sink(), Look::default());
    while let Some(record) = reader.next_record().map_err(io::Error::other)? {
        if let Some(segment) = analyzer.observe(&record) {
            report.row(&segment)?;
        }
    }
    report.finish()
}

fn start(capture: &Octets, threads: usize) -> io::Result<(ParallelAnalyzer, Rounds)> {
    let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
    let analyzer = ParallelAnalyzer::new(AnalyzerOptions::default(), threads)?;
    Ok((analyzer, Rounds::of(reader_of(capture)?, threads)?))
}

fn steps(capture: &Octets, threads: usize) -> io::Result<()> {
    let (mut analyzer, mut rounds) = start(capture, threads)?;
    let mut batches = Vec::new();
    while rounds.next(&mut batches) {
        black_box(analyzer.observe(&batches).len());
    }
    Ok(())
}

fn rows(capture: &Octets, threads: usize, mut out: impl Write) -> io::Result<()> {
    let (mut analyzer, mut rounds) = start(capture, threads)?;
    let mut rows = SegmentRows::new(Format::Json, Look::default(), None);
    let mut batches = Vec::new();
    while rounds.next(&mut batches) {
        rows.write(analyzer.observe(&batches), &mut out)?;
    }
    rows.finish(&mut out)
}

/// What one thread does between two rounds: the numbers of new connections.
fn numbering(capture: &Octets) -> f64 {
    let mut analyzer = Analyzer::default();
    let mut segments = Vec::new();
    let mut reader = reader_of(capture).expect("the generator writes a capture");
    while let Some(record) = reader.next_record().expect("whole records") {
        let Some(segment) = analyzer.observe(&record) else { continue };
        let vars = SegmentVars::of(segment.segment(), segment.options());
        let vars = SegmentVars { frame: segment.frame(), time: segment.time(), ..vars };
        let ends =
            [(segment.source(), segment.source_port()), (segment.destination(), segment.destination_port())];
        segments.push((ends.map(|(address, port)| Socket::new(address, port)), vars));
    }
    let (mut shards, mut spent) = (Shards::new(Limits::default(), 2), 0.0);
    for round in segments.chunks(ROUND) {
        shards.begin(round.len() as u64);
        for &([source, destination], vars) in round {
            let address = shards.address(source, destination, 0);
            let shard = shards.shard_of(&address);
            shards.parts_mut()[shard].observe(&address, &vars);
        }
        let start = Instant::now();
        shards.complete();
        spent += start.elapsed().as_nanos() as f64;
        while shards.pop_ended().is_some() {}
    }
    spent
}
