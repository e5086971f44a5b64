//! What is said of command lines that cannot be understood: what to type, and no tip that leads astray.

mod common;

use std::fmt::Write as _;

use common::{Run, expect, synfin};

/// Slips, options of other subcommands, and habits from other programs.
const ERRORS: [&str; 32] = [
    "--nosuch",
    "--formt json",
    "--json",
    "--svg",
    "--outcome REFUSED",
    "--outcome=x",
    "--step SIN",
    "--note",
    "--flow x",
    "--flow 1 --flow 2",
    "--sort",
    "--sort nothing",
    "--top -5",
    "--reverse",
    "--where",
    "--where mixed.pcap",
    "--host example.com",
    "--port https",
    "--limit 5",
    "-n 5",
    "-r",
    "-Y tcp",
    "-w out.txt",
    "-i eth0",
    "-v",
    "--verbose",
    "--quiet",
    "--color=yes",
    "--no-color",
    "--since yesterday",
    "--dissector tls",
    "--o",
];

const SUBCOMMANDS: [&str; 13] = [
    "flows",
    "segments",
    "explain",
    "ladder",
    "overview",
    "sequence",
    "columns",
    "stats",
    "annotate",
    "cut",
    "live",
    "man",
    "completions",
];

fn is_said_well(arguments: &[&str], run: &Run) {
    let said = &run.stderr;
    for astray in ["tip:", "a similar", "as a value, use", "possible values", "Usage:", "synfin flows flows"]
    {
        assert!(!said.contains(astray), "{arguments:?}: {said}");
    }
    let first = said.lines().next().unwrap_or_default();
    assert!(first.starts_with("error: ") && first.len() < 400, "{arguments:?}: {said}");
    let last = said.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("For more information, try '") && last.ends_with("--help'."),
        "{arguments:?}: {said}"
    );
}

#[test]
fn whatever_is_mistyped_in_whichever_subcommand_it_is_said_what_to_type() {
    let mut said = 0;
    for subcommand in SUBCOMMANDS {
        for error in ERRORS {
            let arguments: Vec<_> =
                [subcommand].into_iter().chain(error.split(' ')).chain(["mixed.pcap"]).collect();
            let run = synfin(&arguments);
            // Some of them are right in some subcommands, or are refused with a better reason behind the command line.
            if run.stderr.starts_with("error: ") {
                assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{arguments:?}");
                is_said_well(&arguments, &run);
                said += 1;
            }
        }
    }
    assert!(said > SUBCOMMANDS.len() * 25, "{said}");
}

#[test]
fn what_is_said_is_as_expected() {
    let mut told = String::new();
    for line in include_str!("typing_errors.txt").lines() {
        let run = synfin(&line.split(' ').collect::<Vec<_>>());
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{line}");
        let what = run.stderr.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let _ = writeln!(told, "$ synfin {line}\n{what}");
    }
    expect("typing_errors.txt", &told);
}
