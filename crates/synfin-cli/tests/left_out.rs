//! Several inputs of which one cannot be read: what is told of the others, with which status, and what the books say.

mod common;

use std::fs;

use common::{Run, synfin};
use serde_json::{Value, json};

const GOOD: &str = "mixed.pcap";
const NO_CAPTURE: &str = "README.md";

fn run(arguments: &[&str], files: &[&str], threads: &str) -> Run {
    synfin(&[arguments, &["--threads", threads], files].concat())
}

#[test]
fn what_is_no_capture_is_left_out_and_the_rest_is_told_with_status_2() {
    for threads in ["1", "2"] {
        for subcommand in ["flows", "segments", "explain", "ladder", "overview", "sequence"] {
            for files in [[GOOD, NO_CAPTURE], [NO_CAPTURE, GOOD]] {
                let alone = run(&[subcommand, "--format", "text"], &[GOOD], threads);
                let both = run(&[subcommand, "--format", "text"], &files, threads);
                assert_eq!(both.status, Some(2), "{subcommand}: {}", both.stderr);
                assert!(both.stderr.contains("README.md: not a pcap or pcapng capture"), "{}", both.stderr);
                let last = both.stderr.lines().last();
                assert_eq!(
                    last,
                    Some("synfin: 1 of 2 inputs is left out: what is told is of the rest"),
                    "{subcommand}"
                );
                // Pictures tell of which files they are.
                let told = both.stdout.replace(&files.join(", "), GOOD);
                assert_eq!(told, alone.stdout, "{subcommand}");
            }
        }
    }
}

#[test]
fn where_nothing_can_be_read_the_status_is_1_and_nothing_is_told() {
    for threads in ["1", "2"] {
        let none = run(&["flows"], &[NO_CAPTURE, NO_CAPTURE], threads);
        assert_eq!((none.status, none.stdout.as_str()), (Some(1), ""), "{}", none.stderr);
        assert!(!none.stderr.contains("left out"), "{}", none.stderr);
        // What was asked for cannot be told, whatever else is wrong.
        let no_connection = run(&["explain", "--flow", "99"], &[GOOD, NO_CAPTURE], threads);
        assert_eq!((no_connection.status, no_connection.stdout.as_str()), (Some(1), ""));
    }
}

#[test]
fn the_books_count_inputs_that_were_read_in_part_and_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let cut = folder.path().join("cut.pcap");
    let whole = fs::read(common::samples().join("four-way-close.pcap")).expect("the sample can be read");
    fs::write(&cut, &whole[..whole.len() - 3]).expect("a file");
    let cut = cut.to_str().expect("a plain name");
    for threads in ["1", "2"] {
        for (files, told) in [
            (&[GOOD][..], json!({ "damaged": 0, "left_out": 0 })),
            (&[GOOD, NO_CAPTURE, GOOD], json!({ "damaged": 0, "left_out": 1 })),
            (&[NO_CAPTURE, cut, GOOD, NO_CAPTURE], json!({ "damaged": 1, "left_out": 2 })),
        ] {
            let stats = run(&["stats", "--format", "json"], files, threads);
            assert_eq!(stats.status, Some(if files.len() == 1 { 0 } else { 2 }), "{}", stats.stderr);
            let stats: Value = serde_json::from_str(&stats.stdout).expect("an object");
            assert_eq!((&stats["inputs"], &stats["balance"]), (&told, &json!(true)));
        }
        let text = run(&["stats"], &[GOOD, NO_CAPTURE], threads).stdout;
        let counted = "Inputs that were not read whole\n             0  damaged\n             1  left_out\n";
        assert!(text.contains(counted), "{text}");
    }
}

#[test]
fn copies_of_what_could_be_read_are_written_with_status_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.pcapng");
    let out = out.to_str().expect("a plain name");
    for arguments in [&["annotate", "-o", out][..], &["cut", "--flow", "1", "-o", out]] {
        let both = synfin(&[arguments, &[GOOD, NO_CAPTURE]].concat());
        assert_eq!((both.status, both.stdout.as_str()), (Some(2), ""), "{}", both.stderr);
        assert_eq!(synfin(&["stats", out]).status, Some(0));
    }
}

/// A capture of three frames of a link type.
fn capture(link_type: u8, frame: &[u8]) -> Vec<u8> {
    let mut octets = vec![
        0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, link_type, 0, 0, 0,
    ];
    for _ in 0..3 {
        let length = (frame.len() as u32).to_le_bytes();
        octets.extend([&[1, 0, 0, 0, 0, 0, 0, 0], &length[..], &length[..], frame].concat());
    }
    octets
}

#[test]
fn where_none_of_the_frames_is_tcp_it_is_said_what_they_are() {
    let mut udp = [0; 28];
    udp[..4].copy_from_slice(&[0x45, 0, 0, 28]);
    (udp[8], udp[9], udp[25]) = (64, 17, 8);
    let (mut later, mut tiny) = (udp, udp);
    (later[9], later[7]) = (6, 1);
    (tiny[9], tiny[6]) = (6, 0x20);
    let udp_later = [&udp[..7], &[1], &udp[8..]].concat();
    let mut quotation = [0; 48];
    quotation[..4].copy_from_slice(&[0x45, 0, 0, 48]);
    (quotation[8], quotation[9], quotation[20], quotation[21]) = (64, 1, 3, 1);
    quotation[28..32].copy_from_slice(&[0x45, 0, 0, 40]);
    (quotation[36], quotation[37]) = (64, 6);
    for (octets, why) in [
        (capture(101, &udp), "3 of other protocols"),
        (capture(101, &udp_later), "3 of other protocols"),
        (capture(101, &later), "frames: 3 with a later fragment of TCP;"),
        (capture(101, &tiny), "frames: 3 with a first fragment of TCP, without its header;"),
        (capture(101, &quotation), "frames: 3 with TCP quoted in an ICMP error;"),
        (capture(147, b"nobody's"), "3 of link types that are not read (147"),
        (capture(101, &udp[..10]), "3 cut short before their TCP header ends"),
        (capture(101, &[0x15; 28]), "3 malformed"),
    ] {
        for threads in ["1", "2"] {
            for subcommand in ["flows", "segments", "explain", "overview", "annotate"] {
                let out = if subcommand == "annotate" { &["-o", "-"][..] } else { &[] };
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("x.pcap");
                fs::write(&path, &octets).expect("the folder takes a file");
                let path = path.to_str().expect("a plain name");
                let run = common::command().args([subcommand, "--threads", threads, path]).args(out).output();
                let said = String::from_utf8(run.expect("the command runs").stderr).expect("it is UTF-8");
                let last = said.lines().last().unwrap_or_default();
                assert!(last.starts_with("synfin: no TCP segment in 3 frames: "), "{subcommand}: {said}");
                assert!(last.contains(why) && last.ends_with("; synfin stats tells more"), "{said}");
            }
        }
    }
    let none = common::synfin_reading(&capture(101, &udp)[..24], &["flows", "-"]);
    assert_eq!(none.stderr, "", "there is no frame at all");
}
