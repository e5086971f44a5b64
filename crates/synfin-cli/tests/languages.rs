//! In which language the command speaks, and that only what people read of it changes.

mod common;

use std::process::Stdio;

use common::{command, expect, synfin};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// What the command prints in an environment with these variables.
fn in_environment(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let output = command()
        .args(arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("the results are UTF-8")
}

#[test]
fn chinese_text_of_the_samples_is_as_expected() {
    for (name, arguments) in [
        ("four-way-close.flows.zh.txt", &["four-way-close.pcap"][..]),
        ("four-way-close.segments.zh.txt", &["segments", "four-way-close.pcap"]),
        ("four-way-close.explain.zh.txt", &["explain", "four-way-close.pcap"]),
        ("four-way-close.ladder.zh.txt", &["ladder", "four-way-close.pcap"]),
        ("four-way-close.ladder.zh.svg", &["ladder", "four-way-close.pcap", "--format", "svg"]),
        ("four-way-close.ladder.zh.html", &["ladder", "four-way-close.pcap", "--format", "html"]),
        (
            "half-close-with-data.ladder.zh.mmd",
            &["ladder", "half-close-with-data.pcap", "--format", "mermaid"],
        ),
        ("retransmissions.segments.narrow.zh.txt", &["segments", "--width", "80", "retransmissions.pcap"]),
        ("retransmissions.explain.zh.txt", &["explain", "--flow", "0", "retransmissions.pcap"]),
        ("midstream.explain.zh.txt", &["explain", "midstream.pcap"]),
        ("simultaneous-close.flows.zh.txt", &["flows", "simultaneous-close.pcap"]),
        ("simultaneous-close.explain.zh.txt", &["explain", "simultaneous-close.pcap"]),
        ("simultaneous_open.segments.zh.txt", &["segments", "kernel/simultaneous_open.pcap"]),
        ("half_open_new_syn.flows.zh.txt", &["flows", "kernel/half_open_new_syn.pcap"]),
        ("mixed.flows.zh.txt", &["flows", "mixed.pcap"]),
        ("mixed.stats.zh.txt", &["stats", "mixed.pcap"]),
        ("mixed.overview.zh.txt", &["overview", "mixed.pcap"]),
        ("mixed.overview.zh.svg", &["overview", "mixed.pcap", "--top", "3", "--format", "svg"]),
        ("mixed.rtt.zh.txt", &["overview", "--kind", "rtt", "mixed.pcap"]),
        ("mixed.rtt.zh.svg", &["overview", "--kind", "rtt", "mixed.pcap", "--format", "svg"]),
        ("retransmissions.sequence.zh.txt", &["sequence", "retransmissions.pcap"]),
        ("retransmissions.sequence.zh.svg", &["sequence", "retransmissions.pcap", "--format", "svg"]),
        ("refused.ladder.zh.txt", &["ladder", "mixed.pcap", "--flow", "1"]),
        ("columns.zh.txt", &["columns", "steps", "outcomes", "notes"]),
    ] {
        let run = synfin(&[arguments, &["--lang", "zh"]].concat());
        assert_eq!(run.status, Some(0), "{arguments:?}: {}", run.stderr);
        expect(name, &run.stdout);
    }
}

#[test]
fn the_locale_decides_about_text_and_the_argument_decides_first() {
    for subcommand in ["flows", "segments", "explain", "ladder", "overview", "sequence", "stats"] {
        let [english, chinese] = ["en", "zh"]
            .map(|language| in_environment(&[], &[subcommand, "four-way-close.pcap", "--lang", language]));
        assert!(english != chinese && chinese.contains("连接"), "{subcommand}: {chinese}");
        let of_locale =
            |variables: &[(&str, &str)]| in_environment(variables, &[subcommand, "four-way-close.pcap"]);
        assert_eq!(of_locale(&[]), english);
        assert_eq!(of_locale(&[("LANG", "zh_CN.UTF-8")]), chinese);
        assert_eq!(of_locale(&[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")]), english);
        assert_eq!(of_locale(&[("LANG", "fr_FR.UTF-8")]), english, "no catalogue speaks it");
        let asked = in_environment(
            &[("LC_ALL", "zh_CN.UTF-8")],
            &[subcommand, "four-way-close.pcap", "--lang", "en"],
        );
        assert_eq!(asked, english);
    }
}

#[test]
fn what_programs_read_is_english_in_every_locale_unless_another_language_is_asked_for() {
    let chinese_locale = [("LC_ALL", "zh_CN.UTF-8")];
    for arguments in [
        &["segments", "--format", "json"][..],
        &["segments", "--format", "csv"],
        &["segments", "--format", "arrow"],
        &["flows", "--format", "json"],
        &["explain", "--format", "json"],
        &["explain", "--format", "csv"],
        &["stats", "--format", "json"],
        &["stats", "--format", "csv"],
    ] {
        let arguments = [arguments, &["four-way-close.pcap"]].concat();
        let printed = |variables: &[(&str, &str)], more: &[&str]| {
            let mut command = command();
            command.args(&arguments).args(more).envs(variables.iter().copied()).stdin(Stdio::null());
            command.output().expect("the command runs").stdout
        };
        let english = printed(&[], &[]);
        assert_eq!(printed(&chinese_locale, &[]), english, "{arguments:?}");
        let asked = String::from_utf8_lossy(&printed(&[], &["--lang", "zh"])).into_owned();
        let has_words = ["segments", "explain"].contains(&arguments[0]);
        assert_eq!(asked.contains("第四次挥手"), has_words, "{arguments:?}: {asked}");
    }
}

#[test]
fn only_label_and_reason_of_a_row_are_in_the_language_that_is_asked_for() {
    let rows = |more: &[&str]| -> Vec<Value> {
        let run = synfin(&[&["segments", "--format", "json", "retransmissions.pcap"], more].concat());
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    };
    let (english, chinese) = (rows(&[]), rows(&["--lang", "zh"]));
    assert_eq!(english.len(), chinese.len());
    for (english, mut chinese) in english.into_iter().zip(chinese) {
        for column in ["label", "reason"] {
            assert!(!chinese[column].as_str().expect("a text").is_ascii(), "{chinese}");
            chinese[column] = english[column].clone();
        }
        assert_eq!(english, chinese);
    }
}

#[test]
fn a_language_without_a_catalogue_is_refused_with_those_that_there_are() {
    for language in ["fr", "zh-TW", "", "chinese"] {
        let run = synfin(&["flows", "mixed.pcap", "--lang", language]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{language}");
        assert!(run.stderr.contains("give one of en, zh"), "{}", run.stderr);
    }
}

#[test]
fn help_and_faults_are_english_in_every_locale() {
    let chinese_locale = [("LC_ALL", "zh_CN.UTF-8")];
    assert_eq!(in_environment(&chinese_locale, &["--help"]), in_environment(&[], &["--help"]));
    let output = command().args(["flows", "none.pcap", "--lang", "zh"]).output().expect("the command runs");
    assert!(output.stderr.is_ascii() && !output.stderr.is_empty());
}

#[test]
fn chinese_text_stays_within_the_page() {
    for width in ["60", "80", "100", "120", "140"] {
        for sample in ["four-way-close.pcap", "mixed.pcap", "retransmissions.pcap", "kernel/mptcp.pcap"] {
            for subcommand in ["flows", "segments", "explain", "ladder", "overview", "sequence"] {
                let run = synfin(&[subcommand, "--width", width, sample, "--lang", "zh"]);
                let page: usize = width.parse().expect("a number");
                // Tables take eighty columns at least.
                let page = if ["flows", "segments"].contains(&subcommand) { page.max(80) } else { page };
                let widest = run.stdout.lines().map(UnicodeWidthStr::width).max();
                assert!(widest <= Some(page + 2), "{subcommand} {sample}: {widest:?} columns on {page}");
            }
        }
    }
}

#[test]
fn any_number_of_threads_tells_the_same_in_chinese() {
    for subcommand in ["flows", "segments", "explain"] {
        for format in ["text", "json"] {
            let told = |threads| {
                let arguments = [subcommand, "--format", format, "--threads", threads, "--lang", "zh"];
                synfin(&[&arguments, &["mixed.pcap", "retransmissions.pcap"][..]].concat()).stdout
            };
            assert_eq!(told("1"), told("3"), "{subcommand} {format}");
        }
    }
}
