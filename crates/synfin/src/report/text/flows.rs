//! The table `flows` for people: two lines a connection, who and what became of it, then how much and how fast.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;
use synfin_flow::flow::Tally;
use synfin_flow::outcome::{CloseKind, Ended, OpenKind, Start};

use crate::column::flows::Flows;
use crate::flow_summary::FlowSummary;
use crate::report::look::Look;
use crate::report::table_writer::TableWriter;
use crate::report::text::line::Line;
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG, TROUBLE, of_flow};
use crate::report::text::segments::end_point;
use crate::report::text::units::{Count, Octets, Span};

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
    head_written: bool,
}

impl<W: Write> FlowsText<W> {
    /// Writes to `out`.
    pub fn new(out: W, look: Look) -> FlowsText<W> {
        FlowsText::after(false, out, look)
    }

    /// Goes on behind a head, if that was written.
    pub fn after(head_written: bool, out: W, look: Look) -> FlowsText<W> {
        FlowsText { out, line: Line::new(look), page: look.page(), head_written }
    }

    fn head(&mut self) -> io::Result<()> {
        self.head_written = true;
        self.line.put_before(NUMBER_END, FAINT, "flow");
        self.line.put_at(WHO, FAINT, "originator → responder");
        self.line.put_at(OUTCOME, FAINT, "what became of it");
        self.line.end(&mut self.out)
    }

    fn who_and_what(&mut self, flow: &FlowSummary) -> io::Result<()> {
        let [originator, responder] =
            Direction::BOTH.map(|end| (flow.socket(end).address(), flow.socket(end).port()));
        let line = &mut self.line;
        line.put_number_before(NUMBER_END, STRONG, flow.number());
        line.put_at(WHO, FORTH, end_point(originator));
        line.put_word(PLAIN, " → ");
        line.put(BACK, end_point(responder));
        line.put_word(PLAIN, " ");
        line.put_at(OUTCOME, of_flow(flow), Outcome(flow));
        // On a narrow page there is little room behind the outcome: what else there is to say begins a line of its own.
        let narrow = self.page < WIDE;
        let place = if narrow { WHO } else { OUTCOME };
        for (index, part) in how(flow).enumerate() {
            line.put_word(PLAIN, ",");
            let length = line.make_ready(part);
            if narrow && index == 0 || line.column() + length + 2 > self.page {
                line.end(&mut self.out)?;
            }
            line.put_ready_at(if line.column() == 0 { place } else { 0 }, PLAIN);
        }
        line.end(&mut self.out)
    }

    fn how_much(&mut self, flow: &FlowSummary) -> io::Result<()> {
        let [forth, back] = Direction::BOTH.map(|end| flow.tally(end));
        self.line.put_at(WHO, FORTH, Amount("→", &forth));
        self.line.put_at(BACKWARD, BACK, Amount("←", &back));
        self.line.put_at(SPAN, PLAIN, Span(flow.duration()));
        self.behind(PLAIN, Handshake(flow))?;
        self.behind(TROUBLE, Trouble("→", &forth))?;
        self.behind(TROUBLE, Trouble("←", &back))?;
        self.line.end(&mut self.out)
    }

    /// Says something more, if it is anything, behind the rest where there is room, else on a line of its own.
    fn behind(&mut self, style: Style, what: impl core::fmt::Display) -> io::Result<()> {
        let line = &mut self.line;
        let length = line.make_ready(what);
        if length == 0 {
            return Ok(());
        }
        if line.column() + length + 2 > self.page {
            line.end(&mut self.out)?;
            line.put_ready_at(WHO, style);
        } else {
            line.put_ready_at(line.column() + 2, style);
        }
        Ok(())
    }
}

impl<W: Write> TableWriter<Flows> for FlowsText<W> {
    fn row(&mut self, row: &FlowSummary) -> io::Result<()> {
        if !self.head_written {
            self.head()?;
        }
        self.who_and_what(row)?;
        self.how_much(row)
    }

    fn finish(&mut self) -> io::Result<()> {
        if !self.head_written {
            self.line.put(PLAIN, "no TCP connection");
            self.line.end(&mut self.out)?;
        }
        self.out.flush()
    }
}

/// `reset by initiator`
pub(crate) fn outcome_in_words(flow: &FlowSummary) -> String {
    Outcome(flow).to_string()
}

