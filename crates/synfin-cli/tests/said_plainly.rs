//! Arguments that are wrong: what is said names the argument, says what is wrong, and what to try.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::synfin;

/// What the first line says, and that it says it of this argument.
#[track_caller]
fn is_said(arguments: &[&str], of: &str, said: &str) {
    let run = synfin(arguments);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
    let first = run.stderr.lines().next().unwrap_or_default();
    assert!(first.contains(of) && first.contains(said), "{arguments:?}: {first}");
    for raw in ["invalid digit", "non-zero type", "is not in ", "os error", "possible values"] {
        assert!(!run.stderr.contains(raw), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_number_that_is_none_or_too_small_or_too_large_is_told_with_what_is_wanted() {
    for (arguments, of, said) in [
        (
            &["flows", "--port", "http"][..],
            "--port <PORT>",
            "a number from 0 to 65535; names of services are not looked up",
        ),
        (&["flows", "--port", "70000"], "--port <PORT>", "a number from 0 to 65535"),
        (&["segments", "--port", "-1"], "--port <PORT>", "a number from 0 to 65535"),
        (&["flows", "--top", "0"], "--top <N>", "a number from 1 on; without --top all are told"),
        (&["flows", "--top", "few"], "--top <N>", "a number from 1 on"),
        (&["flows", "--threads", "all"], "--threads <N>", "0 takes as many as the machine runs at once"),
        (&["flows", "--threads", "-1"], "--threads <N>", "a number, as in --threads 4"),
        (
            &["stats", "--max-flows", "0"],
            "--max-flows <N>",
            "from 1 to 4294967295; without --max-flows it is 1048576",
        ),
        (&["flows", "--width", "20"], "--width <COLUMNS>", "from 60 to 65535 columns"),
        (&["ladder", "--rows", "9"], "--rows <ROWS>", "from 10 to 2000 rows"),
        (&["segments", "--flow", "x"], "--flow <N>", "numbers from 0 on: the first column of synfin flows"),
        (&["explain", "--flow", "-2"], "--flow <N>", "numbers from 0 on"),
        (&["live", "-i", "lo", "--buffer", "0"], "--buffer <MIB>", "from 1 to 1024"),
        (&["live", "-i", "lo", "--snaplen", "x"], "--snaplen <OCTETS>", "from 64 to 262144"),
        (&["live", "-i", "lo", "--count", "0"], "--count <FRAMES>", "a number from 1 on"),
        (&["live", "-i", "lo", "--duration", "0"], "--duration <SECONDS>", "a number of seconds above 0"),
        (&["live", "-i", "lo", "--max-flows", "x"], "--max-flows <N>", "from 1 to 4294967295"),
        (&["cut", "-o", "x.pcapng", "--flow", "1,x"], "--flow <N>", "numbers from 0 on"),
    ] {
        is_said(&[arguments, &["mixed.pcap"]].concat(), of, said);
    }
    for threads in ["0", "1"] {
        assert_eq!(synfin(&["flows", "--threads", threads, "mixed.pcap"]).status, Some(0));
    }
    for (option, least, most) in [("--rows", "10", "2000"), ("--width", "80", "65535")] {
        for number in [least, most] {
            assert_eq!(
                synfin(&["ladder", option, number, "mixed.pcap"]).status,
                Some(0),
                "{option} {number}"
            );
        }
    }
    assert_eq!(synfin(&["flows", "--max-flows", "4294967295", "mixed.pcap"]).status, Some(0));
}

#[test]
fn several_numbers_where_one_is_wanted_are_shown_the_commands_that_take_several() {
    for subcommand in ["explain", "ladder", "sequence", "segments"] {
        is_said(&[subcommand, "mixed.pcap", "--flow", "1,2"], "--flow <N>", "synfin cut --flow 1,2");
        is_said(
            &[subcommand, "mixed.pcap", "--flow", "1,2"],
            "--flow <N>",
            "synfin segments --where 'flow IN (1,2)'",
        );
    }
    let run = synfin(&["segments", "mixed.pcap", "--where", "flow IN (1,2)", "--format", "csv"]);
    assert_eq!(run.stdout.lines().count(), 1 + 2 + 3, "what it shows works");
}

#[test]
fn a_word_that_is_none_is_told_with_the_nearest_in_letters_of_any_size() {
    for (arguments, of, said) in [
        (
            &["flows", "--outcome", "refuse"][..],
            "--outcome <OUTCOME>",
            "there is no such outcome; the nearest is REFUSED",
        ),
        (&["flows", "--outcome", "Closd"], "--outcome <OUTCOME>", "the nearest is CLOSED"),
        (
            &["flows", "--outcome", "xyz"],
            "--outcome <OUTCOME>",
            "there are PROBE, PROBE_ANSWERED_BY_RESET, REFUSED, ",
        ),
        (&["segments", "--step", "SynAck"], "--step <STEP>", "there is no such step; the nearest is SYN_ACK"),
        (
            &["segments", "--note", "ZERO_WINDOW"],
            "--note <NOTE>",
            "there is no such note; the nearest is zero-window",
        ),
        (&["flows", "--format", "JSN"], "--format <FORMAT>", "there is no such format; the nearest is json"),
        (&["ladder", "--format", "SVGG"], "--format <FORMAT>", "the nearest is svg"),
        (&["flows", "--sort", "DURATIONS"], "--sort <[-]COLUMN>", "the nearest is duration"),
        (&["flows", "--sort", "plugins"], "--sort <[-]COLUMN>", "no order"),
        (&["flows", "--lang", "de"], "--lang <LANGUAGE>", "give one of en, zh"),
        (&["flows", "--host", "localhost"], "--host <ADDRESS>", "names are not looked up"),
        (&["flows", "--where", "out = 1"], "--where <CONDITION>", "there is no column `out`"),
        (&["flows", "--where", "outcome = 'closd'"], "--where <CONDITION>", "the nearest is CLOSED"),
    ] {
        is_said(&[arguments, &["mixed.pcap"]].concat(), of, said);
    }
    is_said(&["columns", "stepz"], "[WHAT]...", "there is no such list or name; the nearest is steps");
    assert!(synfin(&["flows", "mixed.pcap", "--reverse"]).stderr.contains("--sort"));
}

#[test]
fn words_are_taken_in_letters_of_any_size() {
    let usual = |arguments: &[&str]| {
        let run = synfin(&[arguments, &["mixed.pcap"]].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        run.stdout
    };
    assert_eq!(usual(&["flows", "--outcome", "closed"]), usual(&["flows", "--outcome", "CLOSED"]));
    assert_eq!(usual(&["flows", "--format", "CSV"]), usual(&["flows", "--format", "csv"]));
    assert_eq!(usual(&["flows", "--color", "Never"]), usual(&["flows", "--color", "never"]));
    assert_eq!(usual(&["flows", "--dissect", "SSH,telnet"]), usual(&["flows", "--dissect", "ssh,telnet"]));
    assert_eq!(usual(&["overview", "--kind", "RTT"]), usual(&["overview", "--kind", "rtt"]));
    assert_eq!(
        usual(&["flows", "--where", "outcome = 'closed'"]),
        usual(&["flows", "--where", "outcome = 'CLOSED'"])
    );
}

/// Every file of Rust below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Who has the program alone has none of them.
#[test]
fn no_message_names_a_file_of_the_repository() {
    let mut found = Vec::new();
    for name in [
        "synfin",
        "synfin-cli",
        "synfin-arrow",
        "synfin-capture",
        "synfin-dissect",
        "synfin-flow",
        "synfin-wire",
    ] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src"), &mut found);
    }
    assert!(found.len() > 300, "{}", found.len());
    let mut told = 0;
    for path in found {
        let text = fs::read_to_string(&path).expect("it is text");
        for line in text.lines().map(str::trim_start) {
            // What is for who reads the source, and what the compiler or a test opens.
            let is_aside = ["//", "#[doc", "#![doc"].iter().any(|begins| line.starts_with(begins));
            if is_aside || line.contains("CARGO_MANIFEST_DIR") {
                continue;
            }
            told += 1;
            for part in ["crates/", ".md\"", ".md ", ".md`", "docs/"] {
                assert!(!line.contains(part), "{}: {line}", path.display());
            }
        }
    }
    assert!(told > 10_000, "{told}");
}
