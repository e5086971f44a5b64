//! From octets to fields, synfin and its peers over the same mix: `cargo bench --package synfin-benches --bench decode`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use synfin_benches::mix::Mix;
use synfin_benches::rows::{self, Column};

/// Enough to train no branch predictor by heart, little enough to stay in the cache.
const SEGMENTS: usize = 4096;
/// Several times what any cache of the machine holds: some 90 MiB.
const STREAMING_SEGMENTS: usize = 131_072;

fn decode(criterion: &mut Criterion) {
    let cached = Mix::new(SEGMENTS, 1);
    let streaming = Mix::streaming(STREAMING_SEGMENTS, 1);
    for column in Column::ALL {
        let mix = if column == Column::Streaming { &streaming } else { &cached };
        let mut group = criterion.benchmark_group(column.name());
        group.throughput(Throughput::Elements(mix.len() as u64));
        for row in rows::all().filter(|row| row.column == column) {
            group.bench_function(row.reader, |bencher| bencher.iter(|| (row.run)(black_box(mix))));
        }
        group.finish();
    }
}

criterion_group!(benches, decode);
criterion_main!(benches);
