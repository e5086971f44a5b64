//! Several files are one capture, in order of time.

mod common;

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use common::{Run, command, piped, samples, synfin, synfin_reading};
use synfin_testkit::generator::capture::{Capture, Kind};
use tempfile::TempDir;

/// A capture as one file, and as files of so many records each, named so that a shell sorts them wrongly.
struct Rotated {
    folder: TempDir,
    whole: PathBuf,
    parts: Vec<PathBuf>,
}

impl Rotated {
    fn new(capture: &[u8], records: usize) -> Rotated {
        let folder = tempfile::tempdir().expect("a folder");
        let whole = folder.path().join("whole.pcap");
        fs::write(&whole, capture).expect("a file");
        let (head, mut rest) = capture.split_at(24);
        let mut files = vec![head.to_vec()];
        let mut count = 0;
        while rest.len() >= 16 {
            if count == records {
                files.push(head.to_vec());
                count = 0;
            }
            let length = u32::from_le_bytes(rest[8..12].try_into().expect("four octets")) as usize;
            let (record, behind) = rest.split_at(16 + length);
            files.last_mut().expect("there is one").extend_from_slice(record);
            (rest, count) = (behind, count + 1);
        }
        let parts: Vec<PathBuf> =
            (0..files.len()).map(|number| folder.path().join(format!("cap_{number}.pcap"))).collect();
        parts.iter().zip(files).for_each(|(path, file)| fs::write(path, file).expect("a file"));
        Rotated { folder, whole, parts }
    }

    fn name(path: &Path) -> &str {
        path.to_str().expect("a plain name")
    }

    /// The parts, sorted as a shell does: 10 before 2.
    fn as_a_shell_sorts(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.parts.iter().map(|path| Rotated::name(path)).collect();
        names.sort_unstable();
        names
    }
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(samples().join(name)).expect("the sample can be read")
}

fn run(arguments: &[&str], files: &[&str]) -> Run {
    synfin(&[arguments, files].concat())
}

#[test]
fn rotated_files_in_any_order_tell_what_the_whole_tells() {
    let mut capture = Vec::new();
    Capture::new(Kind::Mixed { segments: 3_000 }, 3).write_to(&mut capture).expect("memory takes all");
    let rotated = Rotated::new(&capture, 200);
    assert!(rotated.parts.len() > 11, "10 comes before 2 in a shell");
    for way in [
        &["segments", "--format", "json"][..],
        &["flows", "--format", "csv"],
        &["stats"],
        &["explain", "--flow", "2"],
        &["segments", "--format", "parquet", "-o", "-"],
    ] {
        let output = |files: &[&str], threads: &str| {
            let run = command().args(way).args(["--threads", threads]).args(files).output();
            let run = run.expect("the command runs");
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            run.stdout
        };
        let whole = output(&[Rotated::name(&rotated.whole)], "1");
        let mut names = rotated.as_a_shell_sorts();
        for threads in ["1", "2", "3"] {
            assert!(output(&names, threads) == whole, "{way:?} by {threads} threads");
            names.reverse();
        }
    }
}

#[test]
fn frames_of_two_interfaces_come_as_they_were_captured() {
    // Every second record in either file.
    let capture = sample("four-way-close.pcap");
    let single = Rotated::new(&capture, 1);
    let folder = &single.folder;
    let mut files = [capture[..24].to_vec(), capture[..24].to_vec()];
    for (number, part) in single.parts.iter().enumerate() {
        files[number % 2].extend_from_slice(&fs::read(part).expect("it is there")[24..]);
    }
    let names = ["even.pcap", "odd.pcap"].map(|name| folder.path().join(name));
    names.iter().zip(&files).for_each(|(path, file)| fs::write(path, file).expect("a file"));
    let [even, odd] = [Rotated::name(&names[0]), Rotated::name(&names[1])];
    let whole = synfin(&["segments", "four-way-close.pcap"]).stdout;
    assert_eq!(run(&["segments"], &[even, odd]).stdout, whole);
    assert_eq!(run(&["segments"], &[odd, even]).stdout, whole);
    // One of them through a pipe.
    assert_eq!(synfin_reading(&files[1], &["segments", "-", even]).stdout, whole);
    assert_eq!(synfin_reading(&files[0], &["segments", "--threads", "2", odd, "-"]).stdout, whole);
}

