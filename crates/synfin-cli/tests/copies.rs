//! `synfin annotate` and `synfin cut`.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{command, samples, synfin, synfin_reading};
use serde_json::Value;
use synfin_testkit::hostile::all::all;

/// Samples of many kinds: link types, tunnels, IPv6, fragments, pcapng.
fn captures() -> Vec<String> {
    let mut names = Vec::new();
    for folder in [samples(), samples().join("kernel")] {
        for entry in fs::read_dir(folder).expect("the samples are there") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "pcap" || ending == "pcapng") {
                names.push(path.to_str().expect("a plain name").to_owned());
            }
        }
    }
    names.sort();
    names
}

fn rows(subcommand: &str, file: &Path) -> Vec<Value> {
    let run = synfin(&[subcommand, "--format", "json", file.to_str().expect("a plain name")]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{}", file.display());
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

/// A row without what a part of a capture numbers otherwise: frames, connections, and which one it is on its sockets.
fn unnumbered(row: &Value, keys: &[&str]) -> Value {
    let mut row = row.clone();
    for key in keys {
        row[*key] = Value::Null;
    }
    row
}

#[test]
fn an_annotated_capture_tells_what_the_capture_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("annotated.pcapng");
    for file in captures() {
        let run = synfin(&["annotate", &file, "-o", out.to_str().expect("a plain name")]);
        assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""), "{file}");
        assert_eq!(rows("segments", &out), rows("segments", Path::new(&file)), "{file}");
    }
}

#[test]
fn each_segment_has_one_comment_in_a_form_that_stays() {
    let output = command().args(["annotate", "four-way-close.pcap", "-o", "-"]).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let comments: Vec<&str> =
        text.split("synfin: ").skip(1).map(|rest| rest.split('\0').next().unwrap_or(rest)).collect();
    assert_eq!(comments.len(), 33);
    assert!(comments[0].starts_with(
        "flow 0, handshake 1/3 (SYN) by originator, originator SYN-SENT (sent), responder SYN-RECEIVED (assumed): "
    ));
    assert!(comments[32].starts_with(
        "flow 0, teardown 4/4 (FIN_SECOND_ACK) by responder, originator CLOSED (received), responder TIME-WAIT (sent): \
         acknowledges the FIN: ack 204 = seq 203 + 1; both directions are closed (relative: 90 = 89 + 1)"
    ));
}

/// The comments of a capture that was annotated, in their order.
fn comments(octets: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(octets);
    text.split("synfin: flow ")
        .skip(1)
        .map(|rest| rest.split('\0').next().unwrap_or(rest).to_owned())
        .collect()
}

#[test]
fn what_dissectors_tell_stands_behind_the_reason_unless_nobody_is_asked() {
    let annotate = |more: &[&str]| {
        let output =
            command().args(["annotate", "mixed.pcap", "-o", "-"]).args(more).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{more:?}");
        comments(&output.stdout)
    };
    let (all, none, one) =
        (annotate(&[]), annotate(&["--dissect", "none"]), annotate(&["--dissect", "http1"]));
    assert_eq!((all.len(), none.len()), (27, 27));
    let request =
        "octets of new data from seq 1000101 on (relative: 1); http1 method: GET; http1 target: /; ";
    assert!(all[3].contains(request) && all[3].ends_with("; http1 host: www.example"), "{}", all[3]);
    assert!(all[13].ends_with("; ssh server: SSH-2.0-OpenSSH_9.2"), "{}", all[13]);
    assert_eq!((&one[3], &one[13]), (&all[3], &none[13]), "only who is asked tells anything");
    assert!(!none.concat().contains("http1"), "{none:?}");
    for (with, without) in all.iter().zip(&none) {
        assert!(with.starts_with(without.trim_end_matches(char::is_control)), "{with}: {without}");
    }
}

