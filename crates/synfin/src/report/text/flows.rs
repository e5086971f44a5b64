//! The table `flows` for people: two lines a connection, who and what became of it, then how much and how fast.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;

use crate::column::flows::Flows;
use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::report::look::Look;
use crate::report::table_writer::TableWriter;
use crate::report::text::dissected::headline;
use crate::report::text::ends::put_ends;
use crate::report::text::flow_words::FlowWords;
use crate::report::text::line::{Line, columns};
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG, TROUBLE, of_flow};
use crate::report::text::segments::end_point;
use crate::report::text::units::Span;

const PLAIN: Style = Style::new();
const NUMBER_END: usize = 6;
const WHO: usize = 8;
const OUTCOME: usize = 54;
const BACKWARD: usize = 34;
const SPAN: usize = 60;
/// From this width of the page on, all about the outcome stands behind it.
const WIDE: usize = 100;

/// Writes the table `flows` for people.
#[derive(Debug)]
pub struct FlowsText<W: Write> {
    out: W,
    line: Line,
    page: usize,
    language: Language,
    words: FlowWords,
    head_written: bool,
}

impl<W: Write> FlowsText<W> {
    /// Writes to `out`.
    pub fn new(out: W, look: Look) -> FlowsText<W> {
        FlowsText::after(false, out, look)
    }

    /// Goes on behind a head, if that was written.
    pub fn after(head_written: bool, out: W, look: Look) -> FlowsText<W> {
        let language = look.language;
        let words = FlowWords::new(language);
        FlowsText { out, line: Line::new(look), page: look.page(), language, words, head_written }
    }

    fn head(&mut self) -> io::Result<()> {
        self.head_written = true;
        self.line.put_before(NUMBER_END, FAINT, self.language.word("head-flow"));
        self.line.put_at(WHO, FAINT, self.language.word("head-who"));
        self.line.put_at(OUTCOME, FAINT, self.language.word("head-what"));
        self.line.end(&mut self.out)
    }

    fn who_and_what(&mut self, flow: &FlowSummary) -> io::Result<()> {
        let [originator, responder] =
            Direction::BOTH.map(|end| (flow.socket(end).address(), flow.socket(end).port()));
        let line = &mut self.line;
        line.put_before(NUMBER_END, STRONG, flow.number());
        line.advance(WHO);
        let [originator, responder] = [originator, responder].map(|end| end_point(end).to_string());
        put_ends(&mut self.out, line, [&originator, &responder], "→", (self.page, WHO))?;
        // On a narrow page there is little room behind the outcome: what else there is to say begins a line of its own.
        let narrow = self.page < WIDE;
        let place = if narrow { WHO } else { OUTCOME };
        let outcome = self.language.outcome(flow.outcome());
        // Two long addresses leave no room for it and its comma.
        if line.column() + columns(outcome) + 3 > self.page {
            line.end(&mut self.out)?;
            line.put_at(place, of_flow(flow), outcome);
        } else {
            line.put(PLAIN, " ");
            line.put_at(OUTCOME, of_flow(flow), outcome);
        }
        for (index, part) in self.words.how(flow).enumerate() {
            line.put(PLAIN, self.words.comma().trim_end());
            if narrow && index == 0 || line.column() + columns(&part) + 2 > self.page {
                line.end(&mut self.out)?;
            }
            match line.column() {
                0 => line.put_at(place, PLAIN, &part),
                _ if self.words.comma().ends_with(' ') => line.put_at(0, PLAIN, &part),
                // What stands there is as wide as two characters, and its space is in it.
                _ => line.put(PLAIN, &part),
            }
        }
        line.end(&mut self.out)
    }

    fn how_much(&mut self, flow: &FlowSummary) -> io::Result<()> {
        let [forth, back] = Direction::BOTH.map(|end| flow.tally(end));
        let line = &mut self.line;
        let words = &self.words;
        line.put_at(WHO, FORTH, format_args!("→ {}", words.amount(&forth)));
        line.put_at(BACKWARD, BACK, format_args!("← {}", words.amount(&back)));
        line.put_at(SPAN, PLAIN, Span(flow.duration()));
        let troubles = [("→", &forth), ("←", &back)]
            .map(|(arrow, tally)| words.trouble(tally).map(|told| format!("{arrow} {told}")));
        let [trouble_forth, trouble_back] = troubles;
        let parts = [(PLAIN, words.handshake(flow)), (TROUBLE, trouble_forth), (TROUBLE, trouble_back)];
        for (style, part) in parts.into_iter().filter_map(|(style, part)| Some((style, part?))) {
            if line.column() + columns(&part) + 2 > self.page {
                line.end(&mut self.out)?;
                line.put_at(WHO, style, part);
            } else {
                line.put_at(line.column() + 2, style, part);
            }
        }
        line.end(&mut self.out)
    }
}

impl<W: Write> FlowsText<W> {
    /// By what people know it.
    #[cold]
    fn dissected(&mut self, flow: &FlowSummary) -> io::Result<()> {
        let names = flow.plugins().iter().map(|name| &**name);
        let told = headline(names, flow.fields(), self.page.saturating_sub(WHO), self.language);
        self.line.put_at(WHO, STRONG, told);
        self.line.end(&mut self.out)
    }
}

impl<W: Write> TableWriter<Flows> for FlowsText<W> {
    fn row(&mut self, row: &FlowSummary) -> io::Result<()> {
        if !self.head_written {
            self.head()?;
        }
        self.who_and_what(row)?;
        self.how_much(row)?;
        if row.plugins().is_empty() { Ok(()) } else { self.dissected(row) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        if !self.head_written {
            self.line.put(PLAIN, self.language.word("no-connection"));
            self.line.end(&mut self.out)?;
        }
        self.out.flush()
    }
}
