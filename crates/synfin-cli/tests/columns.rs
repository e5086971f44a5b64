//! What the tables mean, on the command line and on the page of the documentation.

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{expect, synfin};
use synfin::dissect::plugins::all::all;
use synfin::language::language::Language;
use synfin::report::dissectors;
use synfin::report::meaning::{List, Subject};

/// All that can be explained.
fn everything() -> Vec<List> {
    let subjects = Subject::ALL.into_iter().map(|subject| subject.list(Language::English));
    subjects.chain(dissectors::lists(&all(), Language::English)).collect()
}

#[test]
fn every_column_and_every_word_is_explained() {
    let run = synfin(&["columns"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    expect("columns.txt", &run.stdout);
    for meaning in everything().into_iter().flat_map(|list| list.meanings) {
        assert!(run.stdout.contains(&*meaning.name), "{}", meaning.name);
        assert!(meaning.about.ends_with('.'), "{}: {}", meaning.name, meaning.about);
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
    for list in everything() {
        let _ = writeln!(told, "## {}\n\n| name | kind | meaning |\n|---|---|---|", list.heading);
        for meaning in list.meanings {
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

/// The names in the first column of the rows, without headings.
fn names(printed: &str) -> Vec<&str> {
    let rows = printed.lines().filter_map(|line| line.strip_prefix("  ")).filter(|row| !row.starts_with(' '));
    rows.filter_map(|row| row.split_whitespace().next()).collect()
}

#[test]
fn each_dissector_tells_its_ports_when_it_is_asked_and_its_fields() {
    let fields = all();
    for (name, fields) in fields.fields() {
        let run = synfin(&["columns", &name.to_uppercase()]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{name}");
        let told = fields.iter().map(|field| format!("{name}.{}", field.name));
        assert_eq!(names(&run.stdout), [vec![name.to_owned()], told.collect()].concat(), "{name}");
        for field in fields {
            let row = synfin(&["columns", "--width", "300", &format!("{name}.{}", field.name)]).stdout;
            assert!(row.contains(field.kind.name()) && row.contains(&*field.about), "{row}");
        }
    }
    let all_of_them = synfin(&["columns", "dissectors"]).stdout;
    assert!(
        all_of_them.contains("telnet                    port 23, others         Looks into"),
        "{all_of_them}"
    );
    assert!(
        all_of_them.contains("tls                       any port                Looks into"),
        "{all_of_them}"
    );
    let json = synfin(&["columns", "tls", "--format", "json"]).stdout;
    assert!(json.contains(r#"{"list":"tls","name":"tls.ja4","kind":"text","nullable":true,"#), "{json}");
}

#[test]
fn a_name_is_explained_by_itself_whatever_its_letters_and_whatever_else_it_is_called() {
    for (asked, told) in [
        ("duration", &["duration"][..]),
        ("no_reply", &["NO_REPLY"]),
        ("tls.SNI", &["tls.server_name"]),
        ("http.host", &["http1.host"]),
        // Of both tables.
        ("flow", &["flow", "flow"]),
        ("fields", &["fields", "fields"]),
    ] {
        let run = synfin(&["columns", asked]);
        assert_eq!((run.status, names(&run.stdout).as_slice()), (Some(0), told), "{asked}: {}", run.stderr);
    }
    for (asked, said) in [
        ("tlss", "the nearest is tls\n"),
        ("duratoin", "the nearest is duration\n"),
        ("tls.ja3", "the nearest is tls.ja4\n"),
        ("zzz", "there are the lists flows, segments, outcomes, steps, notes, dissectors, dns, "),
    ] {
        let run = synfin(&["columns", asked]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{asked}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn subcommands_without_columns_are_answered_with_the_lists_that_there_are() {
    for name in ["overview", "ladder", "stats", "explain", "man"] {
        let run = synfin(&["columns", name]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        let said = format!("{name} has no list of its own; there are the lists flows, segments, outcomes, ");
        assert!(run.stderr.contains(&said) && !run.stderr.contains("nearest"), "{}", run.stderr);
    }
    for name in ["flows", "segments"] {
        assert_eq!(synfin(&["columns", name]).status, Some(0), "{name}");
    }
}
