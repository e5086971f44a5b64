//! The number of threads changes no octet of what is printed, no message and no status.

mod common;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::mpsc::channel;

use common::{command, piped, samples};
use synfin_testkit::generator::capture::{Capture, Kind};

/// Every subcommand with every format.
const WAYS: &[&[&str]] = &[
    &["flows"],
    &["flows", "--format", "json"],
    &["flows", "--format", "csv"],
    &["flows", "--format", "arrow"],
    &["flows", "--format", "parquet"],
    &["segments"],
    &["segments", "--width", "80", "--color", "always"],
    &["segments", "--format", "json"],
    &["segments", "--format", "csv"],
    &["segments", "--format", "arrow"],
    &["segments", "--format", "parquet"],
    &["segments", "--flow", "1"],
    &["segments", "--flow", "99999", "--format", "csv"],
    &["segments", "--flow", "1", "--format", "arrow"],
    &["explain"],
    &["explain", "--flow", "2"],
    &["stats"],
    &["stats", "--format", "json", "--no-checksum"],
];

fn run(way: &[&str], threads: &str, more: &[&str], files: &[&str]) -> Output {
    let mut command = command();
    command.args(way).args(["--threads", threads]).args(more).args(files);
    command.stdin(Stdio::null()).output().expect("the command runs")
}

fn check(way: &[&str], more: &[&str], files: &[&str], threads: &[&str]) {
    let alone = run(way, "1", more, files);
    for threads in threads {
        let run = run(way, threads, more, files);
        // Not compared by assert_eq, which would print megabytes.
        assert!(run.stdout == alone.stdout, "{way:?} {more:?} {files:?} by {threads} threads");
        assert_eq!(text(&run.stderr), text(&alone.stderr), "{way:?} {more:?} {files:?} by {threads} threads");
        assert_eq!(run.status, alone.status, "{way:?} {more:?} {files:?} by {threads} threads");
    }
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

fn generated(kind: Kind, path: &Path) {
    let mut file = fs::File::create(path).expect("the folder takes a file");
    let mut capture = Vec::new();
    Capture::new(kind, 3).write_to(&mut capture).expect("memory takes all");
    file.write_all(&capture).expect("the folder takes a file");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the samples are there");
    let paths = entries.map(|entry| entry.expect("a folder can be read").path());
    let captures = paths
        .filter(|path| path.extension().is_some_and(|ending| ending.as_encoded_bytes().starts_with(b"pcap")));
    let mut names: Vec<String> = captures.map(|path| path.display().to_string()).collect();
    names.sort();
    names
}

#[test]
fn every_sample_is_told_the_same_in_every_way() {
    let names: Vec<String> = names(&samples()).into_iter().chain(names(&samples().join("kernel"))).collect();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    for way in WAYS {
        check(way, &[], &all, &["2", "3", "8"]);
        check(way, &["--max-flows", "8"], &all, &["2", "3"]);
    }
    for name in &all {
        check(&["segments"], &[], &[name], &["3"]);
        check(&["stats"], &[], &[name], &["2"]);
    }
}

#[test]
fn captures_of_many_rounds_are_told_the_same_in_every_way() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let [mixed, crowd] = ["mixed.pcap", "crowd.pcap"].map(|name| folder.path().join(name));
    generated(Kind::Mixed { segments: 9000 }, &mixed);
    generated(Kind::Crowd { flows: 2000 }, &crowd);
    let files = [&mixed, &crowd].map(|path| path.to_str().expect("a plain name"));
    for way in WAYS {
        check(way, &[], &files, &["2"]);
    }
    for max_flows in ["100", "30000", "1048576"] {
        check(&["segments", "--format", "json"], &["--max-flows", max_flows], &files, &["2", "3"]);
        check(&["flows", "--format", "csv"], &["--max-flows", max_flows], &files, &["3", "8"]);
        check(&["stats"], &["--max-flows", max_flows], &files, &["2"]);
    }
}

#[test]
fn damaged_inputs_end_the_same() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("mixed.pcap");
    generated(Kind::Mixed { segments: 9000 }, &path);
    let whole = fs::read(&path).expect("it can be read");
    let cut = folder.path().join("cut.pcap");
    fs::write(&cut, &whole[..whole.len() - 11]).expect("the folder takes a file");
    let torn = folder.path().join("torn.pcap");
    let mut octets = whole.clone();
    octets[whole.len() / 2..].fill(0xff);
    fs::write(&torn, octets).expect("the folder takes a file");
    let [whole, cut, torn] = [&path, &cut, &torn].map(|path| path.to_str().expect("a plain name"));
    for way in [&["flows"][..], &["segments", "--format", "csv"], &["explain"], &["stats"]] {
        for files in [&[cut, whole][..], &[torn, cut], &["README.md", cut], &["README.md"], &["nowhere.pcap"]]
        {
            check(way, &[], files, &["2", "8"]);
        }
    }
    assert_eq!(run(&["stats"], "2", &[], &[cut]).status.code(), Some(2));
}

#[test]
fn hostile_captures_end_the_same() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (number, case) in synfin_testkit::hostile::all::all().iter().enumerate() {
        let path = folder.path().join(format!("{number}.pcap"));
        fs::write(&path, &case.octets).expect("the folder takes a file");
        let path = path.to_str().expect("a plain name");
        check(&["segments", "--format", "json"], &[], &[path, "mixed.pcap"], &["2"]);
    }
}

#[test]
fn standard_input_is_told_the_same_and_nothing_waits_for_what_has_not_come() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("mixed.pcap");
    generated(Kind::Mixed { segments: 9000 }, &path);
    let capture = fs::read(&path).expect("it can be read");
    let alone = run(&["segments"], "1", &[], &[path.to_str().expect("a plain name")]);
    for threads in ["0", "3"] {
        let mut child = piped(command().args(["segments", "--threads", threads, "-"]));
        let (mut stdin, mut stdout) =
            (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let (first, rest) = capture.split_at(capture.len() / 2);
        let (go_on, going_on) = channel();
        let mut told = vec![0; 4096];
        std::thread::scope(|scope| {
            scope.spawn(move || {
                stdin.write_all(first).expect("it reads");
                going_on.recv().expect("something was written of what was read");
                stdin.write_all(rest).expect("it reads");
            });
            stdout.read_exact(&mut told).expect("it writes");
            go_on.send(()).expect("the input waits");
            stdout.read_to_end(&mut told).expect("it writes");
        });
        assert!(told == alone.stdout, "{threads} threads");
        assert!(child.wait().expect("it ends").success());
    }
}
