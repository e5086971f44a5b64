//! Commands about one connection take the options that choose connections.

mod common;

use std::fs;

use common::{samples, synfin, synfin_reading};

/// The commands that tell one connection.
const TELL_ONE: [&str; 3] = ["explain", "ladder", "sequence"];

#[test]
fn the_first_that_is_chosen_is_told_as_its_number_would_be() {
    for command in TELL_ONE {
        for (chosen, number) in [
            (&["--outcome", "refused"][..], "1"),
            (&["--port", "22"], "3"),
            (&["--host", "203.0.113.99"], "2"),
            (&["--step", "syn_retransmit"], "2"),
            (&["--where", "ssh.server IS NOT NULL"], "3"),
            (&["--where", "http.host = 'www.example'"], "0"),
        ] {
            for threads in ["1", "3"] {
                let file = ["mixed.pcap", "--threads", threads];
                let by_choice = synfin(&[&[command], &file[..], chosen].concat());
                assert_eq!(
                    (by_choice.status, by_choice.stderr.as_str()),
                    (Some(0), ""),
                    "{command} {chosen:?}"
                );
                let by_number = synfin(&[&[command, "--flow", number], &file[..]].concat());
                assert_eq!(by_choice.stdout, by_number.stdout, "{command} {chosen:?}");
            }
        }
    }
}

#[test]
fn the_others_that_were_chosen_are_counted() {
    for command in TELL_ONE {
        let run = synfin(&[command, "mixed.pcap", "--where", "flow > 0"]);
        let said =
            "synfin: 4 of 5 connections are such; this is number 1; choose another with --flow N: 2, 3, 4\n";
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), said), "{command}");
        assert_eq!(run.stdout, synfin(&[command, "mixed.pcap", "--flow", "1"]).stdout);
    }
    let many = synfin_testkit::hostile::floods::syns(20, 1).collect::<Vec<_>>();
    let many = synfin_testkit::forge::pcap::Pcap::of(1).file(&many);
    let run = synfin_reading(&many, &["explain", "--outcome", "no_reply", "-"]);
    let said = "synfin: 20 of 20 connections are such; this is number 0; choose another with --flow N: 1, 2, 3, 4, 5 and 14 more\n";
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), said));
}

#[test]
fn standard_input_is_chosen_from_too() {
    let octets = fs::read(samples().join("mixed.pcap")).expect("the sample can be read");
    let run = synfin_reading(&octets, &["explain", "--port", "22", "-"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(run.stdout, synfin(&["explain", "--port", "22", "mixed.pcap"]).stdout);
}

#[test]
fn none_that_is_chosen_is_a_failure_that_leaves_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("x.svg");
    for command in ["ladder", "sequence"] {
        let run = synfin(&[command, "mixed.pcap", "--port", "1", "-o", out.to_str().expect("a plain name")]);
        let said = "synfin: none of 5 TCP connections is one that was asked for\n";
        assert_eq!((run.status, run.stderr.as_str()), (Some(1), said), "{command}");
    }
    let run = synfin(&["explain", "ipv6.pcap", "--port", "1"]);
    assert_eq!(run.stderr, "synfin: the only TCP connection is not one that was asked for\n");
    assert!(fs::read_dir(folder.path()).expect("it is there").next().is_none());
}

#[test]
fn a_number_must_be_as_the_other_options_say() {
    for command in TELL_ONE {
        for threads in ["1", "3"] {
            let asked = |chosen: &[&str]| {
                synfin(&[&[command, "mixed.pcap", "--threads", threads, "--flow", "3"], chosen].concat())
            };
            let as_it_is = asked(&["--port", "22", "--step", "RST_ABORT", "--where", "'ssh' = ANY(plugins)"]);
            assert_eq!((as_it_is.status, as_it_is.stderr.as_str()), (Some(0), ""), "{command}");
            assert_eq!(as_it_is.stdout, asked(&[]).stdout);
            for other in [["--port", "80"], ["--step", "RST_REFUSE"]] {
                let run = asked(&other);
                let said = "synfin: connection 3 is none of those that the other options choose\n";
                assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (Some(1), "", said));
            }
        }
    }
}

#[test]
fn all_that_are_chosen_are_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let cut = |name: &str, chosen: &[&str]| {
        let out = folder.path().join(name);
        let out_name = out.to_str().expect("a plain name");
        let run = synfin(&[&["cut", "mixed.pcap", "-o", out_name], chosen].concat());
        (run, fs::read(&out).ok())
    };
    for (chosen, flows) in [
        (&["--outcome", "refused", "--outcome", "no_reply"][..], "1,2"),
        (&["--port", "22"], "3"),
        (&["--step", "SYN"], "0,1,2,3,4"),
        (&["--where", "http.host = 'www.example' OR flow = 4"], "0,4"),
        (&["--flow", "1,3", "--where", "reset_by IS NOT NULL"], "1,3"),
        (&["--flow", "0,3", "--where", "reset_by IS NOT NULL"], "3"),
    ] {
        let (run, octets) = cut("chosen.pcapng", chosen);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{chosen:?}");
        assert_eq!(octets, cut("named.pcapng", &["--flow", flows]).1, "{chosen:?}");
        assert!(octets.is_some());
    }
    for (chosen, said) in [
        (&["--port", "1"][..], "synfin: none of 5 TCP connections is one that was asked for\n"),
        (
            &["--flow", "0", "--port", "22"],
            "synfin: none of the connections that --flow names is one that the other options choose\n",
        ),
        (&["--flow", "7", "--port", "22"], "synfin: no connection 7: there are 5, from 0 to 4\n"),
        (&[], "synfin: cut takes --flow N, or options that choose connections, as in --port 443\n"),
        (
            &["--max-flows", "2", "--where", "flow >= 0"],
            "synfin: 6 connections were asked for, and 2 at most can be cut at once: ask for fewer, or give a larger --max-flows\n\
             synfin: 4 connections made place for others and were told before their end (end evicted): 2 are held at once; --max-flows N holds more\n",
        ),
    ] {
        let (run, octets) = cut("none.pcapng", chosen);
        assert_eq!((run.status, run.stderr.as_str(), octets), (Some(1), said, None), "{chosen:?}");
    }
}

#[test]
fn a_condition_may_begin_with_a_minus() {
    let run = synfin(&["explain", "mixed.pcap", "--where", "-flow <= -3", "--dissect", "none"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.starts_with("synfin: 2 of 5 connections are such; this is number 3"),
        "{}",
        run.stderr
    );
}

#[test]
fn who_was_told_to_ask_nobody_asks_nobody_for_a_condition_about_columns() {
    let told = |chosen: &[&str]| {
        let run = synfin(&[&["explain", "mixed.pcap", "--dissect", "none", "--flow", "3"], chosen].concat());
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{chosen:?}");
        run.stdout
    };
    assert_eq!(told(&["--where", "flow = 3"]), told(&[]));
    let run = synfin(&["explain", "mixed.pcap", "--flow", "3"]);
    assert_ne!(run.stdout, told(&[]), "else there is something to tell");
}
