//! What the tables mean, on the command line and on the page of the documentation.

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{expect, synfin};
use synfin::language::language::Language;
use synfin::report::meaning::Subject;

#[test]
fn every_column_and_every_word_is_explained() {
    let run = synfin(&["columns"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    expect("columns.txt", &run.stdout);
    for subject in Subject::ALL {
        for meaning in subject.meanings() {
            assert!(run.stdout.contains(meaning.name), "{}", meaning.name);
            assert!(meaning.about.ends_with('.'), "{}: {}", meaning.name, meaning.about);
        }
    }
}

#[test]
fn programs_can_read_it() {
    let csv = synfin(&["columns", "steps", "Notes", "--format", "csv"]);
    let steps = csv.stdout.lines().filter(|line| line.starts_with("steps,")).count();
    assert_eq!((csv.status, steps), (Some(0), Subject::Steps.meanings().len()));
    assert!(csv.stdout.starts_with("list,name,kind,nullable,about\nsteps,SYN,open,false,"), "{}", csv.stdout);
    let json = synfin(&["columns", "flows", "--format", "json"]);
    let rows: Vec<serde_json::Value> =
        json.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let told: Vec<_> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
    let flows = synfin(&["flows", "--format", "csv", "mixed.pcap"]).stdout;
    assert_eq!(told.join(","), flows.lines().next().expect("there is a head"));
    for format in ["arrow", "parquet"] {
        assert_eq!(synfin(&["columns", "--format", format]).status, Some(1));
    }
}

#[test]
fn the_page_of_the_documentation_tells_the_same() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../synfin/docs/columns.md");
    let page = std::fs::read_to_string(&path).expect("there is a page");
    let (head, _) = page.split_once("\n## ").expect("there are tables");
    let mut told = format!("{head}\n");
    for subject in Subject::ALL {
        let _ = writeln!(
            told,
            "## {}\n\n| name | kind | meaning |\n|---|---|---|",
            subject.heading(Language::English)
        );
        for meaning in subject.meanings() {
            let or_null = if meaning.nullable { ", or null" } else { "" };
            let about = meaning.about.replace('|', "\\|");
            let _ = writeln!(told, "| `{}` | {}{or_null} | {about} |", meaning.name, meaning.kind);
        }
        told.push('\n');
    }
    let told = told.trim_end().to_owned() + "\n";
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        std::fs::write(&path, &told).expect("the page can be written");
    }
    let page = std::fs::read_to_string(&path).expect("there is a page");
    assert!(page == told, "the page differs from what the columns tell; SYNFIN_BLESS=1 brings it up to date");
}
