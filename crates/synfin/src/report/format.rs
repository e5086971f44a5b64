//! The output formats, a row each.

use std::io::{self, Write};

use crate::accounts::Accounts;
use crate::column::flows::Flows;
use crate::column::segments::Segments;
use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::report::before::SegmentsBefore;
use crate::report::csv::Csv;
use crate::report::json::JsonLines;
use crate::report::look::Look;
use crate::report::stats;
use crate::report::story::{write_csv, write_json};
use crate::report::table_writer::TableWriter;
use crate::report::text::flows::FlowsText;
use crate::report::text::segments::SegmentsText;
use crate::report::text::story;
use crate::story::sentence::Story;

/// In which form a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
    /// Comma-separated values (RFC 4180, lines end in a line feed alone), with a head; lists are JSON within their cell.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Text, Format::Json, Format::Csv];

    /// The word by which it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Csv => "csv",
        }
    }

    /// The language of its words for people: a format for programs is in English unless somebody asked otherwise.
    pub const fn language(self, look: Look) -> Language {
        match self {
            Format::Text => look.language,
            Format::Json | Format::Csv => look.data_language,
        }
    }

    /// A writer for the table `segments`.
    pub fn segments<'w>(self, out: impl Write + 'w, look: Look) -> Box<dyn TableWriter<Segments> + 'w> {
        self.segments_after(SegmentsBefore::default(), out, look)
    }

    /// A writer that goes on behind the rows that others wrote, or will have written.
    pub fn segments_after<'w>(
        self,
        before: SegmentsBefore,
        out: impl Write + 'w,
        look: Look,
    ) -> Box<dyn TableWriter<Segments> + 'w> {
        match self {
            Format::Text => Box::new(SegmentsText::after(before, out, look)),
            Format::Json => Box::new(JsonLines::new(out).in_language(look.data_language)),
            Format::Csv => Box::new(Csv::after(before.start.is_some(), out).in_language(look.data_language)),
        }
    }

    /// A writer for the table `flows`.
    pub fn flows<'w>(self, out: impl Write + 'w, look: Look) -> Box<dyn TableWriter<Flows> + 'w> {
        self.flows_after(false, out, look)
    }

    /// A writer that goes on behind other rows, if there are any.
    pub fn flows_after<'w>(
        self,
        any_before: bool,
        out: impl Write + 'w,
        look: Look,
    ) -> Box<dyn TableWriter<Flows> + 'w> {
        match self {
            Format::Text => Box::new(FlowsText::after(any_before, out, look)),
            Format::Json => Box::new(JsonLines::new(out).in_language(look.data_language)),
            Format::Csv => Box::new(Csv::after(any_before, out).in_language(look.data_language)),
        }
    }

    /// Writes the accounts of a capture: books, counts and limits.
    ///
    /// # Errors
    /// Those of the output.
    pub fn stats(self, out: impl Write, look: Look, accounts: &Accounts<'_>) -> io::Result<()> {
        match self {
            Format::Text => stats::text::write(out, look, accounts),
            Format::Json => stats::json::write(out, accounts),
            Format::Csv => stats::csv::write(out, accounts),
        }
    }

    /// Writes the story of a connection, told in the [language](Format::language) of this format.
    ///
    /// # Errors
    /// Those of the output.
    pub fn story(self, out: impl Write, look: Look, flow: &FlowSummary, told: &Story) -> io::Result<()> {
        match self {
            Format::Text => story::write(out, look, flow, told),
            Format::Json => write_json(out, told),
            Format::Csv => write_csv(out, told),
        }
    }
}
