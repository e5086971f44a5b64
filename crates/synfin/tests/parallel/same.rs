//! What several threads tell, held against what one tells.

use core::num::NonZeroU32;
use std::path::Path;

use synfin::analyzer::AnalyzerOptions;
use synfin::flow::table::limits::Timeouts;
use synfin_testkit::generator::capture::{Capture, Kind};
use synfin_testkit::hostile::all::all;

use crate::run::{Cut, Wanted, alone, in_batches, together, together_wanting};

const SMALL: Cut = Cut { octets: 700, batches: 5 };
const ONE: Cut = Cut { octets: usize::MAX, batches: 1 };

fn options(max_flows: u32) -> AnalyzerOptions {
    let max_flows = NonZeroU32::new(max_flows).expect("more than none");
    AnalyzerOptions { max_flows, hash_key: [1, 2], ..AnalyzerOptions::default() }
}

fn check(what: &str, files: &[&[u8]], options: AnalyzerOptions, ways: &[(usize, Cut)]) {
    let expected = alone(files, options);
    assert_eq!(in_batches(files, options), expected, "{what}, a batch at a time");
    for &(threads, cut) in ways {
        let run = together(files, options, threads, cut);
        assert_eq!(run.segments.len(), expected.segments.len(), "{what}, {threads} threads, {cut:?}");
        for (segment, expected) in run.segments.iter().zip(&expected.segments) {
            assert_eq!(segment, expected, "{what}, {threads} threads, {cut:?}");
        }
        assert_eq!(run, expected, "{what}, {threads} threads, {cut:?}");
    }
}

#[test]
fn dissectors_hear_of_generated_captures_all_that_there_is_to_hear() {
    let run = alone(&[&generated(Kind::Mixed { segments: 6000 })], options(1 << 20));
    for what in ["heard", "held", "gap ", "late ", "it held more than it said it would"] {
        let rows = run.segments.iter().map(|row| &row.fields).chain(&run.flows);
        assert!(rows.into_iter().any(|row| row.contains(what)), "{what}");
    }
}

#[test]
fn of_fields_that_nobody_asks_for_none_are_held_but_those_of_connections() {
    let capture = generated(Kind::Mixed { segments: 6000 });
    let cut = Cut { octets: 9000, batches: 4 };
    let with = together(&[&capture], options(1 << 20), 3, cut);
    let without = together_wanting(Wanted::WithoutFields, &[&capture], options(1 << 20), 3, cut);
    assert_eq!((&without.flows, &without.stats), (&with.flows, &with.stats));
    assert!(without.flows.iter().any(|flow| flow.contains("heard")));
    assert_eq!(without.segments.len(), with.segments.len());
    let none = &without.segments[0].fields;
    assert!(without.segments.iter().all(|row| row.fields == *none), "a segment has fields");
    assert!(with.segments.iter().any(|row| row.fields != *none));
}

fn generated(kind: Kind) -> Vec<u8> {
    let mut capture = Vec::new();
    Capture::new(kind, 7).write_to(&mut capture).expect("memory takes all");
    capture
}

#[test]
fn hostile_captures_are_told_the_same_by_several_threads() {
    for case in all() {
        for max_flows in [8, 1 << 20] {
            check(&case.name, &[&case.octets], options(max_flows), &[(2, ONE), (3, SMALL)]);
        }
    }
}

#[test]
fn samples_are_told_the_same_by_any_number_of_threads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin-cli/samples");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for folder in [folder.join("kernel"), folder] {
        for entry in std::fs::read_dir(folder).expect("the samples are there") {
            let path = entry.expect("a folder can be read").path();
            if path.is_file() {
                files.push((path.display().to_string(), std::fs::read(&path).expect("it can be read")));
            }
        }
    }
    files.sort();
    let all: Vec<&[u8]> = files.iter().map(|(_, octets)| octets.as_slice()).collect();
    for max_flows in [3, 100, 1 << 20] {
        check("all samples", &all, options(max_flows), &[(1, SMALL), (2, SMALL), (3, ONE), (8, SMALL)]);
    }
    for (name, octets) in &files {
        check(name, &[octets], options(1 << 20), &[(2, SMALL)]);
    }
}

#[test]
fn generated_captures_are_told_the_same_by_any_number_of_threads() {
    for kind in [Kind::Mixed { segments: 6000 }, Kind::Crowd { flows: 1500 }] {
        let capture = generated(kind);
        let cut = Cut { octets: 9000, batches: 4 };
        for max_flows in [8, 100, 700, 1 << 20] {
            let ways = [(1, cut), (2, SMALL), (3, cut), (8, cut)];
            check(&format!("{kind:?}, {max_flows} flows"), &[&capture], options(max_flows), &ways);
        }
        let brief =
            AnalyzerOptions { timeouts: Some(Timeouts::default()), verify_checksums: false, ..options(300) };
        check(&format!("{kind:?}, timeouts"), &[&capture], brief, &[(2, cut), (3, SMALL)]);
    }
}

#[test]
fn a_damaged_capture_is_told_up_to_its_damage() {
    let mut capture = generated(Kind::Mixed { segments: 2000 });
    capture.truncate(capture.len() - 5);
    let run = alone(&[&capture, &capture], options(1 << 20));
    assert_eq!(run.faults.len(), 2);
    check("cut short", &[&capture, &capture], options(1 << 20), &[(2, SMALL), (4, ONE)]);
}
