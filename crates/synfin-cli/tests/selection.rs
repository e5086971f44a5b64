//! Which rows are told, and in which order.

mod columns_read;
mod common;

use common::{samples, synfin, synfin_reading};
use serde_json::Value;

fn rows(arguments: &[&str]) -> Vec<Value> {
    let run = synfin(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.status, Some(0), "{arguments:?}");
    assert_eq!(
        run.stderr.contains("made place for others"),
        arguments.contains(&"--max-flows"),
        "{}",
        run.stderr
    );
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The numbers of the connections that are told, in their order.
fn told(arguments: &[&str]) -> Vec<u64> {
    rows(arguments).iter().map(|row| row["flow"].as_u64().expect("a number")).collect()
}

#[test]
fn connections_are_chosen_by_what_became_of_them_and_between_whom() {
    for (arguments, numbers) in [
        (&["--outcome", "refused"][..], &[1][..]),
        (&["--outcome", "REFUSED", "--outcome", "No_Reply"], &[1, 2]),
        (&["--outcome", "refused,no_reply"], &[1, 2]),
        (&["--outcome", "refused, closed", "--outcome", "no_reply"], &[0, 1, 2]),
        (&["--host", "198.51.100.80"], &[0, 1]),
        (&["--host", "198.51.100.22,203.0.113.0/24", "--port", "22,443"], &[2, 3]),
        (&["--step", "RST_ABORT,RST_REFUSE"], &[1, 3]),
        (&["--host", "198.51.100.0/24", "--outcome", "closed"], &[0]),
        (&["--host", "192.0.2.10", "--port", "22", "--port", "443"], &[2, 3]),
        (&["--host", "2001:db8::/32"], &[]),
        (&["--step", "syn_retransmit"], &[2]),
        (&["--step", "RST_ABORT", "--step", "RST_REFUSE"], &[1, 3]),
        (&["--step", "RST_REFUSE", "--port", "443"], &[]),
        (&["--where", "resp_payload_bytes > 0 AND reset_by IS NULL"], &[0, 4]),
    ] {
        assert_eq!(told(&[&["flows", "mixed.pcap"], arguments].concat()), numbers, "{arguments:?}");
        let threads = [&["mixed.pcap", "--threads", "3"], arguments].concat();
        assert_eq!(told(&threads), numbers, "{arguments:?} by several threads");
    }
}

#[test]
fn a_step_is_found_in_connections_that_leave_early() {
    let few = told(&["flows", "mixed.pcap", "--max-flows", "1", "--step", "SYN_RETRANSMIT"]);
    let all = rows(&["flows", "mixed.pcap", "--max-flows", "1"]);
    assert!(all.len() > 5 && few.is_empty(), "every repetition begins a connection then: {few:?}");
    assert_eq!(told(&["flows", "mixed.pcap", "--max-flows", "1", "--note", "midstream"]), [5]);
    assert_eq!(told(&["flows", "mixed.pcap", "--max-flows", "1", "--step", "SYN"]), [0, 1, 2, 3, 4, 6, 7]);
}

#[test]
fn segments_are_chosen_by_what_they_do() {
    for (arguments, frames) in [
        (&["--step", "syn_retransmit"][..], &[18, 27][..]),
        (&["--flow", "2", "--step", "syn"], &[10]),
        (&["--host", "203.0.113.99"], &[10, 18, 27]),
        (&["--where", "step LIKE 'RST%'", "--port", "22"], &[17]),
        (&["--where", "flags_text = 'SYN' AND mss IS NOT NULL AND flow < 2"], &[1, 8]),
    ] {
        for threads in ["1", "3"] {
            let rows = rows(&[&["segments", "mixed.pcap", "--threads", threads], arguments].concat());
            let numbers: Vec<_> = rows.iter().filter_map(|row| row["frame"].as_u64()).collect();
            assert_eq!(numbers, frames, "{arguments:?} with {threads} threads");
        }
    }
}

#[test]
fn notes_are_asked_by_name() {
    let rows = rows(&["segments", "kernel/zero_window.pcap", "--note", "Zero-Window"]);
    let by_list = synfin(&[
        "segments",
        "kernel/zero_window.pcap",
        "--format",
        "json",
        "--where",
        "'zero-window' = ANY(notes)",
    ]);
    assert!(!rows.is_empty() && rows.iter().all(|row| row["window"] == 0));
    assert_eq!(by_list.stdout.lines().count(), rows.len());
    assert_eq!(told(&["flows", "kernel/zero_window.pcap", "--note", "zero-window"]), [0]);
}

#[test]
fn rows_come_in_the_order_that_is_asked_for() {
    for (arguments, numbers) in [
        (&["--sort", "duration"][..], &[1, 4, 3, 0, 2][..]),
        (&["--sort", "-duration"], &[2, 0, 3, 4, 1]),
        (&["--sort", "duration", "--reverse"], &[2, 0, 3, 4, 1]),
        (&["--sort", "-duration", "--top", "2"], &[2, 0]),
        // What is not known comes last both times, by its number.
        (&["--sort", "handshake_rtt_server"], &[3, 0, 4, 1, 2]),
        (&["--sort", "-handshake_rtt_server"], &[4, 0, 3, 1, 2]),
        (&["--sort", "one_sided", "--sort", "-originator_port"], &[4, 3, 1, 0, 2]),
        (&["--sort", "one_sided,-originator_port"], &[4, 3, 1, 0, 2]),
        // Addresses by their numbers, not by their letters.
        (&["--sort", "responder", "--top", "3"], &[4, 3, 0]),
        (&["--top", "2"], &[3, 1]),
        (&["--top", "9", "--outcome", "CLOSED"], &[0]),
    ] {
        for threads in ["1", "3"] {
            let told = told(&[&["flows", "mixed.pcap", "--threads", threads], arguments].concat());
            assert_eq!(told, numbers, "{arguments:?} with {threads} threads");
        }
    }
}

#[test]
fn every_format_tells_the_same_rows() {
    let chosen = ["flows", "mixed.pcap", "--sort", "-flow", "--top", "3"];
    let csv = synfin(&[&chosen[..], &["--format", "csv"]].concat()).stdout;
    let numbers: Vec<_> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(numbers, ["4", "3", "2"]);
    let text = synfin(&chosen).stdout;
    let numbers: Vec<_> = text.lines().filter_map(|line| line.get(..6)?.trim().parse::<u64>().ok()).collect();
    assert_eq!(numbers, [4, 3, 2]);
    for format in ["arrow", "parquet"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("flows");
        let path = path.to_str().expect("a plain name");
        let run = synfin(&[&chosen[..], &["--format", format, "-o", path]].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        let told = columns_read::rows(format, path.as_ref());
        assert_eq!(told, columns_read::with_text_values(&rows(&chosen)), "{format}");
    }
}

#[test]
fn columns_read_back_have_every_value_that_json_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table");
    let name = path.to_str().expect("a plain name");
    // Options and SACK blocks, fields of dissectors, a connection joined midway, addresses of IPv6.
    let files = ["four-way-close.pcap", "retransmissions.pcap", "mixed.pcap", "ipv6.pcap", "kernel/tfo.pcap"];
    for (table, threads) in [("segments", "1"), ("segments", "3"), ("flows", "1"), ("flows", "3")] {
        for format in ["arrow", "parquet"] {
            for file in files {
                let arguments = [table, file, "--threads", threads];
                let expected = columns_read::with_text_values(&rows(&arguments));
                assert!(!expected.is_empty(), "{file}");
                let run = synfin(&[&arguments[..], &["--format", format, "-o", name]].concat());
                assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
                assert_eq!(columns_read::rows(format, &path), expected, "{arguments:?} as {format}");
            }
        }
    }
}

#[test]
fn nothing_chosen_is_said_on_standard_error_and_is_no_failure() {
    for threads in ["1", "3"] {
        for (arguments, lines, said) in [
            (&["flows"][..], 0, "none of 5 TCP connections is one that was asked for"),
            (&["flows", "--format", "json"], 0, "none of 5 TCP connections is one that was asked for"),
            (&["flows", "--format", "csv"], 1, "none of 5 TCP connections is one that was asked for"),
            (&["flows", "--top", "3"], 0, "none of 5 TCP connections is one that was asked for"),
            (&["segments"], 0, "none of 27 segments is one that was asked for"),
            (&["segments", "--format", "csv"], 1, "none of 27 segments is one that was asked for"),
            (&["segments", "--flow", "2"], 0, "none of 3 segments of connection 2 is one that was asked for"),
        ] {
            let run =
                synfin(&[arguments, &["mixed.pcap", "--threads", threads, "--host", "203.0.113.1"]].concat());
            assert_eq!(
                (run.status, run.stdout.lines().count(), run.stderr),
                (Some(0), lines, format!("synfin: {said}\n")),
                "{arguments:?} with {threads} threads"
            );
        }
    }
    let run = synfin(&["segments", "mixed.pcap", "--flow", "5", "--port", "1"]);
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (Some(1), "synfin: no connection 5: there are 5, from 0 to 4\n")
    );
}

