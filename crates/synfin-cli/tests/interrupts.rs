//! Ctrl-C: the end of what comes as it is read, and the stop of what is read from a file.
#![cfg(unix)]

mod common;

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{command, piped, samples, synfin_reading};

const ENDED: &str = "synfin: interrupted; all that had come by then was told\n";
const STOPPED: &str = "synfin: interrupted; what was printed is not all\n";
/// Longer than anything takes here, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_mins(1);

fn sample(name: &str) -> Vec<u8> {
    fs::read(samples().join(name)).expect("the sample can be read")
}

fn press(child: &Child) {
    let status = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status();
    assert!(status.expect("there is a kill").success());
}

/// Waits for the end, and fails when that takes too long.
fn end_of(mut child: Child) -> Output {
    let began = Instant::now();
    while child.try_wait().expect("the child can be asked").is_none() {
        if began.elapsed() > PATIENCE {
            child.kill().expect("it can be killed");
            panic!("it does not end");
        }
        sleep(Duration::from_millis(10));
    }
    child.wait_with_output().expect("it has ended")
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

/// Of several connections, some ways say which one they tell, and nothing else is said before.
#[track_caller]
fn assert_is_ended(output: &Output, way: &[&str]) {
    let said = text(&output.stderr);
    let before = said.strip_suffix(ENDED).unwrap_or_else(|| panic!("{way:?}: {said}"));
    assert!(
        before.is_empty() || before.starts_with("synfin: of connections 0 to 4, number 3"),
        "{way:?}: {said}"
    );
    assert_eq!(output.status.code(), Some(130), "{way:?}");
}

/// Every way to read, and what it prints of all of the sample.
const WAYS: [&[&str]; 9] = [
    &["flows", "-"],
    &["flows", "--threads", "3", "-"],
    &["flows", "--sort", "-duration", "--format", "csv", "-"],
    &["segments", "--format", "json", "-"],
    &["segments", "--threads", "3", "-"],
    &["stats", "-"],
    &["stats", "--threads", "3", "-"],
    &["explain", "-"],
    &["overview", "-"],
];

#[test]
fn what_the_writer_hands_over_behind_ctrl_c_is_told_too() {
    let capture = sample("mixed.pcap");
    for way in WAYS {
        let mut child = piped(command().args(way));
        let mut stdin = child.stdin.take().expect("there is a pipe");
        stdin.write_all(&capture[..700]).expect("it reads");
        sleep(Duration::from_millis(300));
        press(&child);
        sleep(Duration::from_millis(100));
        // As tcpdump does, which gets the signal too.
        stdin.write_all(&capture[700..]).expect("it reads on");
        drop(stdin);
        let output = end_of(child);
        assert_is_ended(&output, way);
        assert_eq!(text(&output.stdout), synfin_reading(&capture, way).stdout, "{way:?}");
    }
}

#[test]
fn a_writer_that_does_not_end_is_left_and_what_it_wrote_is_told() {
    let capture = sample("mixed.pcap");
    for way in WAYS {
        let mut child = piped(command().args(way));
        let mut stdin = child.stdin.take().expect("there is a pipe");
        // A record that is not whole is no damage then.
        stdin.write_all(&capture).and_then(|()| stdin.write_all(&[1, 2, 3])).expect("it reads");
        sleep(Duration::from_millis(300));
        let pressed = Instant::now();
        press(&child);
        let output = end_of(child);
        assert_is_ended(&output, way);
        assert_eq!(text(&output.stdout), synfin_reading(&capture, way).stdout, "{way:?}");
        assert!(pressed.elapsed() >= Duration::from_millis(900), "it had its time: {way:?}");
        drop(stdin);
    }
}

#[test]
fn a_writer_that_goes_on_and_on_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("segments.json");
    let capture = sample("four-way-close.pcap");
    for threads in ["1", "3"] {
        let arguments = ["segments", "--threads", threads, "--format", "json", "-", "-o"];
        let mut child = piped(command().args(arguments).arg(&out));
        let mut stdin = child.stdin.take().expect("there is a pipe");
        stdin.write_all(&capture).expect("the command reads");
        sleep(Duration::from_millis(500));
        press(&child);
        while stdin.write_all(&capture[24..]).is_ok() {
            sleep(Duration::from_millis(1));
        }
        let output = end_of(child);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(130), ENDED));
        // The file has its name, and every row of it is whole.
        let told = fs::read_to_string(&out).expect("it is there");
        assert!(told.lines().count() > 33, "what came behind Ctrl-C is there");
        for line in told.lines() {
            assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("the folder is there").count(), 1, "nothing else");
        fs::remove_file(&out).expect("it is there");
    }
}

#[test]
fn what_never_begins_can_be_interrupted() {
    for threads in ["1", "3"] {
        let mut child = piped(command().args(["flows", "--threads", threads, "-"]));
        let stdin = child.stdin.take().expect("there is a pipe");
        sleep(Duration::from_millis(500));
        press(&child);
        let output = end_of(child);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(130), ENDED));
        assert_eq!(text(&output.stdout), "no TCP connection\n");
        drop(stdin);
    }
}

#[test]
fn the_second_ctrl_c_ends_it_at_once_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    for threads in ["1", "3"] {
        let out = folder.path().join("flows.json");
        let mut child = piped(command().args(["flows", "--threads", threads, "-", "-o"]).arg(&out));
        let mut stdin = child.stdin.take().expect("there is a pipe");
        stdin.write_all(&sample("mixed.pcap")).expect("it reads");
        sleep(Duration::from_millis(500));
        press(&child);
        sleep(Duration::from_millis(100));
        press(&child);
        let output = end_of(child);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(130), ""));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder is there").count(), 0);
        drop(stdin);
    }
}

