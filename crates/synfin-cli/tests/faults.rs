//! Faults of the world around the command: full disks, files that change under the reader, stalled pipes, sudden death.
#![cfg(unix)]

mod common;

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{command, piped, samples, synfin, synfin_reading};

/// Long enough for a run that is not stuck, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// Between two looks at something that is about to happen.
const MOMENT: Duration = Duration::from_millis(5);

/// A capture of about so many octets: the records of a sample again and again.
fn long_capture(octets: usize) -> Vec<u8> {
    let sample = fs::read(samples().join("four-way-close.pcap")).expect("the sample can be read");
    let records = &sample[24..];
    let mut capture = sample[..24].to_vec();
    while capture.len() < octets {
        capture.extend_from_slice(records);
    }
    capture
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

/// Waits for an end that must come.
fn end_of(mut child: Child) -> Output {
    let start = Instant::now();
    while child.try_wait().expect("the child can be asked").is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().expect("it can be killed");
            panic!("the command hangs");
        }
        sleep(MOMENT);
    }
    child.wait_with_output().expect("its output can be read")
}

/// A run over a long file that has begun to write and stands still, because nobody reads, with most of the file before it.
fn in_the_middle_of(path: &Path, threads: &str) -> (Child, ChildStdout) {
    let mut child = piped(command().args(["segments", "--format", "json", "--threads", threads]).arg(path));
    let mut stdout = child.stdout.take().expect("there is a pipe");
    stdout.read_exact(&mut [0; 64]).expect("it writes");
    (child, stdout)
}

/// The rest of what it writes, and how it ends.
fn read_on(child: Child, mut stdout: ChildStdout) -> (Vec<u8>, Output) {
    let mut rest = Vec::new();
    stdout.read_to_end(&mut rest).expect("it goes on writing");
    (rest, end_of(child))
}

#[test]
fn a_full_disk_is_told_with_status_1() {
    // A device on which every write fails as on a full disk.
    let run = synfin(&["segments", "--format", "json", "-o", "/dev/full", "mixed.pcap"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.starts_with("synfin: cannot write: "), "{}", run.stderr);
    assert!(
        run.stderr.contains("no storage space") || run.stderr.contains("No space left"),
        "{}",
        run.stderr
    );

    let full = OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
    let child = command()
        .args(["segments", "--format", "csv", "mixed.pcap"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let output = end_of(child);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("synfin: cannot write: "), "{}", text(&output.stderr));
}

#[test]
fn a_file_that_is_cut_while_it_is_read_ends_there() {
    a_file_ends_where_it_is_cut("1", 2 << 20, 1 << 20);
    // Two threads hold two rounds of 16,384 records, which are 4 MiB here.
    a_file_ends_where_it_is_cut("2", 7 << 20, 6 << 20);
}

fn a_file_ends_where_it_is_cut(threads: &str, length: usize, cut: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shrinks.pcap");
    let whole = long_capture(length);
    fs::write(&path, &whole).expect("a file");
    let (child, stdout) = in_the_middle_of(&path, threads);
    // In the middle of a record.
    File::options().write(true).open(&path).expect("it is there").set_len(cut + 7).expect("it can be cut");
    let (rest, output) = read_on(child, stdout);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("the input is cut off"), "{}", text(&output.stderr));
    assert_eq!(rest.last(), Some(&b'\n'), "whole rows only");
}

#[test]
fn a_file_that_grows_while_it_is_read_is_read_as_far_as_it_has_grown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("grows.pcap");
    let whole = long_capture(1 << 20);
    fs::write(&path, &whole).expect("a file");
    let (child, stdout) = in_the_middle_of(&path, "1");
    let mut file = OpenOptions::new().append(true).open(&path).expect("it is there");
    file.write_all(&whole[24..]).expect("it can grow");
    let (rest, output) = read_on(child, stdout);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let rows = text(&rest).lines().count();
    let before = synfin_reading(&whole, &["segments", "--format", "json", "-"]).stdout.lines().count();
    assert_eq!(rows, 2 * before);
}

#[test]
fn an_input_that_stalls_is_waited_for() {
    let capture = long_capture(1 << 14);
    let mut child = piped(command().args(["flows", "--format", "json", "-"]));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    let (first, second) = capture.split_at(capture.len() / 2 + 3);
    stdin.write_all(first).expect("it reads");
    sleep(Duration::from_millis(300));
    assert!(child.try_wait().expect("the child can be asked").is_none(), "it waits");
    stdin.write_all(second).expect("it reads on");
    drop(stdin);
    let output = end_of(child);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let whole = synfin_reading(&capture, &["flows", "--format", "json", "-"]);
    assert_eq!(text(&output.stdout), whole.stdout);
}

/// Sends a signal, as `kill` does.
fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
    assert!(status.expect("there is a kill").success());
}

#[test]
fn what_is_told_of_an_input_that_stalls_is_shown_at_once() {
    let capture = long_capture(1 << 12);
    let mut child = piped(command().args(["segments", "--format", "json", "-"]));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    stdin.write_all(&capture).expect("it reads");
    // Its input stays open, and it tells all the same what it has read.
    let mut stdout = child.stdout.take().expect("there is a pipe");
    let rows = synfin_reading(&capture, &["segments", "--format", "json", "-"]).stdout;
    let mut shown = vec![0; rows.len()];
    stdout.read_exact(&mut shown).expect("the rows are shown");
    assert_eq!(text(&shown), rows);
    drop(stdin);
    assert_eq!(end_of(child).status.code(), Some(0));
}

