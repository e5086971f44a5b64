//! Pictures with axes: what `synfin overview` and `synfin sequence` draw, and where they put it.

mod common;

use std::fs;

use common::{command, expect, samples, synfin, synfin_reading};

#[test]
fn pictures_of_the_samples_are_as_expected() {
    for (name, arguments) in [
        ("mixed.overview.txt", &["overview", "mixed.pcap"][..]),
        ("mixed.overview.narrow.txt", &["overview", "mixed.pcap", "--width", "80"]),
        ("mixed.overview.narrowest.txt", &["overview", "mixed.pcap", "--width", "60"]),
        ("mixed.overview.color.txt", &["overview", "mixed.pcap", "--color", "always"]),
        ("mixed.overview.svg", &["overview", "mixed.pcap", "--format", "svg"]),
        ("ipv6.overview.svg", &["overview", "ipv6.pcap", "--format", "svg"]),
        ("midstream.overview.svg", &["overview", "midstream.pcap", "--format", "svg"]),
        ("simultaneous-close.overview.svg", &["overview", "simultaneous-close.pcap", "--format", "svg"]),
        ("mixed.rtt.txt", &["overview", "--kind", "rtt", "mixed.pcap"]),
        ("mixed.rtt.svg", &["overview", "--kind", "rtt", "mixed.pcap", "--format", "svg"]),
        ("four-way-close.sequence.txt", &["sequence", "four-way-close.pcap"]),
        ("four-way-close.sequence.svg", &["sequence", "four-way-close.pcap", "--format", "svg"]),
        ("simultaneous-close.sequence.svg", &["sequence", "simultaneous-close.pcap", "--format", "svg"]),
        ("half-close-with-data.sequence.svg", &["sequence", "half-close-with-data.pcap", "--format", "svg"]),
        ("mixed.sequence.svg", &["sequence", "mixed.pcap", "--flow", "3", "--format", "svg"]),
        ("retransmissions.sequence.txt", &["sequence", "retransmissions.pcap", "--width", "100"]),
        ("retransmissions.sequence.color.txt", &["sequence", "retransmissions.pcap", "--color", "always"]),
        ("retransmissions.sequence.svg", &["sequence", "retransmissions.pcap", "--format", "svg"]),
        ("ipv6.sequence.svg", &["sequence", "ipv6.pcap", "--format", "svg"]),
        ("midstream.sequence.svg", &["sequence", "midstream.pcap", "--format", "svg"]),
        ("zero_window.sequence.svg", &["sequence", "kernel/zero_window.pcap", "--format", "svg"]),
        ("overview.help.txt", &["overview", "--help"]),
        ("sequence.help.txt", &["sequence", "--help"]),
    ] {
        let run = synfin(arguments);
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        expect(name, &run.stdout);
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for arguments in [
        &["overview", "mixed.pcap"][..],
        &["overview", "--kind", "rtt", "mixed.pcap"],
        &["overview", "--step", "SYN_RETRANSMIT", "mixed.pcap", "--format", "svg"],
        &["sequence", "retransmissions.pcap", "--format", "svg"],
    ] {
        let one = synfin(&[arguments, &["--threads", "1"]].concat());
        let three = synfin(&[arguments, &["--threads", "3"]].concat());
        assert_eq!((one.status, &one.stdout), (three.status, &three.stdout), "{arguments:?}");
        assert!(one.stdout.len() > 200);
    }
}

#[test]
fn connections_are_drawn_that_were_asked_for_in_the_order_that_was_asked_for() {
    let numbers = |arguments: &[&str]| {
        let run = synfin(&[&["overview", "mixed.pcap"], arguments].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        run.stdout.lines().filter_map(|line| line.get(..6)?.trim().parse().ok()).collect::<Vec<u64>>()
    };
    assert_eq!(numbers(&[]), [0, 1, 2, 3, 4]);
    assert_eq!(numbers(&["--outcome", "closed", "--outcome", "open"]), [0, 4]);
    assert_eq!(numbers(&["--top", "2"]), [1, 3], "those with most to tell, in order of their numbers");
    assert_eq!(numbers(&["--sort", "-duration", "--top", "3"]), [2, 0, 3]);
    let run = synfin(&["overview", "mixed.pcap", "--top", "2"]);
    assert!(run.stdout.starts_with("5 connections within 3.727 s"), "{}", run.stdout);
    assert!(run.stdout.contains("2 are drawn, 3 are not"), "{}", run.stdout);
    let run = synfin(&["overview", "--kind", "rtt", "mixed.pcap", "--top", "2"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    let run = synfin(&["overview", "--kind", "rtt", "mixed.pcap", "--port", "22"]);
    assert!(run.stdout.contains("handshakes of 1 connection took"), "{}", run.stdout);
}

#[test]
fn standard_input_is_drawn_like_a_file_without_a_name() {
    let octets = fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    for arguments in
        [&["overview"][..], &["overview", "--kind", "rtt"], &["sequence"], &["sequence", "--flow", "0"]]
    {
        let from_file = synfin(&[arguments, &["mixed.pcap"]].concat());
        let from_input = synfin_reading(&octets, &[arguments, &["-"]].concat());
        assert_eq!(from_input.status, Some(0), "{}", from_input.stderr);
        assert_eq!(from_input.stdout, from_file.stdout, "{arguments:?}");
    }
}

#[test]
fn of_a_damaged_capture_what_can_be_read_is_drawn() {
    let octets = fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    for arguments in [&["overview", "-"][..], &["overview", "--kind", "rtt", "-"], &["sequence", "-"]] {
        let run = synfin_reading(&octets[..octets.len() - 10], arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(": frame 27: ") && run.stdout.len() > 100, "{}", run.stderr);
    }
    for arguments in [&["overview", "-"][..], &["sequence", "-"]] {
        let run = synfin_reading(b"nothing of the kind", arguments);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
    }
}

#[test]
fn the_name_of_the_output_tells_its_form() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for subcommand in ["overview", "sequence"] {
        for (name, begins) in [("a.svg", "<svg "), ("a.TXT", ""), ("b", "")] {
            let path = folder.path().join(name);
            let run =
                synfin(&[subcommand, "four-way-close.pcap", "-o", path.to_str().expect("a plain name")]);
            assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""), "{name}");
            let picture = fs::read_to_string(&path).expect("the picture was written");
            assert!(picture.starts_with(begins) && picture.contains("192.0.2.10"), "{name}: {picture}");
        }
        let path = folder.path().join("a.png");
        let run = synfin(&[subcommand, "four-way-close.pcap", "-o", path.to_str().expect("a plain name")]);
        assert_eq!(run.status, Some(1));
        assert_eq!(
            run.stderr,
            "synfin: the name of the output does not tell its form: give --format, one of text, svg\n"
        );
        assert!(!path.exists());
    }
}

#[test]
fn sequence_chooses_as_the_ladder_does_and_says_so() {
    let [ladder, sequence] = ["ladder", "sequence"].map(|subcommand| synfin(&[subcommand, "mixed.pcap"]));
    assert_eq!(sequence.stderr, ladder.stderr);
    assert!(sequence.stdout.starts_with("flow 3: reset by responder"), "{}", sequence.stdout);
    let none = synfin(&["sequence", "mixed.pcap", "--flow", "5"]);
    assert_eq!(
        (none.status, none.stderr.as_str()),
        (Some(1), "synfin: no connection 5: there are 5, from 0 to 4\n")
    );
}

#[test]
fn nothing_is_written_where_no_connection_is_to_be_drawn_and_the_reason_is_told() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let [empty, one, picture] = ["empty.pcap", "one.pcap", "p.svg"].map(|name| folder.path().join(name));
    let octets = fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    fs::write(&empty, &octets[..24]).expect("the folder takes a file");
    fs::copy(samples().join("ipv6.pcap"), &one).expect("the folder takes a file");
    let [empty, one, picture] = [&empty, &one, &picture].map(|path| path.to_str().expect("a plain name"));
    for (arguments, why) in [
        (&[empty][..], "synfin: there is no TCP connection\n"),
        (&["mixed.pcap", "--port", "9"], "synfin: none of 5 TCP connections is one that was asked for\n"),
        (&[one, "--port", "9"], "synfin: the only TCP connection is not one that was asked for\n"),
    ] {
        for kind in ["flows", "rtt"] {
            for threads in ["1", "3"] {
                let run = synfin(&[&["overview", "--kind", kind, "--threads", threads], arguments].concat());
                assert_eq!(
                    (run.status, run.stdout.as_str(), run.stderr.as_str()),
                    (Some(1), "", why),
                    "{kind}"
                );
            }
            let run = synfin(&[&["overview", "--kind", kind, "-o", picture], arguments].concat());
            assert_eq!((run.status, run.stderr.as_str()), (Some(1), why));
            assert!(!fs::exists(picture).expect("the folder can be read"), "{arguments:?} left a picture");
        }
    }
    fs::write(picture, "an older one").expect("the folder takes a file");
    assert_eq!(synfin(&["overview", "-o", picture, empty]).status, Some(1));
    assert_eq!(fs::read_to_string(picture).expect("it is still there"), "an older one");
    let run = synfin(&["overview", "--kind", "rtt", "midstream.pcap"]);
    assert_eq!(run.status, Some(0), "there is a connection, and its handshake was not seen: {}", run.stderr);
    assert!(run.stdout.contains("none was seen"), "{}", run.stdout);
}

#[test]
fn a_hostile_file_name_is_only_text() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("<img src=x onerror=alert(1)>\u{1b}[31m\u{202e}.pcap");
    fs::copy(samples().join("mixed.pcap"), &path).expect("the folder takes a file");
    for arguments in [&["overview"][..], &["overview", "--kind", "rtt"], &["sequence", "--flow", "0"]] {
        for format in ["text", "svg"] {
            let output = command().args(arguments).args(["--format", format]).arg(&path).output();
            let printed = String::from_utf8(output.expect("the command runs").stdout).expect("text");
            assert!(!printed.is_empty() && !printed.contains(['\u{1b}', '\u{202e}']), "{printed}");
            assert_eq!(printed.contains("&lt;img"), format == "svg", "{printed}");
            assert!(!printed.contains("<img"), "{printed}");
        }
    }
}