#[test]
fn columns_are_whole_when_ctrl_c_ends_their_input() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("flows.parquet");
    let mut child = piped(command().args(["flows", "-", "-o"]).arg(&out));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    stdin.write_all(&sample("mixed.pcap")).expect("it reads");
    sleep(Duration::from_millis(500));
    press(&child);
    assert_eq!(end_of(child).status.code(), Some(130));
    let octets = fs::read(&out).expect("it has its name");
    assert!(octets.starts_with(b"PAR1") && octets.ends_with(b"PAR1"));
    drop(stdin);
}

#[test]
fn a_pipe_with_a_name_ends_as_standard_input_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("there is mkfifo").success());
    for way in [&["flows", "--format", "json"][..], &["flows", "--threads", "3"], &["explain"]] {
        let child = piped(command().args(way).arg(&pipe));
        let mut writer = fs::File::create(&pipe).expect("somebody reads");
        writer.write_all(&sample("mixed.pcap")).expect("it reads");
        sleep(Duration::from_millis(500));
        press(&child);
        let output = end_of(child);
        assert_is_ended(&output, way);
        let whole = synfin_reading(&sample("mixed.pcap"), &[way, &["-"]].concat());
        assert_eq!(text(&output.stdout), whole.stdout, "{way:?}");
        drop(writer);
    }
}

#[test]
fn a_file_stops_at_once_and_its_output_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = folder.path().join("long.pcap");
    let whole = sample("four-way-close.pcap");
    let mut octets = whole.clone();
    (0..20_000).for_each(|_| octets.extend_from_slice(&whole[24..]));
    fs::write(&long, octets).expect("there is room");
    for threads in ["1", "3"] {
        let mut child = command()
            .args(["segments", "--threads", threads, "--format", "json"])
            .arg(&long)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        // It waits in the middle, as nobody reads its rows.
        let mut stdout = child.stdout.take().expect("there is a pipe");
        stdout.read_exact(&mut [0; 100]).expect("it writes");
        press(&child);
        sleep(Duration::from_millis(300));
        let mut rest = Vec::new();
        stdout.read_to_end(&mut rest).expect("it writes until it stops");
        let output = end_of(child);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(130), STOPPED));
        assert!(text(&rest).lines().count() < 33 * 20_000, "not all was told");
    }
}

/// A capture of about so many octets, with so many records.
fn long(octets: usize) -> (Vec<u8>, usize) {
    let whole = sample("four-way-close.pcap");
    let times = octets / (whole.len() - 24);
    let mut long = whole[..24].to_vec();
    (0..times).for_each(|_| long.extend_from_slice(&whole[24..]));
    (long, times * 33)
}

#[test]
fn all_that_had_come_is_told_to_whoever_reads_slowly() {
    for threads in ["1", "4"] {
        // As much as a pipe holds, and many times that as rows.
        let (capture, records) = long(64_000);
        let mut child = piped(command().args(["segments", "-", "--format", "csv", "--threads", threads]));
        child.stdin.take().expect("there is a pipe").write_all(&capture).expect("it fits");
        sleep(Duration::from_millis(600));
        press(&child);
        // Longer than what comes as it is read may take to end.
        sleep(Duration::from_millis(1600));
        assert!(child.try_wait().expect("it can be asked").is_none(), "it waits for its reader");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(130), ENDED));
        assert_eq!(text(&output.stdout).lines().count(), 1 + records, "--threads {threads}");
    }
}

#[test]
fn no_copy_of_an_input_stays_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    for way in ["explain", "overview"] {
        for signals in [&["INT", "INT"][..], &["TERM"]] {
            let mut child = piped(command().args([way, "-"]).env("TMPDIR", folder.path()));
            let mut stdin = child.stdin.take().expect("there is a pipe");
            stdin.write_all(&sample("mixed.pcap")).expect("it reads");
            sleep(Duration::from_millis(500));
            assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "{way} keeps a copy");
            for signal in signals {
                let status = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
                assert!(status.expect("there is a kill").success());
                sleep(Duration::from_millis(100));
            }
            let status = end_of(child).status.code();
            assert!(status == Some(130) || status == Some(143), "{way} {signals:?}: {status:?}");
            assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0, "{way} {signals:?}");
            drop(stdin);
        }
    }
}

#[test]
fn ctrl_c_ends_the_wait_for_a_pipe_that_nobody_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("there is mkfifo").success());
    for way in [&["flows", "--threads", "1"][..], &["flows", "--threads", "3"], &["explain"]] {
        let child = piped(command().args(way).arg(&pipe));
        sleep(Duration::from_millis(500));
        press(&child);
        let output = end_of(child);
        assert_eq!(output.status.code(), Some(130), "{way:?}");
        assert!(text(&output.stderr).ends_with(ENDED), "{way:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_folder_that_is_standard_input_is_no_output_that_fails() {
    for way in ["flows", "explain", "overview"] {
        let folder = fs::File::open(samples()).expect("it is there");
        let output = command().args([way, "-"]).stdin(folder).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1), "{way}");
        let said = text(&output.stderr);
        assert!(said.starts_with("-: ") && said.contains("directory"), "{way}: {said}");
        assert!(!said.contains("cannot write"), "{way}: {said}");
    }
}
