//! Every frame and every connection is accounted for, whatever the octets are.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::reader::Reader;
use synfin::wire::numbers::LinkType;

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples");
    let mut files = Vec::new();
    for folder in [folder.join("kernel"), folder] {
        let entries = std::fs::read_dir(&folder).expect("the samples are there");
        let paths = entries.map(|entry| entry.expect("the folder can be read").path());
        files.extend(
            paths.filter(|path| path.extension().is_some_and(|end| end == "pcap" || end == "pcapng")),
        );
    }
    assert!(files.len() > 20, "only {} samples", files.len());
    files
}

/// Reads what can be read of a capture; tells how many frames that were, and how many rows.
fn read(analyzer: &mut Analyzer, octets: &[u8]) -> (u64, u64) {
    let (mut frames, mut rows) = (0, 0);
    let Ok(mut reader) = Reader::new(octets) else { return (0, 0) };
    loop {
        match reader.next_record() {
            Ok(Some(record)) => {
                frames += 1;
                rows += u64::from(analyzer.observe(&record).is_some());
            }
            Ok(None) => return (frames, rows),
            Err(_) => {}
        }
    }
}

/// Ends the capture; tells how many connections left in all.
fn end(analyzer: &mut Analyzer) -> u64 {
    analyzer.finish();
    let mut left = 0;
    while analyzer.pop_ended().is_some() {
        left += 1;
    }
    left
}

fn check(analyzer: &Analyzer, frames: u64, rows: u64, left: u64) {
    let books = analyzer.books();
    assert_eq!(books.frames, frames);
    assert!(books.balance(), "{books:?}");
    assert!(books.tcp <= rows && rows <= books.tcp + books.malformed, "{rows} rows, {books:?}");
    let flows = analyzer.flow_books();
    assert!(flows.balance(), "{flows:?}");
    assert_eq!((flows.opened, flows.live), (left, 0));
    let steps: u64 = analyzer.census().steps().map(|(_, segments)| segments).sum();
    let stages: u64 = analyzer.census().stages().map(|(_, segments)| segments).sum();
    let outcomes: u64 = analyzer.census().outcomes().map(|(_, flows)| flows).sum();
    assert_eq!((steps, stages, outcomes), (rows, rows, left));
}

#[test]
fn the_books_of_every_sample_balance() {
    for path in samples() {
        let octets = std::fs::read(&path).expect("the sample can be read");
        let mut analyzer = Analyzer::default();
        let (frames, rows) = read(&mut analyzer, &octets);
        assert!(rows > 0, "{}", path.display());
        let left = end(&mut analyzer);
        check(&analyzer, frames, rows, left);
    }
}

#[test]
fn the_books_balance_for_any_octets_of_any_link_type() {
    let sample = std::fs::read(&samples()[0]).expect("the sample can be read");
    let mut seed = 7_u64;
    let mut random = move || {
        // xorshift64: any sequence will do, as long as it is the same one every time.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let mut analyzer = Analyzer::default();
    let (mut frames, mut rows) = (0, 0);
    for _ in 0..20_000 {
        let start = random() as usize % sample.len();
        let length = (random() as usize % 120).min(sample.len() - start);
        let mut octets = sample[start..start + length].to_vec();
        if !octets.is_empty() {
            let place = random() as usize % octets.len();
            octets[place] = random() as u8;
        }
        let link_type = LinkType((random() % 300) as u16);
        let original_len = octets.len() as u32 + (random() % 3) as u32;
        frames += 1;
        rows +=
            u64::from(analyzer.observe_octets(random() as i64, link_type, &octets, original_len).is_some());
    }
    let left = end(&mut analyzer);
    check(&analyzer, frames, rows, left);
    let books = analyzer.books();
    assert!(
        books.not_tcp > 0 && books.truncated > 0 && books.malformed > 0 && books.unsupported > 0,
        "{books:?}"
    );
}

#[test]
fn a_full_table_tells_every_connection_that_makes_place() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples/mixed.pcap");
    let octets = std::fs::read(path).expect("the sample can be read");
    let options = AnalyzerOptions { max_flows: NonZeroU32::MIN, ..AnalyzerOptions::default() };
    let mut analyzer = Analyzer::new(options);
    let (frames, rows) = read(&mut analyzer, &octets);
    assert!(analyzer.flow_books().live <= 1);
    let left = end(&mut analyzer);
    assert!(left >= 5, "{left}");
    check(&analyzer, frames, rows, left);
}

#[test]
fn frames_are_numbered_on_over_several_files() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples/four-way-close.pcap");
    let octets = std::fs::read(path).expect("the sample can be read");
    let mut analyzer = Analyzer::default();
    let mut numbers = Vec::new();
    for _ in 0..2 {
        let mut reader = Reader::new(octets.as_slice()).expect("the sample is a capture");
        while let Some(record) = reader.next_record().expect("the sample is whole") {
            numbers.extend(analyzer.observe(&record).map(|segment| segment.frame()));
        }
        analyzer.next_file();
    }
    assert_eq!(numbers, (1..=66).collect::<Vec<_>>());
}
