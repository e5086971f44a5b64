//! A capture file: records come the same whatever pieces it is read in, frames are counted up, and the end is final.

use std::io::{self, Read};

use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;

/// Records that are looked at; more come only from inputs far longer than a fuzzer makes.
const RECORDS: usize = 1 << 16;

/// The octets are the file.
pub fn check(octets: &[u8]) {
    let whole = records(octets);
    assert_eq!(whole, records(Pieces { rest: octets, size: 1 }));
    assert_eq!(whole, records(Pieces { rest: octets, size: 7 }));
}

/// Number, time, link type, file offset and octets of each record as text, and how it ended.
fn records(read: impl Read) -> Vec<String> {
    let options = ReadOptions {
        max_record: 1 << 20,
        max_total: 1 << 24,
        max_zstd_window_log: 20,
        ..ReadOptions::default()
    };
    let mut told = Vec::new();
    let mut reader = match Reader::with_options(read, &options) {
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
