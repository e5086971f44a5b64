//! What keeps it from listening, or ends that.

use std::process::{Command, Stdio};

use crate::common::{command, synfin};
use crate::listening::Listening;
use crate::space::{cable, in_namespace, ip};
use crate::talk::{refused, transferred};

#[test]
fn an_interface_that_goes_down_ends_it_with_what_was_heard() {
    in_namespace("faults::an_interface_that_goes_down_ends_it_with_what_was_heard", || {
        cable();
        ip(&["address", "add", "192.0.2.1/24", "dev", "va"]);
        let listening = Listening::start(&["-i", "va", "--format", "json"]);
        ip(&["link", "set", "va", "down"]);
        let ended = listening.end();
        assert_eq!((ended.status, ended.rest.as_str()), (Some(2), ""), "{}", ended.said);
        let last = "synfin: va: the interface went down: what was heard up to then is told\n";
        assert!(ended.said.ends_with(last), "{}", ended.said);
        assert!(ended.said.contains("synfin: dropped: "), "the books are told all the same: {}", ended.said);
    });
}

#[test]
fn connections_of_an_interface_that_goes_down_are_told() {
    in_namespace("faults::connections_of_an_interface_that_goes_down_are_told", || {
        let listening = Listening::start(&["-i", "lo", "--format", "json"]);
        refused();
        ip(&["link", "set", "lo", "down"]);
        let ended = listening.end();
        assert_eq!(ended.status, Some(2), "{}", ended.said);
        let rows = ended.rows();
        assert_eq!((rows.len(), &rows[0]["outcome"]), (1, &"REFUSED".into()));
        assert!(ended.said.contains("synfin: lo: the interface went down"), "{}", ended.said);
    });
}

#[test]
fn an_interface_that_is_taken_away_ends_it() {
    in_namespace("faults::an_interface_that_is_taken_away_ends_it", || {
        cable();
        let listening = Listening::start(&["-i", "va"]);
        ip(&["link", "delete", "va"]);
        let ended = listening.end();
        assert_eq!(ended.status, Some(2), "{}", ended.said);
        let last = "synfin: va: the interface disappeared: what was heard up to then is told\n";
        assert!(ended.said.ends_with(last), "{}", ended.said);
    });
}

#[test]
fn an_interface_that_is_down_or_not_there_is_told_so() {
    in_namespace("faults::an_interface_that_is_down_or_not_there_is_told_so", || {
        cable();
        ip(&["link", "set", "va", "down"]);
        let run = synfin(&["live", "-i", "va"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert_eq!(run.stderr, "synfin: va: the interface is down\n");

        let run = synfin(&["live", "-i", "nowhere0"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert!(run.stderr.starts_with("synfin: nowhere0: no such interface; up are "), "{}", run.stderr);
        let up: Vec<_> =
            run.stderr.trim_end().rsplit("up are ").next().unwrap_or_default().split(", ").collect();
        assert!(["any", "lo", "vb"].iter().all(|name| up.contains(name)) && !up.contains(&"va"), "{up:?}");

        let run = synfin(&["live", "--list"]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        let state = |name: &str| {
            let line = run.stdout.lines().find(|line| line.starts_with(name));
            line.and_then(|line| line.split_whitespace().nth(1)).map(str::to_owned)
        };
        assert_eq!(state("va ").as_deref(), Some("down"), "{}", run.stdout);
        assert_eq!(state("lo ").as_deref(), Some("up"), "{}", run.stdout);
    });
}

#[test]
fn whoever_may_not_listen_is_told_what_it_takes() {
    in_namespace("faults::whoever_may_not_listen_is_told_what_it_takes", || {
        let output = Command::new("setpriv")
            .args(["--bounding-set", "-net_raw", "--inh-caps", "-net_raw"])
            .arg(command().get_program())
            .args(["live", "-i", "lo"])
            .stdin(Stdio::null())
            .output()
            .expect("there is setpriv");
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
        let said = "synfin: lo: not permitted: listening takes the capability CAP_NET_RAW, or to be root\n";
        assert_eq!(String::from_utf8_lossy(&output.stderr), said);
    });
}

#[test]
fn what_is_no_filter_is_told() {
    in_namespace("faults::what_is_no_filter_is_told", || {
        let run = synfin(&["live", "-i", "lo", "tcp portt 80"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert!(run.stderr.starts_with("synfin: lo: the filter cannot be used: "), "{}", run.stderr);
        assert!(run.stderr.contains("syntax error"), "{}", run.stderr);
    });
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_anything_is_heard() {
    in_namespace("faults::an_output_that_cannot_be_written_is_told_before_anything_is_heard", || {
        for (option, said) in
            [("-o", "synfin: cannot write: "), ("-w", "synfin: /nowhere/out: cannot write: ")]
        {
            let run = synfin(&["live", "-i", "lo", option, "/nowhere/out"]);
            assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{option}");
            assert!(run.stderr.starts_with(said), "{}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        }
    });
}

#[test]
fn a_full_disk_ends_it_with_what_was_heard() {
    in_namespace("faults::a_full_disk_ends_it_with_what_was_heard", || {
        let arguments = ["-i", "lo", "--format", "json", "-w", "/dev/full"];
        let listening = Listening::start(&arguments);
        transferred(1 << 20);
        let by_itself = listening.end();
        let listening = Listening::start(&arguments);
        refused();
        let asked = listening.end_by("INT");
        for ended in [by_itself, asked] {
            assert_eq!((ended.status, ended.rows().len()), (Some(1), 1), "{}", ended.said);
            assert!(ended.said.contains("synfin: dropped: "), "{}", ended.said);
            assert!(ended.said.contains("synfin: /dev/full: cannot write: No space left"), "{}", ended.said);
        }
    });
}

#[test]
fn frames_that_cannot_be_kept_are_told_though_nobody_reads_the_rows() {
    in_namespace("faults::frames_that_cannot_be_kept_are_told_though_nobody_reads_the_rows", || {
        let listening = Listening::start(&["-i", "lo", "--format", "json", "-w", "/dev/full"]);
        let (status, said) = listening.end_unread(|| transferred(1 << 20));
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("synfin: /dev/full: cannot write: No space left"), "{said}");
    });
}

#[test]
fn what_it_listens_to_is_said_in_the_language_of_the_totals() {
    in_namespace("faults::what_it_listens_to_is_said_in_the_language_of_the_totals", || {
        let run = synfin(&["live", "-i", "lo", "--duration", "0.2", "--lang", "zh"]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert!(run.stderr.starts_with("synfin: 正在监听 lo (Ethernet)；按 Ctrl-C 结束\n"), "{}", run.stderr);
    });
}

#[test]
fn frames_go_to_no_file_whose_name_says_something_else() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, said) in [
        ("lo.pcapng", "synfin: -w writes pcap, not pcapng: name it .pcap, not "),
        ("lo.txt", "synfin: -w writes pcap, not txt: name it .pcap, not "),
        ("live.gz", "synfin: -w writes plain pcap, not gz: use -w - "),
    ] {
        let out = folder.path().join(name);
        let run = synfin(&["live", "-i", "lo", "-w", out.to_str().expect("a plain name")]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{name}");
        assert!(run.stderr.starts_with(said), "{}", run.stderr);
        assert!(!out.exists());
    }
}