#[test]
fn a_capture_that_is_annotated_again_has_each_comment_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let [once, twice] = ["once", "twice"].map(|name| folder.path().join(name).with_extension("pcapng"));
    let [once_name, twice_name] = [&once, &twice].map(|path| path.to_str().expect("a plain name"));
    for file in ["four-way-close.pcap", "mixed.pcap", "two-interfaces.pcapng", "vxlan.pcap"] {
        assert_eq!(synfin(&["annotate", file, "-o", once_name]).status, Some(0));
        assert_eq!(synfin(&["annotate", once_name, "-o", twice_name]).status, Some(0));
        let read = |path: &Path| fs::read(path).expect("it is there");
        assert_eq!(read(&twice), read(&once), "{file}: nothing more, and nothing else");
        // What is told now stands there, and nothing of what was told before.
        let again = ["annotate", "--lang", "zh", "--dissect", "none", once_name, "-o", twice_name];
        assert_eq!(synfin(&again).status, Some(0));
        let (before, now) = (comments(&read(&once)), comments(&read(&twice)));
        assert_eq!(before.len(), now.len(), "{file}");
        assert!(!String::from_utf8_lossy(&read(&twice)).contains("asks for a connection"), "{file}");
        assert!(now[0].contains("请求建立连接"), "{}", now[0]);
        // Without annotating, comments are copied as they are.
        assert_eq!(synfin(&["cut", once_name, "--flow", "0", "-o", twice_name]).status, Some(0));
        let cut = comments(&read(&twice));
        assert!(!cut.is_empty() && cut.iter().all(|comment| before.contains(comment)), "{cut:?}");
    }
}

#[test]
fn the_frames_of_a_connection_tell_the_same_row_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("one.pcapng");
    let numbers = ["flow", "first_frame", "last_frame", "incarnation"];
    for file in
        ["mixed.pcap", "retransmissions.pcap", "vxlan.pcap", "ipv6.pcap", "kernel/simultaneous_open.pcap"]
    {
        let flows = rows("flows", &samples().join(file));
        for (number, flow) in flows.iter().enumerate() {
            for annotate in [&[][..], &["--annotate"]] {
                let flow_option = format!("--flow={number}");
                let arguments = ["cut", file, &flow_option, "-o", out.to_str().expect("a plain name")];
                let run = synfin(&[&arguments[..], annotate].concat());
                assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{file}");
                let cut = rows("flows", &out);
                assert_eq!(cut.len(), 1, "{file} {number}");
                assert_eq!(unnumbered(&cut[0], &numbers), unnumbered(flow, &numbers), "{file} {number}");
            }
        }
    }
}

#[test]
fn several_connections_are_cut_out_in_the_order_of_their_frames() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("two.pcapng");
    let name = out.to_str().expect("a plain name");
    let whole = rows("segments", &samples().join("mixed.pcap"));
    let wanted: Vec<Value> = whole
        .iter()
        .filter(|row| [1, 3].contains(&row["flow"].as_u64().expect("a number")))
        .cloned()
        .collect();
    for flows in [&["--flow", "3", "--flow", "1"][..], &["--flow", "1,3"]] {
        let run = synfin(&[&["cut", "mixed.pcap", "-o", name], flows].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        let numbers = ["flow", "frame"];
        let cut: Vec<Value> = rows("segments", &out).iter().map(|row| unnumbered(row, &numbers)).collect();
        let wanted: Vec<Value> = wanted.iter().map(|row| unnumbered(row, &numbers)).collect();
        assert_eq!(cut, wanted, "times, octets and all that is told of them");
    }
}

#[test]
fn a_connection_that_is_not_there_is_not_cut_out_and_leaves_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("none.pcapng");
    let run = synfin(&["cut", "mixed.pcap", "--flow", "1,7", "-o", out.to_str().expect("a plain name")]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stderr, "synfin: no connection 7: there are 5, from 0 to 4\n");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder is there").count(), 0);
}

#[test]
fn of_a_damaged_capture_all_that_was_read_is_written() {
    let whole = fs::read(samples().join("four-way-close.pcap")).expect("the sample can be read");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("cut.pcapng");
    let name = out.to_str().expect("a plain name");
    for arguments in [&["annotate", "-", "-o", name][..], &["cut", "-", "--flow", "0", "-o", name]] {
        let run = synfin_reading(&whole[..whole.len() - 3], arguments);
        assert_eq!(run.status, Some(2));
        assert!(run.stderr.contains(": frame 33: the input is cut off"), "{}", run.stderr);
        assert_eq!(rows("segments", &out).len(), 32);
    }
}

