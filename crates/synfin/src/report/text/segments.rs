//! The table `segments` for people: a heading a connection, a row a segment, below it why.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use synfin_dissect::emission::Emissions;
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::time::Moment;

use crate::column::segments::Segments;
use crate::column::text::Text;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::observation::Observation;
use crate::report::before::SegmentsBefore;
use crate::report::look::Look;
use crate::report::table_writer::TableWriter;
use crate::report::text::brief::brief;
use crate::report::text::dissected::of_segment;
use crate::report::text::ends::{put_behind, put_ends};
use crate::report::text::line::{Line, columns};
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG, TROUBLE, of_stage};
use crate::report::text::units::{Seconds, Utc};
use crate::report::text::wrap::wrap;

/// Where the columns stand; see [`Line`].
mod place {
    pub(super) const FRAME_END: usize = 6;
    pub(super) const TIME_END: usize = 17;
    pub(super) const FLOW_END: usize = 22;
    pub(super) const ARROW: usize = 23;
    pub(super) const FLAGS: usize = 25;
    pub(super) const SEQ_END: usize = 42;
    pub(super) const ACK_END: usize = 51;
    pub(super) const LEN_END: usize = 57;
    pub(super) const LABEL: usize = 59;
    pub(super) const STATES: usize = 82;
    /// Where the second line begins on a narrow page.
    pub(super) const NARROW: usize = 8;
    /// From this width of the page on, states stand in the row itself.
    pub(super) const WIDE: usize = 112;
}

const PLAIN: Style = Style::new();

/// Writes the table `segments` for people. Numbers are relative; seconds count from the first segment written, or
/// [from when it is said](TableWriter::count_from), and the first line tells that moment; `?` marks a state that is only assumed.
#[derive(Debug)]
pub struct SegmentsText<W: Write> {
    out: W,
    line: Line,
    sentence: String,
    page: usize,
    language: Language,
    /// What stands before the number of a connection.
    flow: Cow<'static, str>,
    before: SegmentsBefore,
    /// From when seconds are to count, if not from the first row.
    count_from: Option<Moment>,
}

impl<W: Write> SegmentsText<W> {
    /// Writes to `out`.
    pub fn new(out: W, look: Look) -> SegmentsText<W> {
        SegmentsText::after(SegmentsBefore::default(), out, look)
    }

    /// Goes on behind the rows that another one wrote.
    pub fn after(before: SegmentsBefore, out: W, look: Look) -> SegmentsText<W> {
        SegmentsText {
            out,
            line: Line::new(look),
            sentence: String::with_capacity(256),
            page: look.page(),
            language: look.language,
            flow: look.language.word("flow"),
            before,
            count_from: None,
        }
    }

    fn head(&mut self, start: Moment) -> io::Result<()> {
        let (line, language) = (&mut self.line, self.language);
        line.put(FAINT, say!(language, "seconds-from", moment = Utc(start).to_string()));
        line.end(&mut self.out)?;
        line.put_before(place::FRAME_END, FAINT, language.word("head-frame"));
        line.put_before(place::TIME_END, FAINT, language.word("head-seconds"));
        line.put_before(place::FLOW_END, FAINT, language.word("head-flow"));
        line.put_at(place::FLAGS, FAINT, language.word("head-flags"));
        line.put_before(place::SEQ_END, FAINT, language.word("head-seq"));
        line.put_before(place::ACK_END, FAINT, language.word("head-ack"));
        line.put_before(place::LEN_END, FAINT, language.word("head-len"));
        line.put_at(place::LABEL, FAINT, language.word("head-step"));
        if self.page >= place::WIDE {
            line.put_at(place::STATES, FAINT, language.word("head-ends"));
        }
        line.end(&mut self.out)
    }

    fn heading(&mut self, row: &Observation<'_>) -> io::Result<()> {
        let sender = (row.source(), row.source_port());
        let receiver = (row.destination(), row.destination_port());
        let (originator, responder) = match row.direction() {
            Direction::Originator => (sender, receiver),
            Direction::Responder => (receiver, sender),
        };
        let line = &mut self.line;
        line.put(STRONG, format_args!("{} {}", self.flow, row.flow()));
        line.put(PLAIN, "  ");
        let [originator, responder] = [originator, responder].map(|end| end_point(end).to_string());
        let (out, place) = (&mut self.out, (self.page, place::NARROW));
        put_ends(out, line, [&originator, &responder], "→", place)?;
        put_behind(out, line, FAINT, &Utc(row.time()).to_string(), place)?;
        for layer in row.layers().iter() {
            put_behind(out, line, FAINT, &layer.to_string(), place)?;
        }
        line.end(out)
    }

