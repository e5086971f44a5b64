//! `--dissect`: who looks into payload.

mod common;

use common::synfin;

const FILE: &str = "four-way-close.pcap";

#[test]
fn nobody_looks_into_payload_when_asked_not_to() {
    for subcommand in ["flows", "segments", "explain"] {
        let run = synfin(&[subcommand, "--dissect", "none", FILE]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        assert!(!run.stdout.contains("telnet"), "{subcommand}");
        let usual = synfin(&[subcommand, FILE]);
        assert!(usual.stdout.contains("telnet"), "{subcommand}");
        assert_eq!(usual.stdout, synfin(&[subcommand, "--dissect", "all", FILE]).stdout);
        assert_eq!(usual.stdout, synfin(&[subcommand, "--dissect", "ssh,telnet", FILE]).stdout);
    }
}

#[test]
fn a_dissector_that_nobody_has_is_refused() {
    let run = synfin(&["--dissect", "gopher", FILE]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("there is no \"gopher\": all, none, or of "), "{}", run.stderr);
}

#[test]
fn stats_count_what_dissectors_did_only_when_asked() {
    let plain = synfin(&["stats", "--format", "csv", FILE]).stdout;
    assert!(!plain.contains("dissectors,"));
    for threads in ["1", "3"] {
        let asked =
            synfin(&["stats", "--format", "csv", "--dissect", "telnet", "--threads", threads, FILE]).stdout;
        let (own, others): (Vec<&str>, Vec<&str>) =
            asked.lines().partition(|line| line.starts_with("dissectors,"));
        assert_eq!(own, ["dissectors,telnet_claimed,1,", "dissectors,telnet_fields,24,"]);
        assert_eq!(others, plain.lines().collect::<Vec<_>>(), "all else stays as it is");
    }
}

#[test]
fn fields_are_the_same_by_any_number_of_threads() {
    for file in [FILE, "mixed.pcap"] {
        for format in ["text", "json", "csv"] {
            for subcommand in ["flows", "segments", "explain"] {
                let told =
                    |threads| synfin(&[subcommand, "--format", format, "--threads", threads, file]).stdout;
                assert_eq!(told("1"), told("3"), "{subcommand} {format} {file}");
            }
        }
    }
}

#[test]
fn connections_are_chosen_by_who_claimed_them() {
    let told = |arguments: &[&str]| {
        let run = synfin(&[arguments, &["--where", "'ssh' = ANY(plugins)", "mixed.pcap"]].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        run.stdout
    };
    for threads in ["1", "3"] {
        let rows = told(&["flows", "--format", "csv", "--threads", threads]);
        let numbers: Vec<_> = rows.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
        assert_eq!(numbers, ["3"], "with {threads} threads");
        assert!(rows.contains("SSH-2.0-OpenSSH_9.2"), "what was told of it is in its row: {rows}");
        assert!(told(&["overview", "--threads", threads]).starts_with("1 connection within"));
    }
    let others = synfin(&["flows", "--dissect", "none", "--where", "'ssh' = ANY(plugins)", "mixed.pcap"]);
    assert_eq!((others.status, others.stdout.as_str()), (Some(1), ""), "nobody could claim one");
}

#[test]
fn connections_are_chosen_by_what_was_told_of_them() {
    for (condition, numbers) in [
        ("http.host = 'www.example'", &["0"][..]),
        ("http1.host ILIKE '%.EXAMPLE' AND http.status BETWEEN 200 AND 299", &["0"]),
        ("http.host IS NULL", &["1", "2", "3", "4"]),
        ("NOT http.host = 'www.example'", &[]),
        ("http.host <> 'x' OR ssh.server LIKE 'SSH-2.0-%'", &["0", "3"]),
    ] {
        for threads in ["1", "3"] {
            let rows = ["flows", "--format", "csv", "mixed.pcap", "--threads", threads, "--where", condition];
            let rows = synfin(&rows).stdout;
            let told: Vec<_> = rows.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
            assert_eq!(told, numbers, "{condition} with {threads} threads");
        }
    }
    assert_eq!(synfin(&["segments", FILE, "--where", "telnet.negotiation = 'DO ECHO'"]).status, Some(0));
}

#[test]
fn who_is_not_asked_cannot_be_asked_about() {
    for command in ["flows", "segments", "explain"] {
        let asked =
            |who| synfin(&[command, "mixed.pcap", "--dissect", who, "--where", "ssh.server IS NOT NULL"]);
        for who in ["none", "tls,telnet"] {
            let run = asked(who);
            let said = "synfin: --where asks about ssh, and --dissect leaves ssh out: name it there too\n";
            assert_eq!(
                (run.status, run.stdout.as_str(), run.stderr.as_str()),
                (Some(1), "", said),
                "{command}"
            );
        }
        assert_eq!(asked("tls,ssh").status, Some(0), "{command}");
    }
}

#[test]
fn a_segment_with_fields_keeps_its_place_among_those_without() {
    for arguments in [&["segments"][..], &["segments", "--where", "payload_len >= 0"]] {
        for threads in ["1", "3"] {
            let run = synfin(&[arguments, &["--format", "json", "--threads", threads, FILE]].concat());
            let rows: Vec<serde_json::Value> =
                run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
            let frames: Vec<_> = rows.iter().filter_map(|row| row["frame"].as_u64()).collect();
            assert_eq!(frames, (1..=33).collect::<Vec<_>>(), "{arguments:?}");
            let with_fields = rows.iter().filter(|row| row["fields"] != serde_json::json!([]));
            let with_fields: Vec<_> = with_fields.filter_map(|row| row["frame"].as_u64()).collect();
            assert_eq!(with_fields, [4, 6, 8, 9, 10, 11, 12, 13], "{arguments:?}");
        }
    }
}
