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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Meaning {
    /// The table or the list that it is in.
    pub list: &'static str,
    /// The name, a contract.
    pub name: &'static str,
    /// What kind of values a column has; of a step, its stage.
    pub kind: &'static str,
    /// Whether a row may lack it.
    pub nullable: bool,
    /// What it means.
    pub about: &'static str,
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
        let word = |name, kind, about| Meaning { list: self.name(), name, kind, nullable: false, about };
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
        list: T::NAME,
        name: column.name,
        kind: column.kind.name(),
        nullable: column.nullable,
        about: column.about,
    };
    T::COLUMNS.iter().map(meaning).collect()
}

/// Explains these subjects.
///
/// # Errors
/// Those of the output.
pub fn write(format: Format, mut out: impl Write, look: Look, subjects: &[Subject]) -> io::Result<()> {
    match format {
        Format::Text => write_text(out, look, subjects),
        Format::Json => {
            for meaning in subjects.iter().flat_map(|subject| subject.meanings()) {
                serde_json::to_writer(&mut out, &meaning)?;
                out.write_all(b"\n")?;
            }
            out.flush()
        }
        Format::Csv => {
            let mut out = csv::Writer::from_writer(out);
            for meaning in subjects.iter().flat_map(|subject| subject.meanings()) {
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

fn write_text(mut out: impl Write, look: Look, subjects: &[Subject]) -> io::Result<()> {
    let mut line = Line::new(look);
    for (index, subject) in subjects.iter().enumerate() {
        if index > 0 {
            line.end(&mut out)?;
        }
        line.put(STRONG, subject.heading(look.language));
        line.end(&mut out)?;
        let mut words = subject.words(look.language).into_iter();
        for Meaning { name, kind, nullable, about, .. } in subject.meanings() {
            line.put_at(NAME, PLAIN, name);
            if nullable {
                line.put_at(KIND, FAINT, say!(look.language, "columns-or-null", kind = kind));
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
