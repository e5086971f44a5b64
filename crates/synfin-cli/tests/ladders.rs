//! Pictures: what `synfin ladder` draws, and where it puts it.

mod common;

use std::fs;

use common::{command, expect, samples, synfin, synfin_reading};
use synfin_testkit::scripts::download::download;
use synfin_testkit::scripts::script::Script;

#[test]
fn pictures_of_the_samples_are_as_expected() {
    for (name, arguments) in [
        ("four-way-close.ladder.txt", &["four-way-close.pcap"][..]),
        ("four-way-close.ladder.svg", &["four-way-close.pcap", "--format", "svg"]),
        ("four-way-close.ladder.html", &["four-way-close.pcap", "--format", "html"]),
        ("simultaneous-close.ladder.txt", &["simultaneous-close.pcap"]),
        ("simultaneous-close.ladder.svg", &["simultaneous-close.pcap", "--format", "svg"]),
        ("half-close-with-data.ladder.txt", &["half-close-with-data.pcap"]),
        ("half-close-with-data.ladder.svg", &["half-close-with-data.pcap", "--format", "svg"]),
        ("half-close-with-data.ladder.mmd", &["half-close-with-data.pcap", "--format", "mermaid"]),
        ("retransmissions.ladder.narrow.txt", &["retransmissions.pcap", "--width", "80"]),
        ("retransmissions.ladder.narrowest.txt", &["retransmissions.pcap", "--width", "60"]),
        ("retransmissions.ladder.color.txt", &["retransmissions.pcap", "--color", "always"]),
        ("retransmissions.ladder.svg", &["retransmissions.pcap", "--format", "svg"]),
        ("retransmissions.ladder.mmd", &["retransmissions.pcap", "--format", "mermaid"]),
        ("mixed.ladder.txt", &["mixed.pcap"]),
        ("mixed.ladder.svg", &["mixed.pcap", "--format", "svg"]),
        ("refused.ladder.txt", &["mixed.pcap", "--flow", "1"]),
        ("midstream.ladder.ascii.txt", &["midstream.pcap", "--format", "ascii"]),
        ("midstream.ladder.svg", &["midstream.pcap", "--format", "svg"]),
        ("ipv6.ladder.txt", &["ipv6.pcap", "--width", "100"]),
        ("ipv6.ladder.svg", &["ipv6.pcap", "--format", "svg"]),
        ("zero_window.ladder.rows.txt", &["kernel/zero_window.pcap", "--rows", "10"]),
        ("ladder.help.txt", &["--help"]),
    ] {
        let run = synfin(&[&["ladder"], arguments].concat());
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        expect(name, &run.stdout);
    }
}

#[test]
fn ten_thousand_segments_are_drawn_as_expected() {
    let script = Script::parse(&download(7_000, 40)).unwrap_or_else(|error| panic!("{error}"));
    let octets = script.pcap();
    for (name, arguments) in [
        ("ten-thousand.ladder.txt", &["ladder"][..]),
        ("ten-thousand.ladder.svg", &["ladder", "--format", "svg"]),
        ("ten-thousand.sequence.svg", &["sequence", "--format", "svg"]),
    ] {
        let rows: &[&str] = if arguments[0] == "ladder" { &["--rows", "30"] } else { &[] };
        let run = synfin_reading(&octets, &[arguments, rows, &["-"]].concat());
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        expect(name, &run.stdout);
    }
}

#[test]
fn the_name_of_the_output_tells_its_form() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, begins) in [
        ("a.svg", "<svg "),
        ("a.SVG", "<svg "),
        ("a.html", "<!DOCTYPE html>"),
        ("a.htm", "<!DOCTYPE html>"),
        ("a.mmd", "sequenceDiagram\n"),
        ("a.txt", "flow 0  "),
    ] {
        let path = folder.path().join(name);
        let run = synfin(&["ladder", "four-way-close.pcap", "-o", path.to_str().expect("a plain name")]);
        assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""), "{name}");
        let picture = fs::read_to_string(&path).expect("the picture was written");
        assert!(picture.starts_with(begins), "{name}: {picture}");
    }
}