#[test]
fn damage_is_told_where_nothing_is_cut_out_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = fs::read(samples().join("mixed.pcap")).expect("the sample is there");
    let (cut_short, out) = (folder.path().join("short.pcap"), folder.path().join("out.pcapng"));
    fs::write(&cut_short, &whole[..whole.len() - 10]).expect("there is room");
    let said = |options: &[&str]| {
        let [cut_short, out] = [&cut_short, &out].map(|path| path.to_str().expect("a plain name"));
        let run = synfin(&[&["cut", cut_short, "-o", out], options].concat());
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{}", run.stderr);
        run.stderr
    };
    for (options, why) in [
        (&["--flow", "0", "--where", "flow = 1"][..], "none of the connections that --flow names"),
        (&["--flow", "1,99", "--where", "flow = 1"], "no connection 99"),
        (&["--max-flows", "1", "--where", "flow >= 0"], "1 at most can be cut at once"),
    ] {
        let said = said(options);
        assert!(said.contains("short.pcap:") && said.contains("cut off"), "{options:?}: {said}");
        assert!(said.contains(why), "{options:?}: {said}");
    }
    assert!(!out.exists());
}

#[test]
fn hostile_captures_are_annotated_as_far_as_they_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("annotated.pcapng");
    for case in all() {
        let file = folder.path().join(&case.name);
        fs::write(&file, &case.octets).expect("a file");
        let file = file.to_str().expect("a plain name");
        let stats = synfin(&["stats", "--format", "json", file]);
        let run = synfin(&["annotate", file, "-o", out.to_str().expect("a plain name")]);
        // That there is no TCP in it is no fault, and stats tells it anyway.
        let is_fault = |line: &&str| !line.starts_with("synfin: no TCP segment in ");
        let faults: Vec<_> = run.stderr.lines().filter(is_fault).collect();
        assert_eq!((run.status, faults), (stats.status, stats.stderr.lines().collect()), "{}", case.name);
        assert_eq!(
            run.status == Some(1),
            !out.exists(),
            "{}: only what is no capture has no copy",
            case.name
        );
        if run.status == Some(1) {
            continue;
        }
        let again = synfin(&["stats", "--format", "json", out.to_str().expect("a plain name")]);
        assert_eq!(again.status, Some(0), "{}: {}", case.name, again.stderr);
        let frames = |run: &common::Run| {
            let books: Vec<Value> =
                run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
            books[0].clone()
        };
        assert_eq!(frames(&again)["frames"], frames(&stats)["frames"], "{}", case.name);
        fs::remove_file(&out).expect("it is there");
    }
}

#[test]
fn names_that_promise_another_format_are_refused() {
    for (name, says) in
        [("x.pcap", "name it .pcapng"), ("x.pcapng.gz", "plain pcapng, not gz"), ("x.pcapng.ZST", "not zst")]
    {
        let run = synfin(&["annotate", "mixed.pcap", "-o", name]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}

#[test]
fn an_input_is_not_replaced_by_its_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.pcapng");
    fs::copy(samples().join("four-way-close.pcap"), &file).expect("a copy");
    let before = fs::read(&file).expect("it is there");
    let name = file.to_str().expect("a plain name");
    assert_eq!(synfin(&["annotate", name, "-o", name]).status, Some(1));
    assert_eq!(fs::read(&file).expect("it is there"), before);
}

/// What Wireshark's own program finds; none where it is not installed. `cargo xtask conformance` asks it about whole folders.
fn tshark(file: &Path, filter: &str) -> Option<Vec<String>> {
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(file).args(["-Y", filter, "-T", "fields", "-e", "frame.number"]);
    let output = tshark.output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

#[test]
fn wireshark_where_it_is_installed_filters_by_the_comments() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("annotated.pcapng");
    let run = synfin(&["annotate", "four-way-close.pcap", "-o", out.to_str().expect("a plain name")]);
    assert_eq!(run.status, Some(0));
    for (filter, expected) in [
        ("frame.comment contains \"teardown 4/4\"", &["33"][..]),
        ("frame.comment contains \"(SYN) by originator\"", &["1"]),
        ("!frame.comment", &[]),
    ] {
        if let Some(found) = tshark(&out, filter) {
            assert_eq!(found, expected, "{filter}");
        }
    }
}

#[test]
fn an_ending_that_nobody_knows_is_refused_with_what_to_write() {
    let folder = tempfile::tempdir().expect("a folder");
    for subcommand in [&["cut", "--flow", "0"][..], &["annotate"]] {
        for ending in ["txt", "cap", "json"] {
            let out = folder.path().join(format!("cut.{ending}"));
            let out = out.to_str().expect("a plain name");
            let run = synfin(&[subcommand, &["mixed.pcap", "-o", out]].concat());
            let said = format!(
                "synfin: {} writes pcapng, not {ending}: name it .pcapng, not {out}\n",
                subcommand[0]
            );
            assert_eq!((run.status, run.stderr), (Some(1), said));
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
}
