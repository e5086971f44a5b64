//! What the command prints, for people and for programs.

mod common;

use std::process::Stdio;

use common::{command, expect, samples, synfin, synfin_reading};
use serde_json::Value;

#[test]
fn text_of_the_samples_is_as_expected() {
    for (name, arguments) in [
        ("four-way-close.flows.txt", &["four-way-close.pcap"][..]),
        ("four-way-close.segments.txt", &["segments", "four-way-close.pcap"]),
        ("four-way-close.explain.txt", &["explain", "four-way-close.pcap"]),
        ("mixed.flows.txt", &["flows", "mixed.pcap"]),
        ("mixed.flows.narrow.txt", &["flows", "--width", "80", "mixed.pcap"]),
        ("mixed.flows.color.txt", &["flows", "--color", "always", "mixed.pcap"]),
        ("mixed.stats.txt", &["stats", "mixed.pcap"]),
        ("mixed.explain.txt", &["explain", "mixed.pcap"]),
        ("retransmissions.segments.narrow.txt", &["segments", "--width", "80", "retransmissions.pcap"]),
        ("retransmissions.explain.txt", &["explain", "--flow", "0", "retransmissions.pcap"]),
        ("simultaneous-close.flows.txt", &["flows", "simultaneous-close.pcap"]),
        ("simultaneous-close.explain.txt", &["explain", "simultaneous-close.pcap"]),
        ("vxlan.segments.txt", &["segments", "vxlan.pcap"]),
        ("midstream.explain.txt", &["explain", "midstream.pcap"]),
        ("simultaneous_open.segments.txt", &["segments", "kernel/simultaneous_open.pcap"]),
        ("half_open_new_syn.flows.txt", &["flows", "kernel/half_open_new_syn.pcap"]),
        ("help.txt", &["--help"]),
        ("segments.help.txt", &["segments", "--help"]),
        ("live.help.txt", &["live", "--help"]),
        ("annotate.help.txt", &["annotate", "--help"]),
        ("cut.help.txt", &["cut", "--help"]),
        ("columns.help.txt", &["columns", "--help"]),
    ] {
        let run = synfin(arguments);
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        expect(name, &run.stdout);
    }
}

#[test]
fn text_stays_within_the_page() {
    // Two ends that close at once have the longest label of all.
    let samples = [
        "four-way-close.pcap",
        "mixed.pcap",
        "retransmissions.pcap",
        "simultaneous-close.pcap",
        "kernel/mptcp.pcap",
    ];
    for width in ["60", "70", "80", "100", "120", "140"] {
        for sample in samples {
            for subcommand in ["flows", "segments", "explain", "ladder"] {
                let run = synfin(&[subcommand, "--width", width, sample]);
                let page: usize = width.parse().expect("a number");
                // Rows of tables need 80 columns, and take them.
                let page = if matches!(subcommand, "flows" | "segments") { page.max(80) } else { page };
                let widest = run.stdout.lines().map(|line| line.chars().count()).max();
                assert!(
                    widest <= Some(page),
                    "{subcommand} {sample}: {widest:?} columns on a page of {width}"
                );
            }
        }
    }
}

fn rows(printed: &str) -> Vec<serde_json::Map<String, Value>> {
    let row = |line| match serde_json::from_str(line).expect("a line is a JSON object") {
        Value::Object(row) => row,
        other => panic!("{other} is no object"),
    };
    printed.lines().map(row).collect()
}

