//! A capture file: records come the same whatever pieces it is read in, and whether one, a burst or a batch is asked for; frames are
//! counted up, the end is final, and memory is bounded by the input.

use std::io::{self, Read};

use synfin_capture::batch::Batch;
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;

use crate::memory;

/// Records that are looked at; more come only from inputs far longer than a fuzzer makes.
const RECORDS: usize = 1 << 16;
/// What a reader may hold beside four times its input, in octets.
const BUFFER: usize = 64 << 10;
/// How gzip, zstd and lz4 begin.
const COMPRESSED: [&[u8]; 3] = [&[0x1f, 0x8b], &[0x28, 0xb5, 0x2f, 0xfd], &[0x04, 0x22, 0x4d, 0x18]];
/// What a decompressor may hold: the longest record allowed here, and a block of lz4 (4 MiB) twice.
const DECOMPRESSOR: usize = (1 << 20) + (9 << 20);

/// The octets are the file.
pub fn check(octets: &[u8]) {
    let whole = records(octets);
    for size in [1, 7, 64 << 10] {
        assert_eq!(whole, records(Pieces { rest: octets, size }));
        assert_eq!(whole, by_bursts(Pieces { rest: octets, size }));
    }
    assert_eq!(whole, by_batches(octets));
    let most = BUFFER + 4 * octets.len() + if is_compressed(octets) { DECOMPRESSOR } else { 0 };
    memory::within(most, || read_through(octets));
}

/// Whether a decompressor is asked: it holds more than what it reads.
fn is_compressed(octets: &[u8]) -> bool {
    // zstd and lz4 share frames that are to be skipped, of sixteen kinds.
    let skippable = matches!(octets, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
    skippable || COMPRESSED.iter().any(|magic| octets.starts_with(magic))
}

/// Reads all records and keeps none.
fn read_through(octets: &[u8]) {
    let Ok(mut reader) = Reader::with_options(octets, &options()) else { return };
    while !matches!(reader.next_record(), Ok(None)) {}
}

/// Bounds of what a small input may come to.
fn options() -> ReadOptions {
    ReadOptions { max_record: 1 << 20, max_total: 1 << 24, max_zstd_window_log: 20, ..ReadOptions::default() }
}

/// Number, time, link type, file offset and octets of each record as text, and how it ended.
fn records(read: impl Read) -> Vec<String> {
    let mut told = Vec::new();
    let mut reader = match Reader::with_options(read, &options()) {
        Ok(reader) => reader,
        Err(error) => return vec![error.to_string()],
    };
    let mut last = 0;
    while told.len() < RECORDS {
        match reader.next_record() {
            Ok(Some(record)) => {
                assert!(record.number > last, "frame {} behind {last}", record.number);
                last = record.number;
                told.push(format!("{record:?}"));
            }
            Ok(None) => {
                assert!(matches!(reader.next_record(), Ok(None)), "more records behind the end");
                return told;
            }
            Err(error) => told.push(error.to_string()),
        }
    }
    panic!("an input of a fuzzer's size does not end");
}

/// The same, by bursts.
fn by_bursts(read: impl Read) -> Vec<String> {
    let mut told = Vec::new();
    let mut reader = match Reader::with_options(read, &options()) {
        Ok(reader) => reader,
        Err(error) => return vec![error.to_string()],
    };
    while told.len() < RECORDS {
        match reader.next_burst() {
            Ok(Some(burst)) => told.extend(burst.iter().map(|record| format!("{record:?}"))),
            Ok(None) => return told,
            Err(error) => told.push(error.to_string()),
        }
    }
    panic!("an input of a fuzzer's size does not end by bursts");
}

/// The same, by batches.
fn by_batches(octets: &[u8]) -> Vec<String> {
    let mut told = Vec::new();
    let mut reader = match Reader::with_options(octets, &options()) {
        Ok(reader) => reader,
        Err(error) => return vec![error.to_string()],
    };
    let mut batch = Batch::default();
    while reader.next_batch(&mut batch) {
        told.extend(batch.records().map(|record| format!("{record:?}")));
        told.extend(batch.fault().map(ToString::to_string));
        assert!(told.len() < RECORDS, "an input of a fuzzer's size does not end by batches");
    }
    told
}

/// A source that gives at most so many octets at once.
struct Pieces<'a> {
    rest: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = into.len().min(self.size).min(self.rest.len());
        let (now, later) = self.rest.split_at(count);
        into[..count].copy_from_slice(now);
        self.rest = later;
        Ok(count)
    }
}
