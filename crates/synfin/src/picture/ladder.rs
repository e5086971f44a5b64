//! A picture of one connection, independent of the form that it is drawn in.

use core::time::Duration;

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::outcome::Roles;
use synfin_flow::step::Step;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::picture::entry::{Band, Content, Entry, States};
use crate::picture::message::Message;
use crate::picture::run::{GAP, Run};
use crate::report::text::brief::brief_name;
use crate::report::text::said_once::closer_words;
use crate::report::text::segments::end_point;
use crate::report::text::units::{Span, Utc};

/// One row of a picture, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A part of the connection's life begins.
    Band(Band),
    /// Nothing came for this long.
    Gap(Duration),
    /// Something between the lifelines.
    Entry(Rung),
}

/// Something between the lifelines, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// What it is.
    pub entry: Entry,
    /// From what stands above it; none for the first.
    pub after: Option<Duration>,
    /// Whether it was sent before what stands above it arrived: their arrows cross.
    pub crosses: bool,
}

/// The picture of one connection.
#[derive(Clone, Debug)]
pub struct Ladder {
    flow: FlowSummary,
    source: Option<String>,
    rows: Vec<Row>,
    /// The first segments of the connection, by their frames.
    first: Vec<Message>,
}

impl Ladder {
    pub(crate) fn new(flow: &FlowSummary, entries: &[Entry], first: &[Message]) -> Ladder {
        let mut rows = Vec::with_capacity(entries.len() + 8);
        let mut before: Option<&Entry> = None;
        let mut last_time = None;
        for entry in entries {
            let after = last_time.map(|last| entry.first_time().since(last));
            rows.extend(after.filter(|after| *after >= GAP).map(Row::Gap));
            if before.is_none_or(|before| before.band != entry.band) {
                rows.push(Row::Band(entry.band));
            }
            let crosses = before.is_some_and(|before| crosses(before, entry));
            rows.push(Row::Entry(Rung { entry: *entry, after, crosses }));
            before = Some(entry);
            // What was not captured has no time of its own.
            if !matches!(entry.content, Content::Missing { .. }) {
                last_time = Some(entry.last_time());
            }
        }
        Ladder { flow: flow.clone(), source: None, rows, first: first.to_vec() }
    }

    /// The same, with the name of what it was read from, which is told in the picture.
    #[must_use]
    pub fn with_source(self, name: &str) -> Ladder {
        Ladder { source: Some(brief_name(name)), ..self }
    }

    /// Summary of the connection.
    pub const fn flow(&self) -> &FlowSummary {
        &self.flow
    }

    /// What it was read from, if that was told; shortened, and anything can be in it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The rows, from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The segments of a run, as far as they were kept: those at the beginning of the connection.
    pub fn unfolded(&self, run: &Run) -> &[Message] {
        let start = self.first.partition_point(|message| message.frame < run.first_frame);
        let end = self.first.partition_point(|message| message.frame <= run.last_frame);
        self.first.get(start..end).unwrap_or_default()
    }

    /// Both ends' states before the first row: not known.
    pub const fn states_at_first() -> States {
        [(State::Unknown, Basis::Unknown); 2]
    }

    /// `192.0.2.1:23`
    pub fn end(&self, of: Direction) -> String {
        let socket = self.flow.socket(of);
        end_point((socket.address(), socket.port())).to_string()
    }

    /// `originator`; with a question mark when only the port numbers tell.
    pub fn role(&self, of: Direction, language: Language) -> String {
        let mark = if self.flow.roles() == Roles::Guess { "?" } else { "" };
        format!("{}{mark}", language.end(of))
    }

    /// `closed, four-segment close, responder first`
    pub fn outcome(&self, language: Language) -> String {
        let parts = [
            Some(language.outcome(self.flow.outcome()).to_owned()),
            self.flow.close_kind().map(|kind| language.close_kind(kind).to_owned()),
            closer_words(&self.flow, language),
        ];
        listed(&parts.into_iter().flatten().collect::<Vec<_>>(), language)
    }

    /// `33 segments within 12.823 s`
    pub fn extent(&self, language: Language) -> String {
        let count: u64 = Direction::BOTH.map(|end| u64::from(self.flow.tally(end).segments)).iter().sum();
        say!(language, "ladder-extent", count = count, span = Span(self.flow.duration()))
    }

    /// When it began: `2023-11-14 22:13:20.000000 UTC`.
    pub fn began(&self) -> String {
        Utc(self.flow.first_time()).to_string()
    }
}

/// Whether the arrow of a row is crossed by that of the next one, if there is one.
pub(crate) fn is_crossed(next: Option<&Row>) -> bool {
    matches!(next, Some(Row::Entry(next)) if next.crosses)
}

/// Whether the sender of the second had not got the first yet.
fn crosses(first: &Entry, second: &Entry) -> bool {
    let (Content::Message(first), Content::Message(second)) = (&first.content, &second.content) else {
        return false;
    };
    first.verdict.sender != second.verdict.sender
        && matches!(second.verdict.step, Step::SynCrossed | Step::FinSimultaneous)
}
