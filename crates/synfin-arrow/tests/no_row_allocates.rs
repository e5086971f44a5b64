//! Rows become Arrow batches, and those a stream, without memory taken for a row. Alone in its file: the counts are of the process.

use std::io;

use synfin::analyzer::Analyzer;
use synfin::capture::burst::MOST;
use synfin::capture::reader::Reader;
use synfin::column::segments::Segments;
use synfin::report::table_writer::TableWriter as _;
use synfin_arrow::batches::ROWS;
use synfin_arrow::ipc::ArrowStream;
use synfin_arrow::projection::Projection;
use synfin_testkit::generator::capture::{Capture, Kind};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Batches that are written; in the first ones the memory grows to what batches need.
const BATCHES: usize = 5;
const FIRST: usize = 3;
/// Blocks of memory that a batch may take, whatever its rows: each of its arrays some, bits and which cells are there, and what the
/// writer makes of it.
const A_BATCH: u64 = ROWS as u64 / 4;

#[test]
fn no_row_that_becomes_arrow_allocates() {
    let mut file = Vec::new();
    let kind = Kind::Mixed { segments: (BATCHES * ROWS) as u64 };
    Capture::new(kind, 3).write_to(&mut file).expect("memory takes it");
    let mut reader = Reader::new(file.as_slice()).expect("a capture");
    let mut analyzer = Analyzer::default();
    let mut observed = Vec::with_capacity(BATCHES * ROWS);
    let mut records = Vec::new();
    while let Some(record) = reader.next_record().expect("whole records") {
        records.push((
            record.time.nanoseconds(),
            record.link_type,
            record.octets.to_vec(),
            record.original_len,
        ));
    }
    for (time, link_type, octets, original_len) in &records {
        observed.extend(analyzer.observe_octets(*time, *link_type, octets, *original_len));
    }
    assert!(observed.len() >= BATCHES * ROWS);

    let mut stream = ArrowStream::<Segments, _>::new(io::sink(), &Projection::all()).expect("nothing fails");
    let profiler = dhat::Profiler::builder().testing().build();
    let (first, others) = observed.split_at(FIRST * ROWS);
    first.chunks(MOST).for_each(|rows| stream.rows(rows).expect("nothing fails"));
    let before = dhat::HeapStats::get().total_blocks;
    others.chunks(MOST).for_each(|rows| stream.rows(rows).expect("nothing fails"));
    let blocks = dhat::HeapStats::get().total_blocks - before;
    drop(profiler);
    assert!(before > 0, "the first batches were counted");
    let batches = (others.len() / ROWS) as u64;
    assert!(blocks <= batches * A_BATCH, "{blocks} blocks of memory for {batches} batches of {ROWS} rows");
}
