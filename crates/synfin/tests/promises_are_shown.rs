//! Every test that a page of promises names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../docs/promises.md");

/// The tests that a page names: a file of Rust in backticks, then the name of a test in it, also in backticks.
fn named(page: &str) -> Vec<(&str, &str)> {
    let words: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let pairs = words.windows(2).map(|pair| (pair[0], pair[1]));
    let is_rust = |file: &str| Path::new(file).extension().is_some_and(|extension| extension == "rs");
    pairs.filter(|(file, name)| is_rust(file) && name.contains('_')).collect()
}

#[test]
fn a_page_names_files_and_tests_in_pairs() {
    let page = "| x | `a/b.rs` `it_is_so` |\n| y | `cargo run` and `c.rs` `that_too` |";
    assert_eq!(named(page), [("a/b.rs", "it_is_so"), ("c.rs", "that_too")]);
}

#[test]
fn every_promise_is_shown_by_a_test_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let named = named(PAGE);
    assert!(named.len() > 35, "{} tests are named", named.len());
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "none shows two promises");
    for (file, name) in named {
        let text = fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let head = format!("fn {name}(");
        let at = text.find(&head).unwrap_or_else(|| panic!("{file} has no `{name}`"));
        assert!(
            text[..at].trim_end().lines().rev().take(4).any(|line| line.trim() == "#[test]"),
            "{file}: {name} is no test"
        );
    }
}

/// As many as the page says, which is read by people.
#[test]
fn the_hostile_captures_are_counted() {
    let cases = synfin_testkit::hostile::all::all().len();
    assert!(PAGE.contains(&format!("| {cases} named captures, ")), "there are {cases}");
}
