//! What was asked for, and what is taken from how it was asked: the order of options, the name of the output.

mod common;

use std::fs;

use common::synfin;

#[test]
fn options_may_stand_before_the_subcommand() {
    let behind = synfin(&["stats", "mixed.pcap", "--no-checksum", "--threads", "2"]);
    let before = synfin(&["--threads", "2", "--no-checksum", "stats", "mixed.pcap"]);
    assert_eq!((before.status, before.stderr.as_str()), (Some(0), ""));
    assert_eq!(before.stdout, behind.stdout);
}

#[test]
fn without_arguments_the_short_help_is_shown() {
    let run = synfin(&[]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr, synfin(&["-h"]).stdout);
}

#[test]
fn the_name_of_the_output_tells_the_format_and_what_was_asked_for_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = |name: &str, arguments: &[&str]| {
        let out = folder.path().join(name);
        let run = synfin(&[arguments, &["-o", out.to_str().expect("a plain name"), "mixed.pcap"]].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{name}");
        fs::read(&out).expect("it is there")
    };
    for (name, format) in [
        ("x.csv", "csv"),
        ("x.JSON", "json"),
        ("x.jsonl", "json"),
        ("x.ndjson", "json"),
        ("x.txt", "text"),
        ("bare", "text"),
        ("x.arrows", "arrow"),
        ("x.arrow", "arrow"),
        ("x.parquet", "parquet"),
    ] {
        for table in ["flows", "segments"] {
            let asked = written("asked", &[table, "--format", format]);
            assert!(written(name, &[table]) == asked, "{table} {name}");
            assert!(
                written(name, &[table, "--format", "csv"]) == written("asked", &[table, "--format", "csv"])
            );
        }
    }
    assert_eq!(written("s.json", &["stats"]), written("asked", &["stats", "--format", "json"]));
}

#[test]
fn an_output_whose_name_tells_no_format_is_asked_about_and_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("x.dat");
    for subcommand in ["flows", "segments", "stats", "explain"] {
        let run = synfin(&[subcommand, "-o", out.to_str().expect("a plain name"), "mixed.pcap"]);
        assert_eq!(run.status, Some(1));
        assert!(run.stderr.contains("give --format, one of text, json, csv"), "{}", run.stderr);
    }
    assert!(!out.exists());
}

#[test]
fn connections_that_made_place_are_told_of_once_at_the_end() {
    for threads in ["1", "2"] {
        for subcommand in ["flows", "segments", "stats", "explain"] {
            let run = synfin(&[subcommand, "--threads", threads, "--max-flows", "2", "mixed.pcap"]);
            assert_eq!(run.status, Some(0), "{}", run.stderr);
            let said = "synfin: 4 connections made place for others and were told before their end (end evicted): 2 are \
                        held at once; --max-flows N holds more";
            assert_eq!(run.stderr.lines().last(), Some(said), "{subcommand} {threads}");
            assert_eq!(run.stderr.matches("made place").count(), 1);
        }
    }
    assert_eq!(synfin(&["flows", "mixed.pcap"]).stderr, "", "and nothing is said when none did");
}
