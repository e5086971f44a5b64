//! Faults of where the results go: no room, no permission, a folder, nobody who reads.
#![cfg(unix)]

mod common;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::{command, piped, samples, synfin};

/// Every table in every format of it.
const TABLES: [&[&str]; 10] = [
    &["flows", "--format", "text"],
    &["flows", "--format", "json"],
    &["flows", "--format", "csv"],
    &["flows", "--format", "arrow"],
    &["flows", "--format", "parquet"],
    &["segments", "--format", "text"],
    &["segments", "--format", "json"],
    &["segments", "--format", "csv"],
    &["segments", "--format", "arrow"],
    &["segments", "--format", "parquet"],
];

fn names(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path()).collect()
}

/// A capture of some ten thousand records, each a connection of its own, so that every table of it is long.
fn wide_capture() -> Vec<u8> {
    let records = synfin_testkit::hostile::floods::syns(10_000, 1).collect::<Vec<_>>();
    synfin_testkit::forge::pcap::Pcap::of(1).file(&records)
}

#[test]
fn a_disk_that_fills_up_midway_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("wide.pcap");
    fs::write(&input, wide_capture()).expect("a file");
    let results = folder.path().join("results");
    fs::create_dir(&results).expect("a folder");
    for words in TABLES {
        // No file may grow beyond 64 blocks of 512 or 1,024 octets; the system tells it by an error, not by a signal.
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ && ulimit -f 64 && exec \"$0\" \"$@\""])
            .arg(command().get_program())
            .args(words)
            .arg("-o")
            .arg(results.join("out"))
            .arg(&input)
            .output()
            .expect("the command runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(said.starts_with("synfin: cannot write: ") && said.contains("oo large"), "{words:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{words:?}: {said}");
        assert_eq!(names(&results), [] as [PathBuf; 0], "{words:?}");
    }
}

#[test]
fn nobody_who_reads_is_no_failure_in_any_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("wide.pcap");
    fs::write(&input, wide_capture()).expect("a file");
    for words in TABLES {
        let mut child = piped(command().args(words).arg(&input));
        let mut stdout = child.stdout.take().expect("there is a pipe");
        stdout.read_exact(&mut [0; 4]).expect("it writes");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{words:?}");
    }
}

#[test]
fn a_folder_cannot_be_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("a plain name");
    let run = synfin(&["flows", "--format", "json", "-o", name, "mixed.pcap"]);
    assert_eq!(run.status, Some(1));
    let said = format!("synfin: cannot write: {name} is a folder: name a file in it, as in -o {name}/NAME\n");
    assert_eq!(run.stderr, said);
    assert_eq!(names(folder.path()), [] as [PathBuf; 0]);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("the folder is ours");
    let output = unprivileged(folder.path(), &closed.join("out"));
    let said = String::from_utf8_lossy(&output.stderr).to_lowercase();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("synfin: cannot write: permission denied"), "{said}");
    assert_eq!(names(&closed), [] as [PathBuf; 0]);
}

/// Runs the command as somebody who may not write everywhere: root may.
fn unprivileged(folder: &Path, out: &Path) -> Output {
    let program = folder.join("synfin");
    fs::copy(env!("CARGO_BIN_EXE_synfin"), &program).expect("the program can be copied");
    let input = folder.join("mixed.pcap");
    fs::copy(samples().join("mixed.pcap"), &input).expect("the sample can be copied");
    let may_all = File::create(out).is_ok();
    let mut command = if may_all {
        fs::remove_file(out).expect("it was just made");
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        command
    } else {
        Command::new(&program)
    };
    command.args(["flows", "--format", "json", "-o"]).arg(out).arg(&input).output().expect("the command runs")
}

/// The reader of a named pipe goes away: what is no ordinary file is written to as it is, and ends as quietly.
#[test]
fn a_named_pipe_whose_reader_leaves_ends_quietly() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let mut child = command()
        .args(["segments", "--format", "json", "-", "-o"])
        .arg(&pipe)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut reader = File::open(&pipe).expect("the command opens the other end");
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let output = std::thread::scope(|scope| {
        // The command stops reading when nobody reads what it writes.
        scope.spawn(move || stdin.write_all(&wide_capture()));
        reader.read_exact(&mut [0; 4]).expect("it writes");
        drop(reader);
        child.wait_with_output().expect("it ends")
    });
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
}