#[test]
fn a_packet_that_two_files_have_is_told_twice_as_a_duplicate() {
    let run = run(&["segments", "--format", "json"], &["four-way-close.pcap", "four-way-close.pcap"]);
    assert_eq!(run.stdout.lines().count(), 66);
    let duplicates = run.stdout.lines().filter(|row| row.contains("\"step\":\"CAPTURE_DUPLICATE\""));
    assert!(duplicates.count() > 15, "pure acknowledgements without an identification cannot be told apart");
}

#[test]
fn damage_in_one_of_several_is_told_with_its_own_offset_and_frame_and_the_others_are_read() {
    let rotated = Rotated::new(&sample("four-way-close.pcap"), 10);
    let second = Rotated::name(&rotated.parts[1]);
    let file = fs::read(second).expect("it is there");
    fs::write(second, &file[..file.len() - 3]).expect("a file");
    for threads in ["1", "2"] {
        let run = run(&["segments", "--format", "json", "--threads", threads], &rotated.as_a_shell_sorts());
        assert_eq!(run.status, Some(2));
        assert_eq!(run.stdout.lines().count(), 32);
        assert!(run.stdout.lines().last().expect("rows").contains("\"step\":\"FIN_SECOND_ACK\""));
        let line = run.stderr.lines().next().expect("a line");
        assert!(line.starts_with(&format!("{second}:")) && line.contains(": frame 10: "), "{line}");
        assert_eq!(run.stderr.lines().count(), 1);
    }
}

#[test]
fn what_is_no_capture_among_several_is_told_and_the_others_are_read() {
    for threads in ["1", "2"] {
        let mixed = run(&["flows", "--threads", threads], &["README.md", "mixed.pcap"]);
        assert_eq!(mixed.status, Some(2));
        assert!(mixed.stderr.starts_with("README.md: not a pcap or pcapng capture"), "{}", mixed.stderr);
        assert_eq!(mixed.stdout, synfin(&["mixed.pcap"]).stdout);
        let none = run(&["flows", "--threads", threads], &["README.md", "README.md"]);
        assert_eq!((none.status, none.stdout.as_str()), (Some(1), ""));
        assert_eq!(none.stderr.lines().count(), 2);
    }
}

#[test]
fn an_empty_file_among_several_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty.pcap");
    fs::write(&empty, b"").expect("a file");
    let run = run(&["flows"], &["mixed.pcap", Rotated::name(&empty)]);
    assert_eq!(run.status, Some(2));
    assert_eq!(
        run.stderr,
        format!(
            "{}: the input is empty; did what was to write it begin?\n\
             synfin: 1 of 2 inputs is left out: what is told is of the rest\n",
            empty.display()
        )
    );
    assert_eq!(run.stdout, synfin(&["mixed.pcap"]).stdout);
}

#[test]
fn standard_input_can_be_named_once() {
    let run = synfin_reading(&sample("mixed.pcap"), &["flows", "-", "-"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.stderr, "synfin: standard input is named more than once, and can be read only once\n");
}

#[test]
fn what_was_read_before_standard_input_stalls_is_shown() {
    let rotated = Rotated::new(&sample("four-way-close.pcap"), 20);
    let first = fs::read(&rotated.parts[0]).expect("it is there");
    let mut child =
        piped(command().args(["segments", "--format", "json", "-", Rotated::name(&rotated.parts[1])]));
    let mut stdin = child.stdin.take().expect("there is a pipe");
    stdin.write_all(&first).expect("it reads");
    let rows = synfin_reading(&first, &["segments", "--format", "json", "-"]).stdout;
    let mut shown = vec![0; rows.len()];
    let mut stdout = child.stdout.take().expect("there is a pipe");
    stdout.read_exact(&mut shown).expect("the rows are shown");
    assert_eq!(String::from_utf8_lossy(&shown), rows);
    drop(stdin);
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).expect("it goes on");
    assert_eq!(rest.lines().count(), 13);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_lets_be_open_bounds_how_many_may_overlap() {
    let within = "ulimit -n 20 && exec \"$0\" \"$@\"";
    let mut sh = std::process::Command::new("sh");
    sh.args(["-c", within]).arg(command().get_program()).args(["stats", "--format", "json"]);
    let output = sh.args(["mixed.pcap"; 30]).current_dir(samples()).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("mixed.pcap: more than 1"), "{said}");
    assert!(said.contains(" files overlap in time: merge some of them first, as mergecap does"), "{said}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"frames\""), "the others are read");
}