/// What became of a connection, in words.
struct Outcome<'a>(&'a FlowSummary);

impl core::fmt::Display for Outcome<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let name = self.0.outcome().name();
        let mut words = [0; 32];
        let words = words.get_mut(..name.len()).unwrap_or_default();
        for (letter, word) in name.bytes().zip(words.iter_mut()) {
            *word = if letter == b'_' { b' ' } else { letter.to_ascii_lowercase() };
        }
        f.write_str(core::str::from_utf8(words).unwrap_or(name))
    }
}

/// `→ 9 segments, 1.2 kB`
struct Amount<'a>(&'static str, &'a Tally);

impl core::fmt::Display for Amount<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Amount(arrow, tally) = self;
        f.write_str(arrow)?;
        f.write_str(" ")?;
        Count(tally.segments.into(), "segment").fmt(f)?;
        f.write_str(", ")?;
        Octets(tally.payload_bytes).fmt(f)
    }
}

/// How long the handshake took, as far as it was seen.
struct Handshake<'a>(&'a FlowSummary);

impl core::fmt::Display for Handshake<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Some(server) = self.0.handshake_rtt_server() else { return Ok(()) };
        let client = self.0.handshake_rtt_client();
        f.write_str(if client.is_some() { "handshake " } else { "SYN-ACK after " })?;
        Span(server).fmt(f)?;
        let Some(client) = client else { return Ok(()) };
        f.write_str(" + ")?;
        Span(client).fmt(f)
    }
}

/// What was not as it should be with what one end sent; nothing where all was.
struct Trouble<'a>(&'static str, &'a Tally);

impl core::fmt::Display for Trouble<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Trouble(arrow, tally) = self;
        let mut separator = " ";
        let mut before = |f: &mut core::fmt::Formatter<'_>| {
            if separator == " " {
                f.write_str(arrow)?;
            }
            f.write_str(core::mem::replace(&mut separator, ", "))
        };
        if tally.retransmits > 0 {
            before(f)?;
            f.write_str(itoa::Buffer::new().format(tally.retransmits))?;
            f.write_str(" again")?;
        }
        if tally.missed_bytes > 0 {
            before(f)?;
            Octets(tally.missed_bytes).fmt(f)?;
            f.write_str(" not captured")?;
        }
        if tally.zero_window {
            before(f)?;
            f.write_str("closed its window")?;
        }
        Ok(())
    }
}

/// Something more of how it went, in a few words.
enum Part {
    Open(OpenKind),
    Close(CloseKind),
    First(Direction),
    From(Start),
    OneSided,
    Attempts(u32),
    Incarnation(u32),
    TimeWait(Direction),
    Left(Ended),
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut digits = itoa::Buffer::new();
        let (before, word, behind) = match self {
            Part::Open(kind) => ("", kind.name(), " open"),
            Part::Close(kind) => ("", kind.name(), " close"),
            Part::First(end) => ("", end.name(), " first"),
            Part::From(start) => ("from ", start.name(), " on"),
            Part::OneSided => ("one side only", "", ""),
            Part::Attempts(attempts) => ("", digits.format(*attempts), " attempts"),
            Part::Incarnation(number) => ("connection ", digits.format(*number), " of its ports"),
            Part::TimeWait(end) => ("", end.name(), " in TIME-WAIT"),
            Part::Left(end) => ("left by ", end.name(), ""),
        };
        [before, word, behind].into_iter().try_for_each(|part| f.write_str(part))
    }
}

/// What else is to be said of how it went.
fn how(flow: &FlowSummary) -> impl Iterator<Item = Part> {
    [
        flow.open_kind().filter(|kind| *kind != OpenKind::ThreeWay).map(Part::Open),
        flow.close_kind().map(Part::Close),
        flow.first_closer().map(Part::First),
        (flow.start() != Start::Syn).then(|| Part::From(flow.start())),
        flow.one_sided().then_some(Part::OneSided),
        (flow.attempts() > 1).then(|| Part::Attempts(flow.attempts())),
        (flow.incarnation() > 0).then(|| Part::Incarnation(flow.incarnation() + 1)),
        flow.time_wait_holder().map(Part::TimeWait),
        (flow.ended() != Ended::EndOfInput).then(|| Part::Left(flow.ended())),
    ]
    .into_iter()
    .flatten()
}
