//! Every catalogue has every message, with exactly what the message is given: a test, which names what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use synfin_dissect::counts::Counts;
use synfin_flow::sentence::{FORMS, RELATIVE_FORMS};
use synfin_flow::step::Step;

use crate::accounts::Accounts;
use crate::analyzer::Analyzer;
use crate::inputs::Inputs;
use crate::language::catalogue::catalogue;
use crate::language::language::Language;
use crate::language::phrase::numbers;
use crate::language::placeables::messages;
use crate::language::words;
use crate::report::stats::section::{books, sections};
use crate::report::text::line::columns;

/// Columns that the table `segments` has for a label.
const LABEL: usize = 22;

/// Every catalogue but the English one.
fn others() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| *language != Language::English)
}

/// Every message that a catalogue other than the English one must have, and what it is given.
fn required() -> BTreeMap<String, BTreeSet<&'static str>> {
    let english = messages(Language::English.source());
    let mut required: BTreeMap<_, _> =
        english.into_iter().map(|(id, given)| (id.to_owned(), given)).collect();
    for form in FORMS.iter().chain(RELATIVE_FORMS) {
        required.insert(form.id.to_owned(), form.names.iter().copied().collect());
    }
    required.extend(words::ids().into_iter().map(|id| (id, BTreeSet::new())));
    let analyzer = Analyzer::default();
    let dissectors = vec![("telnet".into(), Counts::default())];
    let accounts = Accounts { dissectors, inputs: Some(Inputs::default()), ..analyzer.accounts() };
    let headings = books(&accounts).into_iter().chain(sections(&accounts));
    required.extend(headings.map(|section| (format!("stats-{}", section.name), BTreeSet::new())));
    required
}

#[test]
fn every_catalogue_has_every_message_with_exactly_what_it_is_given() {
    let required = required();
    assert!(required.len() > 250, "{}", required.len());
    for language in others() {
        let has = messages(language.source());
        for (id, given) in &required {
            let message =
                has.get(id.as_str()).unwrap_or_else(|| panic!("{} lacks {id}: {given:?}", language.tag()));
            assert_eq!(message, given, "{}: {id}", language.tag());
        }
        let unused: Vec<_> = has.keys().filter(|id| !required.contains_key(**id)).collect();
        assert!(unused.is_empty(), "nobody asks {} for {unused:?}", language.tag());
    }
}

#[test]
fn every_reason_can_be_said_in_every_language() {
    for language in others() {
        for form in FORMS.iter().chain(RELATIVE_FORMS) {
            let given = numbers(form.names.iter().copied().zip([4_294_967_295, 77, 88, 99]));
            let mut said = String::new();
            let written = catalogue(language).write(form.id, &given, &mut said);
            assert_eq!(written, Some(Ok(())), "{}", form.id);
            for number in ["4294967295", "77", "88", "99"].iter().take(form.names.len()) {
                assert!(said.contains(number), "{}: {said}", form.id);
            }
            assert!(!said.contains(['{', '$', '\u{2068}', '\u{2069}']), "{}: {said}", form.id);
        }
    }
}

#[test]
fn every_label_has_room_in_its_column() {
    for language in Language::ALL {
        for step in Step::ALL {
            let label = language.label(step);
            assert!((1..=LABEL).contains(&columns(label)), "{label}: {}", columns(label));
        }
    }
}

/// The ids that the source asks for: what stands in quotes behind `say!` and `word`.
fn asked(source: &str) -> impl Iterator<Item = &str> {
    let calls = source.split("say!(").skip(1).chain(source.split(".word(").skip(1));
    // What is asked for by a name was quoted where that was given.
    calls.filter_map(|call| {
        let (before, rest) = call.split_once('"')?;
        let (id, _) = rest.split_once('"')?;
        let is_id = id.chars().all(|character| character.is_ascii_lowercase() || character == '-');
        (is_id && !before.contains(['(', ')', ';'])).then_some(id)
    })
}

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).expect("the file can be read"));
        }
    }
}

#[test]
fn what_is_asked_for_is_there_and_what_is_there_is_asked_for() {
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let english = messages(Language::English.source());
    let asked: BTreeSet<_> = asked(&source).collect();
    assert!(asked.len() > 60, "{asked:?}");
    for id in &asked {
        assert!(english.contains_key(id), "en.ftl lacks {id}");
    }
    for id in english.keys() {
        let quoted = source.contains(&format!("\"{id}\""));
        let within_another = Language::English.source().contains(&format!("{{ {id} }}"));
        assert!(quoted || within_another, "nobody asks for {id}");
    }
}
