//! Both tables written and read again by Arrow's and Parquet's own readers: every value as the row tells it.

use std::io::{self, Write};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{DurationNanosecondType, Int16Type, TimestampNanosecondType, UInt8Type, UInt64Type};
use arrow_array::{Array as _, RecordBatch};
use arrow_ipc::reader::StreamReader;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use synfin::analyzer::Analyzer;
use synfin::capture::reader::Reader;
use synfin::column::flows::Flows;
use synfin::column::segments::Segments;
use synfin::column::table::Table;
use synfin::report::table_writer::TableWriter;
use synfin_arrow::batches::{Batches, ROWS};
use synfin_arrow::ipc::ArrowStream;
use synfin_arrow::parquet::Parquet;
use synfin_arrow::projection::Projection;
use synfin_testkit::generator::capture::{Capture, Kind};
use synfin_testkit::samples::sample;

/// What a row tells of itself.
type Told = (u64, i64, &'static str, String, usize);

/// Writes the segments of a capture, then its flows; what each segment tells of itself.
fn write(
    capture: &[u8],
    segments: &mut impl TableWriter<Segments>,
    flows: &mut impl TableWriter<Flows>,
) -> io::Result<Vec<Told>> {
    let mut reader = Reader::new(capture).expect("a capture");
    let mut analyzer = Analyzer::default();
    let mut told = Vec::new();
    while let Some(record) = reader.next_record().expect("whole records") {
        if let Some(row) = analyzer.observe(&record) {
            segments.row(&row)?;
            let options = row.segment().options().iter().count();
            told.push((row.frame(), row.time().0, row.step().name(), row.reason().to_string(), options));
        }
    }
    analyzer.finish();
    while let Some(flow) = analyzer.pop_ended() {
        flows.row(&flow)?;
    }
    segments.finish()?;
    flows.finish()?;
    Ok(told)
}

fn generated() -> Vec<u8> {
    let mut capture = Vec::new();
    let kind = Kind::Mixed { segments: ROWS as u64 + 100 };
    Capture::new(kind, 3).write_to(&mut capture).expect("memory takes it");
    capture
}

fn is_told(batches: &[RecordBatch], told: &[Told]) {
    assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), told.len());
    let mut told = told.iter();
    for batch in batches {
        let column = |name: &str| batch.column_by_name(name).expect("the column is there");
        let frames = column("frame").as_primitive::<UInt64Type>();
        let times = column("time").as_primitive::<TimestampNanosecondType>();
        let steps = column("step").as_dictionary::<Int16Type>().downcast_dict::<arrow_array::StringArray>();
        let steps = steps.expect("words are text");
        let reasons = column("reason").as_string::<i32>();
        let options = column("options").as_list::<i32>();
        for (row, (frame, time, step, reason, count)) in (0..batch.num_rows()).zip(&mut told) {
            assert_eq!((frames.value(row), times.value(row)), (*frame, *time));
            assert_eq!(arrow_array::ArrayAccessor::value(&steps, row), *step);
            assert_eq!(reasons.value(row), reason);
            assert_eq!(options.value(row).len(), *count);
        }
    }
}

#[test]
fn a_stream_tells_every_row_in_batches() {
    let (mut segments, mut flows) = (Vec::new(), Vec::new());
    let told = write(
        &generated(),
        &mut ArrowStream::new(&mut segments, &Projection::all()).expect("memory takes it"),
        &mut ArrowStream::new(&mut flows, &Projection::all()).expect("memory takes it"),
    );
    let read = |octets: &[u8]| -> Vec<RecordBatch> {
        let reader = StreamReader::try_new(octets, None).expect("a stream");
        reader.collect::<Result<_, _>>().expect("whole batches")
    };
    let batches = read(&segments);
    assert_eq!(batches.len(), 2);
    is_told(&batches, &told.expect("memory takes it"));
    let flows = read(&flows);
    let durations = flows[0].column_by_name("duration").expect("the column is there");
    assert!(
        durations.as_primitive::<DurationNanosecondType>().values().iter().all(|duration| *duration >= 0)
    );
}

#[test]
fn parquet_tells_the_same() {
    let (mut segments, mut flows) = (Vec::new(), Vec::new());
    let told = write(
        &generated(),
        &mut Parquet::new(&mut segments, &Projection::all()).expect("memory takes it"),
        &mut Parquet::new(&mut flows, &Projection::all()).expect("memory takes it"),
    );
    let reader = ParquetRecordBatchReader::try_new(bytes(&segments), 1 << 20).expect("a Parquet file");
    let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().expect("whole batches");
    is_told(&batches, &told.expect("memory takes it"));
    let reader = ParquetRecordBatchReader::try_new(bytes(&flows), 1 << 20).expect("a Parquet file");
    assert!(reader.map(|batch| batch.expect("a whole batch").num_rows()).sum::<usize>() > 0);
}

fn bytes(octets: &[u8]) -> impl parquet::file::reader::ChunkReader + 'static {
    // A file: the reader wants something that it can seek in.
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(octets).expect("the file takes it");
    file
}

#[test]
fn every_sample_and_every_column_can_be_written() {
    for sample in sample::all() {
        let mut rows = 0;
        let mut reader = Reader::new(sample.octets.as_slice()).expect("a capture");
        let mut analyzer = Analyzer::default();
        let mut batches = Batches::<Segments>::new(&Projection::all());
        while let Some(record) = reader.next_record().expect("whole records") {
            if let Some(row) = analyzer.observe(&record) {
                batches.push(&row);
                rows += 1;
            }
        }
        let batch = batches.take().expect("every value fits its column");
        assert_eq!(
            (batch.num_rows(), batch.num_columns()),
            (rows, Segments::COLUMNS.len()),
            "{}",
            sample.name
        );
        assert_eq!(batches.rows(), 0);
    }
}

#[test]
fn what_is_not_asked_for_is_not_there() {
    let capture = generated();
    let mut reader = Reader::new(capture.as_slice()).expect("a capture");
    let mut analyzer = Analyzer::default();
    let projection = Projection::of(&["wscale", "frame"]).expect("columns of the table");
    let mut batches = Batches::<Segments>::new(&projection);
    while let Some(record) = reader.next_record().expect("whole records") {
        if let Some(row) = analyzer.observe(&record) {
            batches.push(&row);
        }
    }
    let batch = batches.take().expect("every value fits its column");
    let names: Vec<&str> = batch.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names, ["wscale", "frame"]);
    let shifts = batch.column(0).as_primitive::<UInt8Type>();
    assert!(shifts.null_count() > 0 && shifts.null_count() < shifts.len());
}

#[test]
fn no_column_is_still_so_many_rows() {
    let projection = Projection::<Flows>::of(&[""; 0]).expect("no name is unknown");
    let batch = Batches::new(&projection).take().expect("an empty batch");
    assert_eq!((batch.num_rows(), batch.num_columns()), (0, 0));
}
