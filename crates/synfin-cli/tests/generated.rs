//! Manual pages and completions say what the help says.

mod common;

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use common::synfin;

/// Every subcommand that the help lists, but `help` itself.
fn subcommands() -> Vec<String> {
    let help = synfin(&["--help"]).stdout;
    let listed = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The examples of a help text, without its comments behind them.
fn examples(help: &str) -> Vec<&str> {
    let block = help.split("Examples:\n").nth(1).unwrap_or_default();
    let lines = block.lines().take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.trim().split("   ").next()).filter(|line| line.contains("synfin")).collect()
}

/// The text of a page as it was before it was made into roff.
fn unescaped(page: &str) -> String {
    page.replace("\\-", "-").replace("\\e", "\\").replace("\\*(Aq", "'")
}

#[test]
fn each_subcommand_has_a_page_with_its_examples() {
    let folder = tempfile::tempdir().expect("a folder");
    let man = folder.path().join("man1");
    let run = synfin(&["man", man.to_str().expect("a plain name")]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    let names = subcommands();
    assert!(names.len() >= 7, "{names:?}");
    let pages = names.iter().map(|name| (format!("synfin-{name}.1"), vec![name.as_str(), "--help"]));
    for (page, arguments) in pages.chain([("synfin.1".to_owned(), vec!["--help"])]) {
        let text = fs::read_to_string(man.join(&page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        let text = unescaped(&text);
        assert!(text.contains(".SH NAME\n") && text.contains(".SH OPTIONS\n"), "{page}");
        let help = synfin(&arguments).stdout;
        let examples = examples(&help);
        assert!(!examples.is_empty(), "{arguments:?} has examples");
        for example in examples {
            assert!(text.contains(example), "{page}: {example}\n{text}");
        }
    }
    let first = synfin(&["man"]);
    assert_eq!(
        (first.status, &first.stdout),
        (Some(0), &fs::read_to_string(man.join("synfin.1")).expect("a page"))
    );
}

#[test]
fn the_synopsis_tells_the_value_of_each_option() {
    let folder = tempfile::tempdir().expect("a folder");
    let man = folder.path().join("man1");
    assert_eq!(synfin(&["man", man.to_str().expect("a plain name")]).status, Some(0));
    let synopsis = |page: &str| {
        let text = fs::read_to_string(man.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        let text = unescaped(&text).replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
        let behind = text.split(".SH SYNOPSIS\n").nth(1).expect("a synopsis").to_owned();
        behind
            .lines()
            .take_while(|line| !line.starts_with(".SH") && !line.starts_with(".ie"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let ladder = synopsis("synfin-ladder.1");
    assert!(ladder.starts_with("synfin ladder [") && ladder.ends_with(" FILE..."), "{ladder}");
    assert!(ladder.contains(" [--flow N] ") && ladder.contains(" [-o|--output OUT] "), "{ladder}");
    let annotate = synopsis("synfin-annotate.1");
    assert!(annotate.contains(" -o|--output OUT"), "it must be given: {annotate}");
    let first = synopsis("synfin.1");
    assert!(first.ends_with(" FILE...\n.br\nsynfin COMMAND"), "{first}");
    assert_eq!(synopsis("synfin-completions.1"), "synfin completions [-h|--help] SHELL");
}

#[test]
fn the_help_lists_every_subcommand() {
    let listed = subcommands();
    for name in ["flows", "live", "man", "completions"] {
        assert!(listed.iter().any(|one| one == name), "{name}: {listed:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let run = synfin(&["man", "mixed.pcap/man1"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("synfin: cannot write to mixed.pcap/man1: "), "{}", run.stderr);
}

#[test]
fn completions_know_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = synfin(&["completions", shell]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{shell}");
        for name in subcommands() {
            assert!(run.stdout.contains(&name), "{shell}: {name}");
        }
        assert!(run.stdout.contains("--max-flows") || run.stdout.contains("max-flows"), "{shell}");
    }
    assert_eq!(synfin(&["completions", "tcsh"]).status, Some(1));
}

#[test]
fn shells_that_are_installed_can_read_their_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let Ok(mut child) = Command::new(shell)
            .args(["-n", "/dev/stdin"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
        else {
            assert_ne!(shell, "bash", "bash runs the tests of most machines");
            continue;
        };
        let script = synfin(&["completions", shell]).stdout;
        let mut stdin = child.stdin.take().expect("there is a pipe");
        stdin.write_all(script.as_bytes()).expect("the shell reads");
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
