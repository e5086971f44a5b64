//! Rows of the table `segments` written in each format, beside the libraries' own ways with rows that are ready:
//! `cargo bench --package synfin-benches --bench writers`.
//!
//! synfin makes every value of a row as it writes it, the sentence with the reason among them; the peers find theirs made.

use std::hint::black_box;
use std::io::{self, Write};

use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use synfin::analyzer::Analyzer;
use synfin::column::segments::Segments;
use synfin::observation::Observation;
use synfin::report::format::Format;
use synfin::report::look::Look;
use synfin_arrow::batches::Batches;
use synfin_arrow::projection::Projection;
use synfin_arrow::schema::schema;
use synfin_capture::reader::Reader;
use synfin_testkit::generator::capture::{Capture, Kind};
use synfin_wire::numbers::LinkType;

/// Segments of the generated capture.
const SEGMENTS: u64 = 20_000;

/// A row as a plain struct with every value in it.
#[derive(Debug, Deserialize, Serialize)]
struct Ready {
    frame: u64,
    time: i64,
    flow: u64,
    direction: String,
    src: String,
    src_port: u16,
    dst: String,
    dst_port: u16,
    seq: u32,
    ack: u32,
    rel_seq: Option<i64>,
    rel_ack: Option<i64>,
    flags: u16,
    flags_text: String,
    window: u16,
    window_scaled: Option<u32>,
    payload_len: u32,
    stage: String,
    step: String,
    label: String,
    originator_state: String,
    originator_basis: String,
    responder_state: String,
    responder_basis: String,
    notes: Vec<String>,
    reason: String,
    mss: Option<u16>,
    wscale: Option<u8>,
    sack_permitted: bool,
    sack: Vec<Value>,
    ts_val: Option<u32>,
    ts_ecr: Option<u32>,
    options: Vec<ReadyOption>,
    checksum: String,
    checksum_note: Option<String>,
    tunnel: Vec<String>,
    fields: Vec<Value>,
}

#[derive(Debug, Deserialize, Serialize)]
struct ReadyOption {
    kind: Option<u8>,
    name: Option<String>,
    length: Option<u8>,
    value: Option<String>,
    text: String,
}

/// The frames of a generated capture, with their times.
fn frames() -> Vec<(i64, Vec<u8>)> {
    let mut capture = Vec::new();
    Capture::new(Kind::Mixed { segments: SEGMENTS }, 1).write_to(&mut capture).expect("memory takes it");
    let mut reader = Reader::new(capture.as_slice()).expect("the generator writes a capture");
    let mut frames = Vec::new();
    while let Some(record) = reader.next_record().expect("whole records") {
        assert_eq!(record.link_type, LinkType::ETHERNET);
        frames.push((record.time.nanoseconds(), record.octets.to_vec()));
    }
    frames
}

fn observed(frames: &[(i64, Vec<u8>)]) -> Vec<Observation<'_>> {
    let mut analyzer = Analyzer::default();
    let mut rows = Vec::new();
    for (time, octets) in frames {
        rows.extend(analyzer.observe_octets(*time, LinkType::ETHERNET, octets, octets.len() as u32));
    }
    rows
}

fn write(rows: &[Observation<'_>], format: Format, out: impl Write) {
    let mut writer = format.segments(out, Look::default());
    rows.iter().try_for_each(|row| writer.row(row)).expect("the output takes all");
    writer.finish().expect("the output takes all");
}

fn writers(criterion: &mut Criterion) {
    let frames = frames();
    let rows = observed(&frames);
    let mut json = Vec::new();
    write(&rows, Format::Json, &mut json);
    let ready: Vec<Ready> = serde_json::Deserializer::from_slice(&json)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("every row is an object of these keys");
    assert_eq!(ready.len() as u64, SEGMENTS);
    assert_eq!(lines(&ready), json, "the peer writes the same");

    let mut group = criterion.benchmark_group("writers");
    group.throughput(Throughput::Elements(SEGMENTS));
    for format in Format::ALL {
        group.bench_function(format!("synfin {}", format.name()), |bencher| {
            bencher.iter(|| write(black_box(&rows), format, io::sink()));
        });
    }
    group.bench_function("serde_json, ready rows", |bencher| bencher.iter(|| lines(black_box(&ready))));
    group.bench_function("csv, ready rows without their lists", |bencher| {
        bencher.iter(|| cells(black_box(&ready)));
    });
    group
        .bench_function("synfin arrow, record batches", |bencher| bencher.iter(|| batches(black_box(&rows))));
    let plain = plain_types(&schema::<Segments>(&Projection::all()));
    assert_eq!(ready_batches(&ready, &plain), batches(&rows), "the peer makes as many rows");
    group.bench_function("arrow-json, ready rows, record batches", |bencher| {
        bencher.iter(|| ready_batches(black_box(&ready), &plain));
    });
    group.finish();
}

/// All rows as Arrow record batches; how many rows they hold.
fn batches(rows: &[Observation<'_>]) -> usize {
    let mut batches = Batches::<Segments>::new(&Projection::all());
    let mut written = 0;
    for some in rows.chunks(synfin_arrow::batches::ROWS) {
        for row in some {
            batches.push(row);
        }
        written += black_box(batches.take()).expect("every row has its columns").num_rows();
    }
    written
}

/// The same by Arrow's own way from rows to record batches.
fn ready_batches(rows: &[Ready], schema: &SchemaRef) -> usize {
    let reader = ReaderBuilder::new(schema.clone()).with_batch_size(synfin_arrow::batches::ROWS);
    let mut decoder = reader.build_decoder().expect("all types are known to it");
    let mut written = 0;
    for some in rows.chunks(synfin_arrow::batches::ROWS) {
        decoder.serialize(some).expect("every row has these columns");
        let batch = black_box(decoder.flush()).expect("every value has its type");
        written += batch.map_or(0, |batch| batch.num_rows());
    }
    written
}

/// Words as plain text and times without a zone: the peer makes no others.
fn plain_types(schema: &SchemaRef) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Dictionary(..) => Field::new(field.name(), DataType::Utf8, field.is_nullable()),
        DataType::Timestamp(unit, _) => {
            Field::new(field.name(), DataType::Timestamp(*unit, None), field.is_nullable())
        }
        _ => field.as_ref().clone(),
    });
    Schema::new(fields.collect::<Fields>()).into()
}

/// All rows as one JSON object a line.
fn lines(rows: &[Ready]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, row).expect("memory takes it");
        out.push(b'\n');
    }
    out
}

/// The first twenty-four columns of all rows as CSV: csv knows no lists.
fn cells(rows: &[Ready]) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let who =
            (row.frame, row.time, row.flow, &row.direction, &row.src, row.src_port, &row.dst, row.dst_port);
        let numbers = (row.seq, row.ack, row.rel_seq, row.rel_ack, row.flags, &row.flags_text, row.window);
        let what = (row.window_scaled, row.payload_len, &row.stage, &row.step, &row.label);
        let states =
            (&row.originator_state, &row.originator_basis, &row.responder_state, &row.responder_basis);
        let rest = (&row.reason, row.mss, row.wscale, row.sack_permitted, row.ts_val, row.ts_ecr);
        out.serialize((who, numbers, what, states, rest)).expect("memory takes it");
    }
    out.into_inner().expect("memory takes it")
}

criterion_group!(benches, writers);
criterion_main!(benches);
