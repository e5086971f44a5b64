//! Inputs that are no captures, cannot be read, or stop.

mod common;

use common::{Chunks, pcap, tell, tell_with};
use std::fs;
use std::io::{self, Read, Write};
use synfin_capture::error::{CaptureError, Codec, Reason};
use synfin_capture::open::{open, open_with};
use synfin_capture::options::ReadOptions;
use synfin_capture::reader::Reader;

fn only_error(octets: &[u8]) -> CaptureError {
    let told = tell(octets);
    assert!(told.records.is_empty() && told.errors.len() == 1, "{told:?}");
    for size in [1, 7] {
        assert_eq!(tell_with(Chunks::of(size, octets), &ReadOptions::default()), told);
    }
    told.errors[0]
}

#[test]
fn what_is_no_capture_is_told_by_how_it_begins() {
    for (octets, message) in [
        (&b""[..], "0: the input is empty"),
        (&b"\0\0\0\0\0\0\0\0"[..], "0: not a pcap or pcapng capture: it begins with 00000000"),
        (&b"hi"[..], "0: not a pcap or pcapng capture: it begins with 68690000"),
        (
            &b"PK\x03\x04 and so on"[..],
            "0: not a pcap or pcapng capture: it looks like a zip archive: unpack it first",
        ),
        (&b"\xd4"[..], "0: the input is cut off (octets missing: 3)"),
        (&b"\xd4\xc3\xb2\xa1"[..], "0: the input is cut off (octets missing: 20)"),
        (&b"\x0a\x0d\x0d"[..], "0: the input is cut off (octets missing: 1)"),
    ] {
        assert_eq!(only_error(octets).to_string(), message, "{octets:?}");
    }
    assert!(matches!(
        only_error(b"snoop\0\0\0\0\0\0\x02").reason,
        Reason::NotACapture { looks_like: Some(format), .. } if format.contains("snoop")
    ));
}

#[test]
fn a_header_without_records_is_a_capture_of_none() {
    let file = pcap();
    let mut reader = Reader::new(&file[..24]).expect("a header");
    assert_eq!(reader.next_record(), Ok(None));
    assert_eq!(reader.frames(), 0);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_before_any_frame() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = open(folder.path().join("none.pcap")).err().expect("no file");
    assert_eq!(missing.to_string(), "0: no such file");
    let folder = open(folder.path()).err().expect("a folder is no file");
    assert!(matches!(folder.reason, Reason::Io(_)) && folder.frame == 0, "{folder}");
}

#[cfg(unix)]
#[test]
fn an_endless_device_is_refused_by_its_first_octets() {
    let zeros = open("/dev/zero").err().expect("no capture");
    assert!(matches!(zeros.reason, Reason::NotACapture { magic: [0, 0, 0, 0], .. }), "{zeros}");
    let nothing = open("/dev/null").err().expect("no capture");
    assert_eq!(nothing.reason, Reason::Empty);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_of_holes_is_refused_by_its_first_octets() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    file.as_file().set_len(50 << 30).expect("a hole of 50 GB");
    let error = open(file.path()).err().expect("no capture");
    assert!(matches!(error.reason, Reason::NotACapture { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_name_of_odd_octets_opens_like_any_other() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"\xff \n;%s.pcap"));
    fs::write(&path, pcap()).expect("written");
    let mut reader = open(&path).expect("a capture");
    assert!(reader.next_record().expect("a record").is_some());
}

#[test]
fn position_comes_to_the_length_of_the_file() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(&pcap()).expect("written");
    let mut reader = open(file.path()).expect("a capture");
    let mut last = 0;
    while reader.next_record().expect("no damage").is_some() {
        assert!(reader.position() >= last);
        last = reader.position();
    }
    assert_eq!(Some(last), reader.len_hint());
    assert_eq!(last, pcap().len() as u64);
}

#[test]
fn a_file_cut_while_it_is_read_is_an_error_and_one_that_grows_is_read_on() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    let octets = pcap();
    file.write_all(&octets).expect("written");

    let mut cut = open(file.path()).expect("a capture");
    cut.next_record().expect("a record");
    file.as_file().set_len(octets.len() as u64 - 4000).expect("cut");
    let error = loop {
        match cut.next_record() {
            Ok(record) => assert!(record.is_some(), "the end came without a word"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error.reason, Reason::Truncated { .. }) && error.is_final);

    file.as_file().set_len(octets.len() as u64).expect("zeros again");
    let mut grown = open(file.path()).expect("a capture");
    grown.next_record().expect("a record");
    file.as_file().write_all(&octets[24..]).expect("a second copy of the records");
    let mut last = 1;
    while let Some(record) = grown.next_record().expect("no damage") {
        last = record.number;
    }
    assert_eq!(last, 14);
}

/// Fails after its octets.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        match self.0.read(octets)? {
            0 => Err(io::ErrorKind::TimedOut.into()),
            count => Ok(count),
        }
    }
}

#[test]
fn an_input_that_fails_gives_its_records_then_one_error() {
    let file = pcap();
    let told = tell_with(Failing(&file), &ReadOptions::default());
    assert_eq!(told.records.len(), 7);
    assert_eq!(told.reasons(), [Reason::Io(io::ErrorKind::TimedOut)]);
    assert_eq!(told.errors[0].offset, file.len() as u64);
}

#[test]
fn bounds_of_ones_own_hold() {
    let options = ReadOptions { max_record: 1000, ..ReadOptions::default() };
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(&pcap()).expect("written");
    let mut reader = open_with(file.path(), &options).expect("a capture");
    let reason = loop {
        match reader.next_record() {
            Ok(record) => assert!(record.expect("not the end").octets.len() <= 1000),
            Err(error) => break error.reason,
        }
    };
    assert_eq!(reason, Reason::TooLarge { length: 300_000, limit: 1000 });
}

#[test]
fn a_codec_goes_by_the_name_of_its_feature() {
    assert_eq!([Codec::Gzip, Codec::Zstd, Codec::Lz4].map(Codec::name), ["gzip", "zstd", "lz4"]);
}
