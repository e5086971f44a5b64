//! Reading a whole capture into values that can be compared.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{self, Read};
use synfin_capture::burst::MOST;
use synfin_capture::error::{CaptureError, Reason};
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;
use synfin_capture::record::Record;
use synfin_testkit::forge::pcap::{ByteOrder, Pcap};
use synfin_testkit::forge::pcapng::{IF_TSRESOL, Pcapng};
use synfin_testkit::forge::record::Record as Forged;

/// A record that has left the buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owned {
    pub(crate) number: u64,
    /// Nanoseconds since the epoch.
    pub(crate) time: i64,
    pub(crate) link_type: u16,
    pub(crate) fcs_len: u8,
    pub(crate) octets: Vec<u8>,
    pub(crate) original_len: u32,
    pub(crate) interface: u32,
    pub(crate) file_offset: u64,
}

impl Owned {
    pub(crate) fn of(record: &Record<'_>) -> Owned {
        Owned {
            number: record.number,
            time: record.time.nanoseconds(),
            link_type: record.link_type.0,
            fcs_len: record.fcs_len,
            octets: record.octets.to_vec(),
            original_len: record.original_len,
            interface: record.interface,
            file_offset: record.file_offset,
        }
    }
}

/// All that a capture tells, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) records: Vec<Owned>,
    pub(crate) errors: Vec<CaptureError>,
}

impl Told {
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        self.errors.iter().map(|error| error.reason).collect()
    }

    pub(crate) fn times(&self) -> Vec<i64> {
        self.records.iter().map(|record| record.time).collect()
    }

    pub(crate) fn numbers(&self) -> Vec<u64> {
        self.records.iter().map(|record| record.number).collect()
    }
}

/// Reads one record after another, and in bursts, which must come to the same.
pub(crate) fn tell(octets: &[u8]) -> Told {
    let told = tell_with(octets, &ReadOptions::default());
    assert_eq!(tell_by_bursts(octets), told, "in bursts");
    told
}

/// Reads bursts, with single records between them.
fn tell_by_bursts(octets: &[u8]) -> Told {
    let mut told = Told::default();
    let mut reader = match Reader::new(octets) {
        Ok(reader) => reader,
        Err(error) => return Told { errors: vec![error], ..told },
    };
    for turn in 0.. {
        let read = if turn % 3 == 2 {
            reader.next_record().map(|record| record.map(|record| told.records.push(Owned::of(&record))))
        } else {
            reader.next_burst().map(|burst| {
                burst.map(|burst| {
                    assert!((1..=MOST).contains(&burst.len()) && burst.get(burst.len()).is_none());
                    told.records.extend(burst.iter().map(|record| Owned::of(&record)));
                })
            })
        };
        match read {
            Ok(Some(())) => {}
            Ok(None) => break,
            Err(error) => told.errors.push(error),
        }
        let last = told.records.last().map_or(0, |record| record.number);
        assert!(reader.frames() >= last, "frames are counted with the records");
    }
    told
}

/// Reads to the end and past it. A reader that neither ends nor advances fails here.
pub(crate) fn tell_with(read: impl Read, options: &ReadOptions) -> Told {
    let mut told = Told::default();
    let mut reader = match Reader::with_options(read, options) {
        Ok(reader) => reader,
        Err(error) => {
            assert!(error.is_final, "{error}");
            told.errors.push(error);
            return told;
        }
    };
    let mut last_fault = None;
    loop {
        match reader.next_record() {
            Ok(Some(record)) => told.records.push(Owned::of(&record)),
            Ok(None) => break,
            Err(error) => {
                assert!(last_fault < Some(error.offset) || last_fault.is_none(), "{error} twice");
                last_fault = Some(error.offset);
                told.errors.push(error);
                if error.is_final {
                    break;
                }
            }
        }
    }
    for _ in 0..3 {
        assert_eq!(reader.next_record(), Ok(None), "the end is the end");
    }
    told
}

/// Hands out its octets a few at a time.
pub(crate) struct Chunks<'a> {
    pub(crate) octets: &'a [u8],
    pub(crate) size: usize,
    /// Whether every other call is interrupted by a signal.
    pub(crate) interrupted: bool,
    pub(crate) calls: usize,
}

impl<'a> Chunks<'a> {
    pub(crate) fn of(size: usize, octets: &'a [u8]) -> Chunks<'a> {
        Chunks { octets, size, interrupted: false, calls: 0 }
    }
}

impl Read for Chunks<'_> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.interrupted && self.calls.is_multiple_of(2) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.size.min(octets.len()).min(self.octets.len());
        let (now, later) = self.octets.split_at(count);
        octets[..count].copy_from_slice(now);
        self.octets = later;
        Ok(count)
    }
}

/// Frames of many sizes, from none to more than the buffer's usual size; one is cut short.
pub(crate) fn forged() -> Vec<Forged> {
    let start = 1_700_000_000_000_000_000;
    let mut records: Vec<Forged> = [0, 1, 60, 1514, 300_000, 3, 9000]
        .into_iter()
        .enumerate()
        .map(|(at, length)| Forged::whole(start + at as u64 * 1_000, (0..length).map(|n| n as u8).collect()))
        .collect();
    records[3] = records[3].clone().cut_to(96);
    records
}

/// A pcap file of these frames.
pub(crate) fn pcap() -> Vec<u8> {
    Pcap::of(1).file(&forged())
}

/// A pcapng file with all kinds of blocks, in two sections of different byte order.
pub(crate) fn pcapng() -> Vec<u8> {
    let mut file = Vec::new();
    for order in [ByteOrder::Little, ByteOrder::Big] {
        let section = Pcapng { order };
        file.extend(section.section(&[(4, b"forged")]));
        file.extend(section.interface(1, 0, &[]));
        file.extend(section.block(0x8000_0001, &[7; 21]));
        file.extend(section.interface(101, 65535, &[(2, b"tun0"), (IF_TSRESOL, &[9])]));
        for record in forged() {
            file.extend(section.enhanced(0, record.time_ns / 1000, &record, &[(1, b"a comment")]));
            file.extend(section.enhanced(1, record.time_ns, &record, &[]));
        }
        file.extend(section.simple(4, b"simp"));
        file.extend(section.obsolete(1, 5, &Forged::whole(0, vec![9; 10])));
        file.extend(section.block(5, &[0; 12]));
    }
    file
}