    /// Why, below the row, over as many lines as it takes; on a narrow page behind the states, for which the row has no place.
    fn why(&mut self, row: &Observation<'_>) -> io::Result<()> {
        use core::fmt::Write as _;

        self.sentence.clear();
        let _ = write!(self.sentence, "{}", self.language.reason(row.verdict()));
        let place = if self.page >= place::WIDE { place::FLAGS } else { place::NARROW };
        let mut rest = self.sentence.as_str();
        if self.page < place::WIDE {
            let [originator, responder] = Direction::BOTH.map(|end| row.state(end));
            self.line.put_at(place, FORTH, told(originator));
            self.line.put(FAINT, " / ");
            self.line.put(BACK, told(responder));
            self.line.put(FAINT, ":");
            let room = self.page.saturating_sub(self.line.column() + 1);
            if let Some(piece) = wrap(rest, room).next().filter(|piece| columns(piece) <= room) {
                self.line.put_at(0, FAINT, piece);
                rest = &rest[piece.len()..];
            }
        }
        for piece in wrap(rest, self.page.saturating_sub(place)) {
            if self.line.column() > 0 {
                self.line.end(&mut self.out)?;
            }
            self.line.put_at(place, FAINT, piece);
        }
        for note in row.notes().iter() {
            let note = self.language.note(note);
            if self.line.column() + columns(note) + 3 > self.page {
                self.line.end(&mut self.out)?;
            }
            let column = if self.line.column() == 0 { place } else { 0 };
            self.line.put_at(column, TROUBLE, format_args!("[{note}]"));
        }
        self.line.end(&mut self.out)?;
        if row.fields().is_empty() { Ok(()) } else { self.dissected(row.fields(), place) }
    }

    /// What dissectors told, below the reason: of a value that is longer than a line, the beginning.
    #[cold]
    fn dissected(&mut self, fields: &Emissions, place: usize) -> io::Result<()> {
        let room = self.page.saturating_sub(place);
        for told in of_segment(fields, room) {
            for piece in wrap(&told, room) {
                self.line.put_at(place, STRONG, brief(piece, room));
                self.line.end(&mut self.out)?;
            }
        }
        Ok(())
    }
}

impl<W: Write> TableWriter<Segments> for SegmentsText<W> {
    fn row<'r>(&mut self, row: &'r Observation<'r>) -> io::Result<()> {
        let Some(start) = self.before.start else {
            let start = self.count_from.unwrap_or(row.time());
            self.head(start)?;
            self.before.start = Some(start);
            return self.row(row);
        };
        if row.flow() >= self.before.next_flow {
            self.heading(row)?;
        }
        self.before.count(row.time(), row.flow());
        let (arrow, color) = match row.direction() {
            Direction::Originator => ("→", FORTH),
            Direction::Responder => ("←", BACK),
        };
        let line = &mut self.line;
        line.put_number_before(place::FRAME_END, STRONG, row.frame());
        line.put_before(place::TIME_END, PLAIN, Seconds { from: start, to: row.time() });
        line.put_number_before(place::FLOW_END, PLAIN, row.flow());
        line.put_word_at(place::ARROW, color, arrow);
        line.put_at(place::FLAGS, color, row.flags());
        put_or_dash(line, place::SEQ_END, row.rel_seq());
        if row.flags().ack() {
            put_or_dash(line, place::ACK_END, row.rel_ack());
        }
        if row.segment().payload_len() > 0 {
            line.put_number_before(place::LEN_END, PLAIN, row.segment().payload_len());
        }
        let label = self.language.label(row.step());
        let style = of_stage(row.step().stage());
        // On a narrow page a long one begins earlier, or has a line of its own.
        let width = columns(label);
        if self.page >= place::WIDE || place::LABEL + width <= self.page {
            line.put_word_at(place::LABEL, style, label);
        } else if line.column() + 1 + width <= self.page {
            line.put_word_at(self.page - width, style, label);
        } else {
            line.end(&mut self.out)?;
            line.put_word_at(place::NARROW, style, label);
        }
        if self.page >= place::WIDE {
            let [originator, responder] = Direction::BOTH.map(|end| row.state(end));
            line.advance(place::STATES);
            put_state(line, FORTH, originator);
            line.put_word(FAINT, " / ");
            put_state(line, BACK, responder);
        }
        self.line.end(&mut self.out)?;
        self.why(row)
    }

    fn count_from(&mut self, start: Moment) {
        self.count_from = Some(start);
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A number, or a dash where none is known.
fn put_or_dash(line: &mut Line, end: usize, number: Option<i64>) {
    match number {
        Some(number) => line.put_number_before(end, PLAIN, number),
        None => line.put_before(end, PLAIN, "–"),
    }
}

/// A state, marked when it is only assumed.
fn put_state(line: &mut Line, style: Style, (state, basis): (State, Basis)) {
    if basis == Basis::Assumed {
        line.put(style, told((state, basis)));
    } else {
        line.put_word(style, state.name());
    }
}

/// `192.0.2.1:23`, `[2001:db8::1]:23`
pub(crate) fn end_point((address, port): (core::net::IpAddr, u16)) -> impl core::fmt::Display {
    EndPoint(address, port)
}

/// One end of a connection, as [`core::net::SocketAddr`] tells it.
struct EndPoint(core::net::IpAddr, u16);

impl core::fmt::Display for EndPoint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (before, behind) = if self.0.is_ipv6() { ("[", "]:") } else { ("", ":") };
        f.write_str(before)?;
        Text::Address(self.0).fmt(f)?;
        f.write_str(behind)?;
        f.write_str(itoa::Buffer::new().format(self.1))
    }
}

/// A state, marked when it is only assumed.
pub(crate) fn told((state, basis): (State, Basis)) -> impl core::fmt::Display {
    struct Told(State, Basis);
    impl core::fmt::Display for Told {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            let mark = if self.1 == Basis::Assumed { "?" } else { "" };
            write!(f, "{}{mark}", self.0.name())
        }
    }
    Told(state, basis)
}
