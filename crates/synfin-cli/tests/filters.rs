//! `--bpf`: what the filter matches is read, the same way by every command, where this build has libpcap; else it says so.

mod common;

#[cfg(not(feature = "live"))]
#[test]
fn without_libpcap_the_option_says_how_to_get_it() {
    let run = common::synfin(&["flows", "--bpf", "tcp", "mixed.pcap"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("synfin: --bpf: this build has no libpcap: "), "{}", run.stderr);
    assert!(run.stderr.contains("--features live"), "{}", run.stderr);
}

#[cfg(not(feature = "live"))]
#[test]
fn without_libpcap_nothing_can_be_listened_to() {
    for arguments in [&["live", "-i", "lo"][..], &["live", "--list"]] {
        let run = common::synfin(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert!(run.stderr.starts_with("synfin: live: this build has no libpcap: "), "{}", run.stderr);
    }
}

#[cfg(feature = "live")]
mod with_libpcap {
    use super::common::{samples, synfin};
    use serde_json::Value;

    fn rows(arguments: &[&str]) -> Vec<Value> {
        let run = synfin(arguments);
        let said = run.stderr.trim_end();
        let is_count =
            said.starts_with("synfin: ") && said.ends_with("left out by --bpf") && !said.contains('\n');
        assert!(said.is_empty() || is_count, "{arguments:?}: {said}");
        assert_eq!(run.status, Some(0), "{arguments:?}");
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    }

    /// The frames of all segments of the sample that have this port at one end.
    fn frames_of_port(port: u64) -> Vec<u64> {
        let all = rows(&["segments", "--format", "json", "mixed.pcap"]);
        let has_port = |row: &&Value| row["src_port"] == port || row["dst_port"] == port;
        all.iter().filter(has_port).map(|row| row["frame"].as_u64().expect("a number")).collect()
    }

    #[test]
    fn only_what_matches_is_read_and_frames_keep_their_numbers() {
        let all = rows(&["flows", "--format", "json", "mixed.pcap"]);
        let port = all[1]["responder_port"].as_u64().expect("a port");
        let expected = frames_of_port(port);
        assert!(!expected.is_empty() && expected[0] > 1, "{expected:?}");
        let filter = format!("tcp port {port}");
        for threads in ["1", "3"] {
            let told =
                rows(&["segments", "--format", "json", "--bpf", &filter, "--threads", threads, "mixed.pcap"]);
            let frames: Vec<_> = told.iter().map(|row| row["frame"].as_u64().expect("a number")).collect();
            assert_eq!(frames, expected, "{threads} threads");
        }
    }

    #[test]
    fn every_command_reads_only_what_matches() {
        for command in ["flows", "stats", "explain", "ladder"] {
            for threads in ["1", "2"] {
                let whole = synfin(&[command, "--threads", threads, "mixed.pcap"]);
                let all = synfin(&[command, "--threads", threads, "--bpf", "tcp", "mixed.pcap"]);
                let none = synfin(&[command, "--threads", threads, "--bpf", "udp", "mixed.pcap"]);
                if command != "stats" {
                    assert_eq!(all.stdout, whole.stdout, "{command}: all of it is TCP, or nothing to tell");
                }
                assert_ne!(none.stdout, whole.stdout, "{command}");
            }
        }
    }

    #[test]
    fn frames_of_the_next_file_are_numbered_behind_all_of_this_one() {
        // The last frames of the first file do not match, and the second was captured years later.
        let (first, second) = ("mixed.pcap", "kernel/half_open_new_syn.pcap");
        let count = rows(&["stats", "--format", "json", first])[0]["frames"].as_u64().expect("a number");
        let of_first =
            rows(&["segments", "--format", "json", first])[0]["dst_port"].as_u64().expect("a port");
        let all_of_second = rows(&["segments", "--format", "json", second]);
        let of_second = all_of_second[0]["dst_port"].as_u64().expect("a port");
        let filter = format!("tcp port {of_first} or tcp port {of_second}");
        for threads in ["1", "2"] {
            let arguments =
                ["segments", "--format", "json", "--bpf", &filter, "--threads", threads, second, first];
            let told = rows(&arguments);
            let frames: Vec<_> = told.iter().map(|row| row["frame"].as_u64().expect("a number")).collect();
            let again = all_of_second.iter().map(|row| row["frame"].as_u64().expect("a number") + count);
            assert_eq!(frames, frames_of_port(of_first).into_iter().chain(again).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_filter_is_told_before_anything_is_read() {
        for threads in ["1", "2"] {
            let run = synfin(&["segments", "--bpf", "tcp portt 80", "--threads", threads, "mixed.pcap"]);
            assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
            assert!(run.stderr.starts_with("synfin: the filter cannot be used: "), "{}", run.stderr);
            assert!(run.stderr.contains("syntax error"), "{}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        }
    }

    #[test]
    fn a_link_type_that_no_filter_knows_is_told_once() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("user0.pcap");
        let mut octets = std::fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
        // The link type, of either byte order, in the last four octets of the header.
        let link_type = if octets[0] == 0xa1 { 23 } else { 20 };
        octets[20..24].fill(0);
        octets[link_type] = 147;
        std::fs::write(&path, octets).expect("the folder takes a file");
        let path = path.to_str().expect("a plain name");
        for threads in ["1", "2"] {
            let run =
                synfin(&["stats", "--format", "json", "--bpf", "tcp port 80", "--threads", threads, path]);
            assert_eq!(run.status, Some(2));
            let said = format!(
                "{path}:24: frame 1: the filter means nothing for link type 147: its frames are left out\n"
            );
            assert_eq!(run.stderr, said);
        }
    }

    #[test]
    fn what_is_left_out_is_in_the_books_and_else_in_the_last_line() {
        for threads in ["1", "2"] {
            let filter = ["--bpf", "tcp port 443", "--threads", threads];
            let run =
                synfin(&[&["stats", "--format", "json", "mixed.pcap", "vlan.pcap"][..], &filter].concat());
            assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{threads} threads");
            let books: Value = serde_json::from_str(&run.stdout).expect("an object");
            let numbers = ["frames", "tcp", "left_out"].map(|name| books[name].as_u64().expect("a number"));
            assert_eq!(numbers, [47, 3, 44]);
            assert_eq!(books["balance"], true);
            let text = synfin(&[&["stats", "mixed.pcap"][..], &filter].concat()).stdout;
            assert!(text.contains("            24  left_out\n"), "{text}");
            assert!(text.contains("+ unsupported + left_out\n"), "{text}");
            for way in
                [&["flows"][..], &["segments"], &["explain"], &["ladder", "--flow", "0"], &["overview"]]
            {
                let run = synfin(&[way, &["mixed.pcap", "vlan.pcap"], &filter].concat());
                assert!(
                    run.stderr.ends_with("synfin: 44 frames left out by --bpf\n"),
                    "{way:?}: {}",
                    run.stderr
                );
                assert_eq!(run.stderr.lines().count(), 1, "{way:?}: {}", run.stderr);
            }
        }
        let whole: Value = serde_json::from_str(&synfin(&["stats", "--format", "json", "mixed.pcap"]).stdout)
            .expect("an object");
        assert_eq!(whole.get("left_out"), None, "without a filter nothing can be left out");
    }

    #[test]
    fn frames_behind_tags_that_would_match_are_told_once_with_what_to_write() {
        for way in ["flows", "stats", "segments"] {
            let run = synfin(&[way, "vlan.pcap", "vlan.pcap", "--bpf", "tcp port 6379"]);
            let wider = "(tcp port 6379) or (vlan and vlan and (tcp port 6379))";
            let hint = format!(
                "synfin: 20 frames more match behind two VLAN tags, where this filter does not look: --bpf '{wider}'\n"
            );
            assert!(run.stderr.contains(&hint), "{}", run.stderr);
            assert_eq!(run.stderr.matches("VLAN").count(), 1, "{}", run.stderr);
            let run = synfin(&[way, "vlan.pcap", "vlan.pcap", "--bpf", wider]);
            assert!(!run.stderr.contains("two VLAN tags"), "{}", run.stderr);
        }
        assert_eq!(
            synfin(&["stats", "vlan.pcap", "--bpf", "tcp port 9"]).stderr,
            "",
            "they do not match there either"
        );
    }

    #[test]
    fn tunnels_are_told_of_where_nothing_matches() {
        for sample in ["gre.pcap", "vxlan.pcap"] {
            let run = synfin(&["flows", sample, "--bpf", "tcp port 80"]);
            assert_eq!(run.stdout, "no TCP connection\n");
            assert!(
                run.stderr.starts_with("synfin: nothing matches this filter, and 10 frames are tunnels'"),
                "{}",
                run.stderr
            );
        }
    }
}