#[test]
fn json_of_segments_is_one_object_a_line_with_the_columns_in_order() {
    let run = synfin(&["segments", "--format", "json", "four-way-close.pcap"]);
    let rows = rows(&run.stdout);
    assert_eq!(rows.len(), 33);
    let keys: Vec<_> = rows[0].keys().map(String::as_str).collect();
    assert_eq!(
        keys[..12],
        [
            "frame",
            "time",
            "flow",
            "direction",
            "src",
            "src_port",
            "dst",
            "dst_port",
            "seq",
            "ack",
            "rel_seq",
            "rel_ack"
        ]
    );
    let fin = &rows[29];
    for (key, value) in [
        ("frame", Value::from(30)),
        ("direction", "responder".into()),
        ("src_port", 23.into()),
        ("seq", 418.into()),
        ("rel_seq", 204.into()),
        ("flags", 0x11.into()),
        ("flags_text", "FIN|ACK".into()),
        ("stage", "close".into()),
        ("step", "FIN_FIRST".into()),
        ("label", "teardown 1/4".into()),
        ("originator_state", "CLOSE-WAIT".into()),
        ("originator_basis", "assumed".into()),
        ("responder_state", "FIN-WAIT-1".into()),
        ("responder_basis", "sent".into()),
        ("checksum", "good".into()),
        ("checksum_note", Value::Null),
        ("notes", Value::Array(Vec::new())),
    ] {
        assert_eq!(fin[key], value, "{key}");
    }
    assert_eq!(rows[0]["options"][0]["name"], "MSS");
    assert_eq!(rows[0]["options"][0]["value"], "05b4");
}

