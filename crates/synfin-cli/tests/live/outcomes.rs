//! What real connections come to.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::synfin;
use crate::listening::Listening;
use crate::space::in_namespace;
use crate::talk::{closed, identified, opened, refused, reset};

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
            ended.said.contains("synfin: 1 connection\nsynfin: 1 was over: 1 closed\nsynfin: dropped: "),
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
            let told = "synfin: 4 connections\nsynfin: 3 were over: 1 refused, 1 reset by responder, 1 closed\n\
                        synfin: 1 was still there when listening ended: 1 open\nsynfin: dropped: ";
            assert!(ended.said.contains(told), "{}", ended.said);
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

#[test]
fn dissectors_are_asked_unless_nobody_is_to() {
    in_namespace("outcomes::dissectors_are_asked_unless_nobody_is_to", || {
        for (more, known_as) in
            [(&[][..], "ssh"), (&["--dissect", "ssh"], "ssh"), (&["--dissect", "none"], "")]
        {
            let listening = Listening::start(&[&JSON[..], more].concat());
            identified();
            let ended = listening.end_by("INT");
            let rows = ended.rows();
            assert_eq!(rows.len(), 1, "{}", ended.said);
            let plugins: Vec<_> = rows[0]["plugins"].as_array().expect("a list").iter().collect();
            assert_eq!(plugins, if known_as.is_empty() { vec![] } else { vec![known_as] }, "{more:?}");
        }
        let listening = Listening::start(&["-i", "lo"]);
        identified();
        let ended = listening.end_by("INT");
        assert!(
            ended.rest.contains("ssh server SSH-2.0-OpenSSH_9.2 x, "),
            "text tells it too: {}",
            ended.rest
        );
    });
}

#[test]
fn ends_that_are_asked_for_are_all_that_is_heard() {
    in_namespace("outcomes::ends_that_are_asked_for_are_all_that_is_heard", || {
        let (listener, wanted) = crate::talk::server();
        let port = wanted.port().to_string();
        for ends in [&["--port", &port][..], &["--host", "127.0.0.0/8", "--port", "9", "--port", &port]] {
            let listening = Listening::start(&[&JSON[..], ends].concat());
            closed();
            drop(std::net::TcpStream::connect(wanted).expect("it listens"));
            let ended = listening.end_by("INT");
            let rows = ended.rows();
            assert_eq!((rows.len(), &rows[0]["responder_port"]), (1, &wanted.port().into()), "{ends:?}");
        }
        let listening = Listening::start(&[&JSON[..], &["--host", "192.0.2.1"]].concat());
        closed();
        assert_eq!(listening.end_by("INT").rest, "", "nobody else has that address");
        drop(listener);
    });
}

#[test]
fn options_that_choose_rows_say_what_to_do_instead() {
    for option in
        [&["--outcome", "refused"][..], &["--where", "flow = 1"], &["--sort", "-duration"], &["--top", "3"]]
    {
        let run = synfin(&[&["live", "-i", "lo"][..], option].concat());
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{option:?}");
        assert!(run.stderr.contains("synfin live -i eth0 tcp port 443 and host 192.0.2.1"), "{}", run.stderr);
    }
    let run = synfin(&["live", "-i", "lo", "--bpf", "tcp port 9"]);
    assert!(run.stderr.contains("synfin live -i eth0 'tcp port 9'"), "{}", run.stderr);
}

#[test]
fn frames_can_go_to_standard_output_while_rows_go_to_a_file() {
    in_namespace("outcomes::frames_can_go_to_standard_output_while_rows_go_to_a_file", || {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let rows = folder.path().join("rows.json");
        let mut command = crate::common::command();
        command.args(["live", "-i", "lo", "-w", "-", "-o"]).arg(&rows).current_dir(folder.path());
        let mut listening = Listening::of(&mut command);
        let server = closed();
        let mut head = [0; 24];
        listening.read_exact(&mut head);
        assert_eq!(head[..4], [0x4d, 0x3c, 0xb2, 0xa1], "pcap with nanoseconds, while it goes on");
        let mut frames = head.to_vec();
        let ended = listening.end_by_raw("INT", &mut frames);
        assert_eq!(ended.status, Some(0), "{}", ended.said);
        let told = std::fs::read_to_string(&rows).expect("it has its name");
        assert_is(&serde_json::from_str(&told).expect("one row"), server, "CLOSED");
        let again =
            crate::common::synfin_reading(&frames, &["flows", "--format", "json", "--no-checksum", "-"]);
        assert_eq!((again.status, again.stdout), (Some(0), told));
        let names: Vec<_> = std::fs::read_dir(folder.path())
            .expect("it is there")
            .map(|entry| entry.expect("a name").file_name())
            .collect();
        assert_eq!(names, ["rows.json"], "no file is called -");
    });
}

#[test]
fn frames_and_rows_do_not_both_go_to_standard_output() {
    for more in [&[][..], &["-o", "-"], &["--format", "json"]] {
        let run = synfin(&[&["live", "-i", "lo", "-w", "-"][..], more].concat());
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{more:?}");
        assert!(
            run.stderr.starts_with("synfin: -w - writes frames to standard output, where the rows go too: "),
            "{}",
            run.stderr
        );
    }
    assert!(!crate::common::samples().join("-").exists());
}

#[test]
fn rows_that_go_to_dash_go_to_standard_output() {
    in_namespace("outcomes::rows_that_go_to_dash_go_to_standard_output", || {
        let listening = Listening::start(&[&JSON[..], &["-o", "-"]].concat());
        let server = refused();
        let ended = listening.end_by("INT");
        assert_is(&ended.rows()[0], server, "REFUSED");
        assert!(!crate::common::samples().join("-").exists());
    });
}

#[test]
fn totals_tell_outcomes_segments_and_drops_in_the_language() {
    in_namespace("outcomes::totals_tell_outcomes_segments_and_drops_in_the_language", || {
        let listening = Listening::start(&["-i", "lo"]);
        refused();
        closed();
        let ended = listening.end_by("INT");
        let lines: Vec<_> = ended.said.lines().collect();
        assert_eq!(lines.len(), 5, "{}", ended.said);
        assert!(lines[0].starts_with("synfin: ") && lines[0].contains(" frames in "), "{}", lines[0]);
        assert!(lines[1].contains(" segments: ") && lines[1].contains(" open, "), "{}", lines[1]);
        assert_eq!(lines[2], "synfin: 2 connections");
        assert_eq!(lines[3], "synfin: 2 were over: 1 refused, 1 closed");
        assert_eq!(lines[4], "synfin: dropped: 0 by the kernel, 0 by the interface");

        let listening = Listening::start(&["-i", "lo", "--lang", "zh"]);
        refused();
        let ended = listening.end_by("INT");
        assert!(ended.rest.starts_with("  连接") && ended.rest.contains("连接被拒绝"), "{}", ended.rest);
        assert!(ended.said.contains("synfin: 已结束 1 个：连接被拒绝 1\n"), "{}", ended.said);
        assert!(ended.said.ends_with("synfin: 丢弃：内核 0 帧，接口 0 帧\n"), "{}", ended.said);
    });
}