#[test]
fn a_format_that_is_asked_for_counts_more_than_the_name() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("a.svg");
    let path = path.to_str().expect("a plain name");
    let run = synfin(&["ladder", "four-way-close.pcap", "--format", "mermaid", "-o", path]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(fs::read_to_string(path).expect("the picture was written").starts_with("sequenceDiagram"));
}

#[test]
fn a_name_that_tells_no_form_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("a.png");
    let run = synfin(&["ladder", "four-way-close.pcap", "-o", path.to_str().expect("a plain name")]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        run.stderr,
        "synfin: the name of the output does not tell its form: give --format, one of text, ascii, svg, html, mermaid\n"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("the folder can be read").count(), 0);
}

#[test]
fn nothing_is_written_of_a_connection_that_is_not_there() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("a.txt");
    fs::write(&path, "an older one").expect("the folder takes a file");
    let name = path.to_str().expect("a plain name");
    for subcommand in ["ladder", "explain"] {
        let run = synfin(&[subcommand, "mixed.pcap", "--flow", "5", "-o", name]);
        assert_eq!(run.status, Some(1));
        assert_eq!(run.stderr, "synfin: no connection 5: there are 5, from 0 to 4\n");
        assert_eq!(fs::read_to_string(&path).expect("it is still there"), "an older one");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder can be read").count(), 1);
    }
}

#[test]
fn ladder_chooses_as_explain_does_and_says_so() {
    let [explain, ladder] = ["explain", "ladder"].map(|subcommand| synfin(&[subcommand, "mixed.pcap"]));
    assert_eq!(ladder.stderr, explain.stderr);
    assert_eq!(
        ladder.stderr,
        "synfin: of connections 0 to 4, number 3 has most to tell; choose another with --flow N\n"
    );
    assert!(ladder.stdout.starts_with("flow 3  "));
}

#[test]
fn of_a_damaged_capture_what_can_be_read_is_drawn() {
    let octets = fs::read(samples().join("four-way-close.pcap")).expect("the sample can be read");
    let run = synfin_reading(&octets[..octets.len() - 10], &["ladder", "-"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("-:") && run.stderr.contains(": frame 33: "), "{}", run.stderr);
    assert!(run.stdout.contains("teardown 3/4") && !run.stdout.contains("teardown 4/4"), "{}", run.stdout);
}

#[test]
fn standard_input_is_drawn_like_a_file_without_a_name() {
    let octets = fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    for arguments in [&["ladder"][..], &["ladder", "--flow", "2"]] {
        let from_file = synfin(&[arguments, &["mixed.pcap"]].concat());
        let from_input = synfin_reading(&octets, &[arguments, &["-"]].concat());
        assert_eq!(from_input.status, Some(0), "{}", from_input.stderr);
        assert_eq!(from_input.stdout, from_file.stdout.replace("\nmixed.pcap\n", "\n"));
    }
}

#[test]
fn a_hostile_file_name_is_only_text() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("<img src=x onerror=alert(1)>\u{1b}[31m\n    o->>r: z;.pcap");
    fs::copy(samples().join("mixed.pcap"), &path).expect("the folder takes a file");
    for format in ["text", "ascii", "svg", "html", "mermaid"] {
        let output = command().args(["ladder", "--flow", "0", "--format", format]).arg(&path).output();
        let printed = String::from_utf8(output.expect("the command runs").stdout).expect("text");
        assert!(!printed.is_empty());
        assert!(!printed.contains("\u{1b}[31m"), "{format}: {printed}");
        assert!(!printed.lines().any(|line| line.starts_with("    o->>r: z")), "{format}: {printed}");
        if ["svg", "html"].contains(&format) {
            assert!(printed.contains("&lt;img") && !printed.contains("<img"), "{format}: {printed}");
        }
    }
}

#[test]
fn rows_out_of_bounds_are_wrong_usage() {
    for rows in ["9", "2001", "x"] {
        let run = synfin(&["ladder", "mixed.pcap", "--rows", rows]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{rows}");
    }
}