#[test]
fn json_of_flows_comes_in_order_of_the_number() {
    let run = synfin(&["flows", "--format", "json", "mixed.pcap"]);
    let rows = rows(&run.stdout);
    let numbers: Vec<_> = rows.iter().map(|row| row["flow"].as_u64()).collect();
    assert_eq!(numbers, (0..5).map(Some).collect::<Vec<_>>());
    let outcomes: Vec<_> = rows.iter().filter_map(|row| row["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["CLOSED", "REFUSED", "NO_REPLY", "RESET_BY_RESPONDER", "OPEN"]);
    assert_eq!(rows[0]["handshake_rtt_server"], 20_000_000);
    assert_eq!(rows[2]["attempts"], 3);
    assert_eq!(rows[3]["reset_by"], "responder");
    assert_eq!(rows[4]["end"], "eof");
}

#[test]
fn flows_that_make_place_for_others_still_come_in_order() {
    let all = synfin(&["flows", "--format", "json", "mixed.pcap"]);
    let few = synfin(&["flows", "--format", "json", "--max-flows", "1", "mixed.pcap"]);
    let numbers: Vec<_> = rows(&few.stdout).iter().filter_map(|row| row["flow"].as_u64()).collect();
    assert!(numbers.len() >= rows(&all.stdout).len());
    assert!(numbers.is_sorted());
    assert!(few.stdout.contains(r#""end":"evicted""#));
}

#[test]
fn json_of_stats_balances() {
    let run = synfin(&["stats", "--format", "json", "mixed.pcap", "vlan.pcap"]);
    let rows = rows(&run.stdout);
    let [stats] = rows.as_slice() else { panic!("{} lines", rows.len()) };
    let number = |key: &str| stats[key].as_u64().expect("a number");
    let parts: u64 = ["tcp", "not_tcp", "truncated", "malformed", "unsupported"].map(number).iter().sum();
    assert_eq!(number("frames"), parts);
    let ended =
        stats["flows_ended"].as_object().expect("an object").values().filter_map(Value::as_u64).sum::<u64>();
    assert_eq!(number("flows_opened"), number("flows_live") + ended);
    assert_eq!(stats["balance"], true);
    assert_eq!(stats["limits"]["max_flows"], 1_048_576);
}

#[test]
fn one_connection_can_be_asked_for() {
    let run = synfin(&["segments", "--format", "json", "mixed.pcap", "--flow", "1"]);
    let steps: Vec<_> =
        rows(&run.stdout).iter().filter_map(|row| row["step"].as_str().map(str::to_owned)).collect();
    assert_eq!(steps, ["SYN", "RST_REFUSE"]);
}

#[test]
fn explain_says_which_connection_it_chose() {
    let run = synfin(&["explain", "mixed.pcap"]);
    assert_eq!(
        run.stderr,
        "synfin: of connections 0 to 4, number 3 has most to tell; choose another with --flow N\n"
    );
    assert!(run.stdout.starts_with("flow 3  "));
}

#[test]
fn standard_input_reads_like_a_file() {
    let octets = std::fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    for arguments in [&["flows"][..], &["segments"], &["stats"], &["explain"], &["explain", "--flow", "2"]] {
        let from_file = synfin(&[arguments, &["mixed.pcap"]].concat());
        let from_input = synfin_reading(&octets, &[arguments, &["-"]].concat());
        assert_eq!(from_input.status, Some(0), "{}", from_input.stderr);
        assert_eq!(from_input.stdout, from_file.stdout, "{arguments:?}");
    }
}

#[test]
fn several_files_are_one_capture() {
    let run = synfin(&["segments", "--format", "json", "four-way-close.pcap", "mixed.pcap"]);
    let rows = rows(&run.stdout);
    let frames: Vec<_> = rows.iter().filter_map(|row| row["frame"].as_u64()).collect();
    assert_eq!(frames, (1..=60).collect::<Vec<_>>());
    assert_eq!(rows[33]["flow"], 1);

    // A capture cut in two tells the same as the whole.
    let whole = std::fs::read(samples().join("four-way-close.pcap")).expect("the sample can be read");
    let mut cut = 24;
    for _ in 0..10 {
        let captured: [u8; 4] = whole[cut + 8..cut + 12].try_into().expect("four octets");
        cut += 16 + u32::from_le_bytes(captured) as usize;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let [first, second] = ["1.pcap", "2.pcap"].map(|name| folder.path().join(name));
    std::fs::write(&first, &whole[..cut]).expect("a file");
    std::fs::write(&second, [&whole[..24], &whole[cut..]].concat()).expect("a file");
    let [first, second] = [&first, &second].map(|path| path.to_str().expect("a name in UTF-8"));
    let halves = synfin(&["segments", first, second]);
    assert_eq!(halves.stdout, synfin(&["segments", "four-way-close.pcap"]).stdout);
}

#[test]
fn checksums_can_be_left_alone() {
    let run = synfin(&["segments", "--format", "json", "--no-checksum", "four-way-close.pcap"]);
    assert!(
        rows(&run.stdout)
            .iter()
            .all(|row| row["checksum"] == "unverified" && row["checksum_note"] == "not asked for")
    );
}

#[test]
fn only_the_terminal_or_a_wish_brings_colour() {
    let plain = synfin(&["mixed.pcap"]).stdout;
    assert!(!plain.contains('\x1b'));
    let colored = synfin(&["--color", "always", "mixed.pcap"]).stdout;
    assert!(colored.contains("\x1b[31m") && colored.contains("refused"));
    let output = command().arg("mixed.pcap").env("NO_COLOR", "1").stdin(Stdio::null()).output();
    assert_eq!(output.expect("the command runs").stdout, plain.as_bytes());
}

#[test]
fn stats_count_what_is_odd_about_segments_by_themselves() {
    for threads in ["1", "3"] {
        let run =
            synfin(&["stats", "--format", "json", "--threads", threads, "mixed.pcap", "kernel/scans.pcap"]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        let expected = serde_json::json!({
            "no flags": 2,
            "SYN with FIN": 2,
            "ACK missing": 6,
            "acknowledgement number without ACK": 4,
            "URG without urgent pointer": 2,
        });
        assert_eq!(rows(&run.stdout)[0]["anomalies"], expected, "with {threads} threads");
    }
}

#[test]
fn csv_has_a_head_and_no_line_ends_of_windows() {
    for (arguments, head) in [
        (&["flows", "mixed.pcap"][..], "flow,originator,originator_port,"),
        (&["segments", "mixed.pcap"], "frame,time,flow,"),
        (&["stats", "mixed.pcap"], "section,name,count,first_frame\n"),
        (&["columns"], "list,name,kind,nullable,about\n"),
    ] {
        let run = synfin(&[arguments, &["--format", "csv"]].concat());
        assert!(run.stdout.starts_with(head) && run.stdout.ends_with('\n'), "{arguments:?}");
        assert!(!run.stdout.contains('\r'), "{arguments:?}");
    }
}
