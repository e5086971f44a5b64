//! The table `flows` for people: two lines a connection, who and what became of it, then how much and how fast.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;
use synfin_flow::flow::Tally;
use synfin_flow::outcome::{Ended, Start};

use crate::column::flows::Flows;
use crate::flow_summary::FlowSummary;
use crate::report::look::Look;
use crate::report::table_writer::TableWriter;
use crate::report::text::dissected::headline;
use crate::report::text::line::Line;
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG, TROUBLE, of_flow};
use crate::report::text::segments::end_point;
use crate::report::text::units::{Count, Octets, Span};
use crate::report::text::wrap::wrap;

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
        line.put_before(NUMBER_END, STRONG, flow.number());
        line.put_at(WHO, FORTH, end_point(originator));
        line.put(PLAIN, " → ");
        line.put(BACK, end_point(responder));
        line.put(PLAIN, " ");
        line.put_at(OUTCOME, of_flow(flow), outcome_in_words(flow));
        // On a narrow page there is little room behind the outcome: what else there is to say begins a line of its own.
        let narrow = self.page < WIDE;
        let place = if narrow { WHO } else { OUTCOME };
        for (index, part) in how(flow).enumerate() {
            line.put(PLAIN, ",");
            if narrow && index == 0 || line.column() + part.len() + 2 > self.page {
                line.end(&mut self.out)?;
            }
            line.put_at(if line.column() == 0 { place } else { 0 }, PLAIN, &part);
        }
        line.end(&mut self.out)
    }

    fn how_much(&mut self, flow: &FlowSummary) -> io::Result<()> {
        let [forth, back] = Direction::BOTH.map(|end| flow.tally(end));
        let line = &mut self.line;
        line.put_at(WHO, FORTH, format_args!("→ {}", amount(&forth)));
        line.put_at(BACKWARD, BACK, format_args!("← {}", amount(&back)));
        line.put_at(SPAN, PLAIN, Span(flow.duration()));
        let parts =
            [(PLAIN, handshake(flow)), (TROUBLE, trouble("→", &forth)), (TROUBLE, trouble("←", &back))];
        for (style, part) in parts.into_iter().filter_map(|(style, part)| Some((style, part?))) {
            if line.column() + part.len() + 2 > self.page {
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
        let told = headline(flow.plugins().iter().map(|name| &**name), flow.fields());
        for piece in wrap(&told, self.page.saturating_sub(WHO)) {
            self.line.put_at(WHO, STRONG, piece);
            self.line.end(&mut self.out)?;
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
        self.how_much(row)?;
        if row.plugins().is_empty() { Ok(()) } else { self.dissected(row) }
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
    flow.outcome().name().to_lowercase().replace('_', " ")
}

/// `9 segments, 1.2 kB`
fn amount(tally: &Tally) -> impl core::fmt::Display {
    format!("{}, {}", Count(u64::from(tally.segments), "segment"), Octets(tally.payload_bytes))
}

fn handshake(flow: &FlowSummary) -> Option<String> {
    match (flow.handshake_rtt_server(), flow.handshake_rtt_client()) {
        (Some(server), Some(client)) => Some(format!("handshake {} + {}", Span(server), Span(client))),
        (Some(server), None) => Some(format!("SYN-ACK after {}", Span(server))),
        (None, _) => None,
    }
}

fn trouble(arrow: &str, tally: &Tally) -> Option<String> {
    let again = (tally.retransmits > 0).then(|| format!("{} again", tally.retransmits));
    let missed = (tally.missed_bytes > 0).then(|| format!("{} not captured", Octets(tally.missed_bytes)));
    let parts: Vec<String> = [again, missed].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{arrow} {}", parts.join(", ")))
}

/// What else is to be said of how it went, each in a few words.
fn how(flow: &FlowSummary) -> impl Iterator<Item = String> {
    let three_way = synfin_flow::outcome::OpenKind::ThreeWay;
    [
        flow.open_kind().filter(|kind| *kind != three_way).map(|kind| format!("{} open", kind.name())),
        flow.close_kind().map(|kind| format!("{} close", kind.name())),
        flow.first_closer().map(|end| format!("{} first", end.name())),
        (flow.start() != Start::Syn).then(|| format!("from {} on", flow.start().name())),
        flow.one_sided().then(|| "one side only".to_owned()),
        (flow.attempts() > 1).then(|| format!("{} attempts", flow.attempts())),
        (flow.incarnation() > 0).then(|| format!("connection {} of its ports", flow.incarnation() + 1)),
        flow.time_wait_holder().map(|end| format!("{} in TIME-WAIT", end.name())),
        (flow.ended() != Ended::EndOfInput).then(|| format!("left by {}", flow.ended().name())),
    ]
    .into_iter()
    .flatten()
}
