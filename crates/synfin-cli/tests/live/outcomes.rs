//! What real connections come to.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::synfin;
use crate::listening::Listening;
use crate::space::in_namespace;
use crate::talk::{closed, opened, refused, reset};

const JSON: [&str; 4] = ["-i", "lo", "--format", "json"];

#[track_caller]
fn assert_is(row: &Value, server: SocketAddr, outcome: &str) {
    assert_eq!(row["responder"], server.ip().to_string(), "{row}");
    assert_eq!(row["responder_port"], server.port(), "{row}");
    assert_eq!(row["outcome"], outcome, "{row}");
}

#[test]
fn a_closed_connection_is_told_while_nothing_more_comes() {
    in_namespace("outcomes::a_closed_connection_is_told_while_nothing_more_comes", || {
        let mut listening = Listening::start(&JSON);
        let server = closed();
        let told_within = Instant::now();
        let row = listening.row();
        assert_is(&row, server, "CLOSED");
        assert_eq!(row["end"], "timeout", "it was silent for 5 s");
        assert_eq!((&row["orig_payload_bytes"], &row["resp_payload_bytes"]), (&4.into(), &5.into()));
        assert!(told_within.elapsed() > Duration::from_millis(4500), "not before its time");
        let ended = listening.end_by("INT");
        assert_eq!((ended.status, ended.rest.as_str()), (Some(0), ""), "{}", ended.said);
        assert_eq!(
            ended.number_before("TCP"),
            row["last_frame"].as_u64().expect("a number"),
            "{}",
            ended.said
        );
        assert!(
            ended.said.contains("synfin: 1 connection: 0 eof, 1 timeout, 0 evicted, 0 reused\n"),
            "{}",
            ended.said
        );
        assert!(
            ended.said.ends_with("synfin: dropped: 0 by the kernel, 0 by the interface\n"),
            "{}",
            ended.said
        );
    });
}

#[test]
fn what_is_still_there_when_it_ends_is_told_then() {
    in_namespace("outcomes::what_is_still_there_when_it_ends_is_told_then", || {
        for signal in ["INT", "TERM"] {
            let listening = Listening::start(&JSON);
            let servers = [(refused(), "REFUSED"), (reset(), "RESET_BY_RESPONDER"), (closed(), "CLOSED")];
            let (_client, _server, still_open) = opened();
            let ended = listening.end_by(signal);
            assert_eq!(ended.status, Some(0), "{signal}: {}", ended.said);
            let rows = ended.rows();
            assert_eq!(rows.len(), 4, "{}", ended.rest);
            for (row, (server, outcome)) in rows.iter().zip(servers.into_iter().chain([(still_open, "OPEN")]))
            {
                assert_is(row, server, outcome);
                assert_eq!(row["end"], "eof");
            }
            assert_eq!(ended.number_before("connections"), 4);
        }
    });
}

#[test]
fn all_interfaces_can_be_listened_to_at_once() {
    in_namespace("outcomes::all_interfaces_can_be_listened_to_at_once", || {
        let listening = Listening::start(&["-i", "any", "--format", "json"]);
        let servers = [refused(), closed()];
        let rows = listening.end_by("INT").rows();
        assert_eq!(rows.len(), 2);
        assert_is(&rows[0], servers[0], "REFUSED");
        assert_is(&rows[1], servers[1], "CLOSED");
    });
}

#[test]
fn only_what_matches_the_filter_is_heard() {
    in_namespace("outcomes::only_what_matches_the_filter_is_heard", || {
        let (one, _server, wanted) = opened();
        let port = wanted.port().to_string();
        let listening = Listening::start(&["-i", "lo", "tcp", "port", &port, "--format", "json"]);
        closed();
        drop(one);
        let ended = listening.end_by("INT");
        let rows = ended.rows();
        assert_eq!(rows.len(), 1, "{}", ended.rest);
        assert_eq!(rows[0]["start"], "midstream", "it was there before");
        let ports = [&rows[0]["originator_port"], &rows[0]["responder_port"]];
        assert!(ports.iter().any(|port| **port == wanted.port()), "{}", rows[0]);
    });
}

#[test]
fn what_was_captured_can_be_kept_and_is_told_the_same() {
    in_namespace("outcomes::what_was_captured_can_be_kept_and_is_told_the_same", || {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let kept = folder.path().join("kept.pcap");
        let kept = kept.to_str().expect("a plain name");
        let listening = Listening::start(&[&JSON[..], &["-w", kept]].concat());
        refused();
        reset();
        closed();
        let ended = listening.end_by("INT");
        assert_eq!(ended.rows().len(), 3);
        // Those of its own frames for which checksums are computed later are bad there.
        let again = synfin(&["flows", "--format", "json", "--no-checksum", kept]);
        assert_eq!((again.status, again.stdout), (Some(0), ended.rest));
    });
}

#[test]
fn every_format_is_written() {
    in_namespace("outcomes::every_format_is_written", || {
        let listening = Listening::start(&["-i", "lo", "--format", "csv"]);
        let server = refused();
        let ended = listening.end_by("INT");
        let lines: Vec<_> = ended.rest.lines().collect();
        assert_eq!(lines.len(), 2, "{}", ended.rest);
        assert!(lines[0].starts_with("flow,originator,"), "{}", lines[0]);
        assert!(lines[1].contains(&format!(",{},", server.port())), "{}", lines[1]);

        let listening = Listening::start(&["-i", "lo"]);
        refused();
        let ended = listening.end_by("INT");
        assert!(
            ended.rest.contains("what became of it\n") && ended.rest.contains("refused\n"),
            "{}",
            ended.rest
        );

        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("flows.parquet");
        let listening = Listening::start(&[
            "-i",
            "lo",
            "--format",
            "parquet",
            "-o",
            path.to_str().expect("a plain name"),
        ]);
        refused();
        assert_eq!(listening.end_by("INT").status, Some(0));
        let octets = std::fs::read(&path).expect("it is there");
        assert!(octets.starts_with(b"PAR1") && octets.ends_with(b"PAR1"));
    });
}
