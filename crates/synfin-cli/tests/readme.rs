//! What the README says that synfin prints is what it prints.

mod common;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a line `synfin ARGUMENTS`, with or without `| tail -N` behind it, prints at the top of the project.
fn printed(line: &str) -> String {
    let (words, last) = line.split_once(" | tail -").unwrap_or((line, "1000000"));
    let words: Vec<_> = words.split(' ').skip(1).collect();
    let output =
        command().args(words).current_dir(root()).stdin(Stdio::null()).output().expect("the command runs");
    assert!(output.status.success(), "{line}");
    let text = String::from_utf8(output.stdout).expect("the results are UTF-8");
    let lines: Vec<_> = text.lines().collect();
    let last: usize = last.parse().expect("a number of lines");
    lines[lines.len().saturating_sub(last)..].join("\n") + "\n"
}

/// Holds a page against what is printed, which its blocks of a command show.
fn shows_what_is_printed(page: &str, least: usize) {
    let path = root().join(page);
    let shown = std::fs::read_to_string(&path).expect("the page is there");
    let mut told = String::new();
    let mut blocks = 0;
    for (index, part) in shown.split("```").enumerate() {
        let line = part.strip_prefix("console\n$ ").and_then(|block| block.lines().next());
        if index > 0 {
            told.push_str("```");
        }
        match line {
            Some(line) => {
                blocks += 1;
                told += &["console\n$ ", line, "\n", &printed(line)].concat();
            }
            None => told.push_str(part),
        }
    }
    assert!(blocks >= least, "{page}: only {blocks} blocks show what is printed");
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        std::fs::write(&path, &told).expect("the page can be written");
    }
    let shown = std::fs::read_to_string(&path).expect("the page is there");
    assert!(shown == told, "{page} differs from what synfin prints; SYNFIN_BLESS=1 brings it up to date");
}

#[test]
fn the_readme_shows_what_is_printed() {
    shows_what_is_printed("README.md", 3);
}

#[test]
fn the_chinese_page_shows_what_is_printed() {
    shows_what_is_printed("crates/synfin/docs/zh.md", 3);
}

#[test]
fn the_readmes_links_lead_somewhere() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let chinese = root().join("crates/synfin/docs");
    let page = std::fs::read_to_string(chinese.join("zh.md")).expect("there is a Chinese page");
    for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(chinese.join(link).exists(), "{link}");
    }
    let links: Vec<_> = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 5);
    for link in links {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        assert!(root().join(file).exists(), "{link}");
        let text = std::fs::read_to_string(root().join(file)).unwrap_or_default();
        let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
        let named = |line: &str| line.to_lowercase().replace(' ', "-") == heading;
        assert!(heading.is_empty() || headings.into_iter().any(named), "{link}");
    }
}