#[test]
fn nothing_stays_behind_when_it_is_told_to_terminate() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.json");
    let mut child = piped(command().args(["segments", "--format", "json", "-o"]).arg(&out).arg("-"));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    stdin.write_all(&long_capture(1 << 12)).expect("it reads");
    let files = || fs::read_dir(folder.path()).expect("the folder is there").count();
    let began = Instant::now();
    while files() == 0 && began.elapsed() < PATIENCE {
        sleep(Duration::from_millis(10));
    }
    sleep(Duration::from_millis(300));
    signal(&child, "TERM");
    assert_eq!(end_of(child).status.code(), Some(143));
    assert_eq!(files(), 0);
    drop(stdin);
}

#[test]
fn an_input_is_not_replaced_by_what_is_told_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("mine.pcap");
    let capture = long_capture(1 << 10);
    fs::write(&input, &capture).expect("a file");
    let name = input.to_str().expect("a name in UTF-8");
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&input, &link).expect("a link");
    for out in [name, link.to_str().expect("a name in UTF-8")] {
        let run = synfin(&["segments", "--format", "json", "-o", out, name]);
        assert_eq!(run.status, Some(1));
        assert_eq!(
            run.stderr,
            format!("synfin: {out} is an input: it would be replaced by what is told of it\n")
        );
    }
    assert_eq!(fs::read(&input).expect("it is there"), capture);
}

/// Killed without a chance to clean up, at any point: the name of the output holds what it held before.
#[test]
fn sudden_death_leaves_no_half_output_under_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("long.pcap");
    fs::write(&input, long_capture(4 << 20)).expect("a file");
    let out = folder.path().join("segments.json");
    for wait_ms in [0, 3, 10, 30, 60] {
        fs::write(&out, "what was there before").expect("a file");
        let mut child = command()
            .args(["segments", "--format", "json"])
            .arg(&input)
            .arg("-o")
            .arg(&out)
            .stderr(Stdio::null())
            .spawn()
            .expect("the command runs");
        sleep(Duration::from_millis(wait_ms));
        child.kill().expect("it can be killed");
        let status = child.wait().expect("it ends");
        let left = fs::read_to_string(&out).expect("it is there");
        assert!(
            status.success() || left == "what was there before",
            "after {wait_ms} ms: {} octets",
            left.len()
        );
    }
}

#[test]
fn what_may_not_be_read_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    let path = folder.path().join("secret.pcap");
    fs::write(&path, long_capture(100)).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("the file is ours");
    let run = unprivileged(folder.path(), &path);
    assert_eq!(run.status.code(), Some(1));
    let said = "cannot read: permission denied; read it as who may, as in: sudo cat FILE | synfin -";
    assert_eq!(text(&run.stderr), format!("{}: {said}\n", path.display()));
}

/// Runs the command over `path` as somebody who may not read everything: root may.
fn unprivileged(folder: &Path, path: &Path) -> Output {
    let copy = folder.join("synfin");
    fs::copy(env!("CARGO_BIN_EXE_synfin"), &copy).expect("the program can be copied");
    let may_all = File::open(path).is_ok();
    let mut command = if may_all {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&copy);
        command
    } else {
        Command::new(&copy)
    };
    command.arg("flows").arg(path).current_dir("/").output().expect("the command runs")
}

#[test]
fn devices_are_read_as_far_as_need_be() {
    let run = synfin(&["/dev/null"]);
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (Some(1), "/dev/null: the input is empty; did what was to write it begin?\n")
    );
    // Endless.
    let run = synfin(&["/dev/zero"]);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(run.stderr.starts_with("/dev/zero: not a pcap or pcapng capture"), "{}", run.stderr);
}

#[test]
fn fifty_gigabytes_of_nothing_are_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sparse");
    File::create(&path).expect("a file").set_len(50 << 30).expect("a hole");
    let child = command().arg(&path).stderr(Stdio::piped()).spawn().expect("the command runs");
    let output = end_of(child);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("not a pcap or pcapng capture"), "{}", text(&output.stderr));

    // A capture whose one record claims all of the hole.
    let path = folder.path().join("sparse.pcap");
    let mut head = long_capture(100)[..24].to_vec();
    head.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f]);
    fs::write(&path, &head).expect("a file");
    File::options().write(true).open(&path).expect("it is there").set_len(50 << 30).expect("a hole");
    let child =
        command().arg(&path).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the command runs");
    let output = end_of(child);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("sparse.pcap:24: frame 1: "), "{}", text(&output.stderr));
}

#[test]
fn names_of_any_octets_can_be_read_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        &b"white space.pcap"[..],
        b"new\nline.pcap",
        b"-dash.pcap",
        b"not\xffutf8.pcap",
        "日本語.pcap".as_bytes(),
    ] {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        if fs::write(&path, long_capture(100)).is_err() {
            // Not every file system takes every name.
            continue;
        }
        let output = command().arg("flows").arg(&path).output().expect("the command runs");
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{name:?}");

        File::options().write(true).open(&path).expect("it is there").set_len(60).expect("it can be cut");
        let output = command().arg("flows").arg(&path).output().expect("the command runs");
        assert_eq!(output.status.code(), Some(2), "{name:?}");
        let said = text(&output.stderr);
        assert_eq!(said.lines().count(), 1, "a name cannot make lines: {said}");
    }
}
