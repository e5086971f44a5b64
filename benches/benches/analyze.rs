//! The whole way, from a capture in memory to what each segment does:
//! `cargo bench --package synfin-benches --bench analyze`.

use std::convert::Infallible;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use synfin::analyzer::Analyzer;
use synfin_capture::reader::Reader;
use synfin_testkit::generator::capture::{Capture, Kind};

/// Segments of the generated capture: some ten megabytes.
const SEGMENTS: u64 = 20_000;

fn analyze(criterion: &mut Criterion) {
    let mut capture = Vec::new();
    let totals =
        Capture::new(Kind::Mixed { segments: SEGMENTS }, 1).write_to(&mut capture).expect("memory takes it");
    assert_eq!(records(&capture), totals.segments, "the generator writes TCP alone");
    assert_eq!(steps(&capture), totals.segments);
    let mut group = criterion.benchmark_group("analyze");
    group.throughput(Throughput::Elements(totals.segments));
    group.bench_function("read records", |bencher| bencher.iter(|| records(black_box(&capture))));
    group.bench_function("records to steps", |bencher| bencher.iter(|| steps(black_box(&capture))));
    group.finish();
}

/// Reads all records; their number.
fn records(capture: &[u8]) -> u64 {
    let mut reader = Reader::new(capture).expect("the generator writes a capture");
    let mut records = 0;
    while let Some(record) = reader.next_record().expect("whole records") {
        black_box(record.octets.len());
        records += 1;
    }
    records
}

/// Reads, decodes and classifies all segments; their number.
fn steps(capture: &[u8]) -> u64 {
    let mut reader = Reader::new(capture).expect("the generator writes a capture");
    let mut analyzer = Analyzer::default();
    let mut segments = 0;
    while let Some(burst) = reader.next_burst().expect("whole records") {
        let observed = analyzer.observe_burst(&burst, |_, observation| {
            if let Some(observation) = observation {
                black_box(observation.step());
                segments += 1;
            }
            Ok::<(), Infallible>(())
        });
        let Ok(()) = observed;
    }
    segments
}

criterion_group!(benches, analyze);
criterion_main!(benches);
