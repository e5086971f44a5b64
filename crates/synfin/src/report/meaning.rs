//! What the tables mean: every column, and every word of the closed lists, in a line each.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;
use synfin_flow::note::Note;
use synfin_flow::outcome::Outcome;
use synfin_flow::step::Step;

use crate::column::flows::Flows;
use crate::column::segments::Segments;
use crate::column::table::Table;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::format::Format;
use crate::report::look::Look;
use crate::report::text::line::Line;
use crate::report::text::palette::{FAINT, STRONG};
use crate::report::text::wrap::wrap;

/// What can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The columns of the table `flows`.
    Flows,
    /// The columns of the table `segments`.
    Segments,
    /// What can become of a connection.
    Outcomes,
    /// What a segment can do.
    Steps,
    /// What else there can be to say of a segment.
    Notes,
}

/// A name and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// The table or the list that it is in.
    pub list: Cow<'static, str>,
    /// The name, a contract.
    pub name: Cow<'static, str>,
    /// What kind of values a column or a field has; of a step, its stage; of a dissector, its ports.
    pub kind: Cow<'static, str>,
    /// Whether a row may lack it.
    pub nullable: bool,
    /// What it means.
    pub about: Cow<'static, str>,
}

/// Names with their meanings, under a heading.
#[derive(Clone, Debug)]
pub struct List {
    /// For people.
    pub heading: Cow<'static, str>,
    /// Each name, in order.
    pub meanings: Vec<Meaning>,
    /// What the names are called in a language other than English, in the same order; nothing where they are the same in all.
    pub(crate) words: Vec<&'static str>,
}

impl List {
    /// The same list of this name alone, in letters of any size; empty where it has no such name.
    #[must_use]
    pub fn only(mut self, name: &str) -> List {
        let is_it = |meaning: &Meaning| meaning.name.eq_ignore_ascii_case(name);
        let mut places = self.meanings.iter().map(is_it).collect::<Vec<_>>().into_iter();
        let mut places_of_words = places.clone();
        self.meanings.retain(|_| places.next() == Some(true));
        self.words.retain(|_| places_of_words.next() == Some(true));
        self
    }
}

impl Subject {
    /// Everything.
    pub const ALL: [Subject; 5] =
        [Subject::Flows, Subject::Segments, Subject::Outcomes, Subject::Steps, Subject::Notes];

    /// The word by which it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Subject::Flows => "flows",
            Subject::Segments => "segments",
            Subject::Outcomes => "outcomes",
            Subject::Steps => "steps",
            Subject::Notes => "notes",
        }
    }

    /// Its heading, for people.
    pub fn heading(self, language: Language) -> Cow<'static, str> {
        language.word(match self {
            Subject::Flows => "columns-flows",
            Subject::Segments => "columns-segments",
            Subject::Outcomes => "columns-outcomes",
            Subject::Steps => "columns-steps",
            Subject::Notes => "columns-notes",
        })
    }

    /// All of it under its heading.
    pub fn list(self, language: Language) -> List {
        List { heading: self.heading(language), meanings: self.meanings(), words: self.words(language) }
    }

    /// What each name is called in a language other than English, in order; nothing where names are the same in all.
    fn words(self, language: Language) -> Vec<&'static str> {
        match self {
            _ if language == Language::English => Vec::new(),
            Subject::Flows | Subject::Segments => Vec::new(),
            Subject::Outcomes => Outcome::ALL.map(|one| language.outcome(one)).into(),
            Subject::Steps => Step::ALL.map(|one| language.label(one)).into(),
            Subject::Notes => Note::ALL.map(|one| language.note(one)).into(),
        }
    }

    /// Each name with its meaning, in order.
    pub fn meanings(self) -> Vec<Meaning> {
        let word = |name: &'static str, kind: &'static str, about: &'static str| Meaning {
            list: self.name().into(),
            name: name.into(),
            kind: kind.into(),
            nullable: false,
            about: about.into(),
        };
        match self {
            Subject::Flows => columns::<Flows>(),
            Subject::Segments => columns::<Segments>(),
            Subject::Outcomes => Outcome::ALL.map(|one| word(one.name(), "", one.about())).into(),
            Subject::Steps => Step::ALL.map(|one| word(one.name(), one.stage().name(), one.about())).into(),
            Subject::Notes => Note::ALL.map(|one| word(one.name(), "", one.about())).into(),
        }
    }
}

fn columns<T: Table>() -> Vec<Meaning> {
    let meaning = |column: &crate::column::table::Column<T>| Meaning {
        list: T::NAME.into(),
        name: column.name.into(),
        kind: column.kind.name().into(),
        nullable: column.nullable,
        about: column.about.into(),
    };
    T::COLUMNS.iter().map(meaning).collect()
}

/// Explains these lists.
///
/// # Errors
/// Those of the output.
pub fn write(format: Format, mut out: impl Write, look: Look, lists: &[List]) -> io::Result<()> {
    match format {
        Format::Text => write_text(out, look, lists),
        Format::Json => {
            for meaning in lists.iter().flat_map(|list| &list.meanings) {
                serde_json::to_writer(&mut out, &meaning)?;
                out.write_all(b"\n")?;
            }
            out.flush()
        }
        Format::Csv => {
            let mut out = csv::Writer::from_writer(out);
            for meaning in lists.iter().flat_map(|list| &list.meanings) {
                out.serialize(meaning).map_err(io::Error::other)?;
            }
            out.flush()
        }
    }
}

const PLAIN: Style = Style::new();
const NAME: usize = 2;
const KIND: usize = 28;
const ABOUT: usize = 52;

fn write_text(mut out: impl Write, look: Look, lists: &[List]) -> io::Result<()> {
    let mut line = Line::new(look);
    for (index, List { heading, meanings, words }) in lists.iter().enumerate() {
        if index > 0 {
            line.end(&mut out)?;
        }
        line.put(STRONG, heading);
        line.end(&mut out)?;
        let mut words = words.iter();
        for Meaning { name, kind, nullable, about, .. } in meanings {
            line.put_at(NAME, PLAIN, name);
            if *nullable {
                line.put_at(KIND, FAINT, say!(look.language, "columns-or-null", kind = &**kind));
            } else {
                line.put_at(KIND, FAINT, kind);
            }
            if let Some(word) = words.next() {
                line.put_at(ABOUT, STRONG, word);
            }
            for piece in wrap(about, look.page().saturating_sub(ABOUT)) {
                if line.column() > ABOUT {
                    line.end(&mut out)?;
                }
                line.put_at(ABOUT, PLAIN, piece);
            }
            line.end(&mut out)?;
        }
    }
    out.flush()
}
