//! What a terminal shows: a progress bar on standard error and there alone, never among results; colours as they are asked for.
#![cfg(target_os = "linux")]

mod common;

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use common::samples;

/// What a terminal gets to see of a command line of a shell.
fn shown(line: &str, environment: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let mut script = Command::new("script");
    script.args(["-qec", &format!("stty cols 120; {line}")]).arg(&log).current_dir(samples());
    script.env_clear().env("PATH", "/usr/bin:/bin").env("TERM", "xterm").envs(environment.iter().copied());
    script.stdin(Stdio::null()).stdout(Stdio::null());
    assert!(script.status().expect("there is script, of util-linux").success(), "{line}");
    String::from_utf8_lossy(&fs::read(&log).expect("it logs")).into_owned()
}

fn synfin() -> &'static str {
    env!("CARGO_BIN_EXE_synfin")
}

/// A capture that takes a while: a connection, and then as much of something else as makes a bar worth while.
fn long_capture(path: &Path) {
    let sample = fs::read(samples().join("four-way-close.pcap")).expect("the sample can be read");
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    file.write_all(&sample).expect("it takes all");
    // An EtherType that is nobody's.
    let mut record = [0; 16 + 4096];
    let length = 4096_u32;
    let is_little =
        sample.starts_with(&[0xd4, 0xc3, 0xb2, 0xa1]) || sample.starts_with(&[0x4d, 0x3c, 0xb2, 0xa1]);
    let octets = if is_little { length.to_le_bytes() } else { length.to_be_bytes() };
    record[..8].copy_from_slice(&sample[24..32]);
    record[8..12].copy_from_slice(&octets);
    record[12..16].copy_from_slice(&octets);
    for _ in 0..17_000 {
        file.write_all(&record).expect("it takes all");
    }
}

#[test]
fn a_bar_with_the_time_that_is_left_is_shown_on_a_terminal_and_not_among_results() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = folder.path().join("long.pcap");
    long_capture(&long);
    let (long, place) = (long.display(), folder.path().display());
    for threads in ["1", "2"] {
        let program = format!("{} {{}} --threads {threads} {long}", synfin());
        let run = |subcommand: &str, behind: &str| {
            shown(&format!("{} {behind}", program.replace("{}", subcommand)), &[])
        };
        let to_file = run("stats", &format!("-o {place}/out.json"));
        assert!(to_file.contains("long.pcap") && to_file.contains("s left"), "{to_file}");
        assert!(run("segments", &format!("> {place}/out.txt")).contains("s left"));
        assert_eq!(
            run("stats", &format!("-o {place}/out.json 2> {place}/errors")).matches("s left").count(),
            0
        );
        assert_eq!(fs::read(folder.path().join("errors")).expect("it is there"), b"");
        // What is told in the end stands below where the bar was.
        let told = run("stats", "");
        let (bar, results) = (told.rfind("s left").expect("a bar"), told.find("balances").expect("results"));
        assert!(bar < results, "{told}");
        // The bar gives way to rows, on the terminal and in the pager that stands before it.
        for behind in ["", "| cat"] {
            let rows = run("segments", behind);
            let head = rows.find("teardown 4/4").expect("rows");
            assert!(!rows[head..].contains("s left"), "{rows}");
        }
    }
}

#[test]
fn colours_are_shown_where_they_are_asked_for_and_nowhere_else() {
    const COLOUR: &str = "\u{1b}[";
    for (options, environment, is_coloured) in [
        ("", &[][..], true),
        ("", &[("NO_COLOR", "1")], false),
        ("", &[("TERM", "dumb")], false),
        ("--color never", &[], false),
        ("--color always", &[("NO_COLOR", "1")], true),
    ] {
        for subcommand in ["flows", "segments", "explain", "ladder", "overview", "stats", "columns"] {
            let file = if subcommand == "columns" { "" } else { "four-way-close.pcap" };
            let told = shown(&format!("{} {subcommand} {options} {file}", synfin()), environment);
            assert_eq!(told.contains(COLOUR), is_coloured, "{subcommand} {options} {environment:?}");
        }
        let error = shown(&format!("{} flows {options} --nosuch || true", synfin()), environment);
        assert_eq!(error.contains(COLOUR), is_coloured, "{options} {environment:?}: {error}");
    }
}

#[test]
fn a_terminal_is_no_capture_and_is_not_waited_for() {
    for subcommand in ["flows", "stats", "cut --flow 0 -o x.pcapng"] {
        // The terminal that script makes.
        let told = shown(&format!("timeout 20 {} {subcommand} - < /dev/tty; test $? = 1", synfin()), &[]);
        assert!(told.contains("standard input is a terminal, from which no capture comes"), "{told}");
    }
}
