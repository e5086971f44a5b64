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