#[test]
fn seconds_of_segments_count_from_the_first_whatever_is_left_out() {
    let text = |arguments: &[&str]| synfin(&[&["segments", "mixed.pcap"], arguments].concat()).stdout;
    let seconds = |text: &str, frame: &str| {
        let row =
            text.lines().find(|line| line.trim_start().starts_with(&format!("{frame} "))).expect("a row");
        row.split_whitespace().nth(1).expect("seconds").to_owned()
    };
    let moment = |text: &str| text.lines().next().expect("a line").to_owned();
    for threads in ["1", "3"] {
        let whole = text(&["--threads", threads]);
        let few = text(&["--threads", threads, "--step", "SYN_RETRANSMIT"]);
        assert_eq!((moment(&few), seconds(&few, "27")), (moment(&whole), seconds(&whole, "27")));
        let flow = text(&["--threads", threads, "--flow", "2"]);
        let few_of_flow = text(&["--threads", threads, "--flow", "2", "--step", "SYN_RETRANSMIT"]);
        assert_eq!(seconds(&flow, "10"), "0.000000", "from the first segment of the connection");
        assert_eq!(
            (moment(&few_of_flow), seconds(&few_of_flow, "27")),
            (moment(&flow), seconds(&flow, "27"))
        );
        assert_ne!(moment(&flow), moment(&whole));
        assert!(moment(&whole).starts_with("seconds count from 2023-11-14 22:13:20.000000 UTC"));
    }
}

#[test]
fn what_cannot_be_sorted_within_the_bound_is_counted() {
    let octets = std::fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    let run =
        synfin_reading(&octets, &["flows", "--max-flows", "2", "--sort", "flow", "--format", "json", "-"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stdout.lines().count(), 2);
    assert!(run.stderr.contains("connections are not told: 2 at most can be sorted"), "{}", run.stderr);
    let run = synfin_reading(&octets, &["flows", "--max-flows", "2", "--sort", "flow", "--top", "3", "-"]);
    assert_eq!(run.status, Some(0));
    assert!(!run.stderr.contains("not told"), "{}", run.stderr);
}
