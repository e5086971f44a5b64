//! What is told while an interface is listened to, line by line: for the screen of `synfin live`, and for its end.

use core::time::Duration;
use std::borrow::Cow;

use synfin_flow::outcome::{Ended, Outcome};
use synfin_flow::stage::Stage;

use crate::accounts::Accounts;
use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::report::text::dissected::headline;
use crate::report::text::units::{Octets, Span};

/// A column of a screen of connections, or an order of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Column {
    /// The number of the connection.
    Flow,
    /// The part of its life.
    Stage,
    /// Both ends.
    Who,
    /// What becomes of it.
    Outcome,
    /// Octets a second.
    Rate,
    /// Octets.
    Octets,
    /// The states of both ends.
    States,
    /// Since its first segment.
    Age,
    /// Since its last segment.
    Idle,
    /// By what dissectors know it.
    KnownAs,
}

/// Frames that were heard.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heard {
    /// All of them.
    pub frames: u64,
    /// With TCP.
    pub tcp: u64,
    /// Octets of all on the wire.
    pub octets: u64,
    /// Frames a second.
    pub frames_per_second: f64,
    /// Octets a second.
    pub octets_per_second: f64,
}

/// Connections that are held, by what they do; as text, as some may be counted only up to a bound.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// All of them.
    pub all: u64,
    /// In their handshake.
    pub opening: String,
    /// Open.
    pub open: String,
    /// In their close.
    pub closing: String,
    /// Over.
    pub finished: String,
}

/// The words for it in a language.
///
/// ```
/// use synfin::language::language::Language;
/// use synfin::report::live::LiveWords;
///
/// assert_eq!(LiveWords(Language::English).dropped(7, 0), "DROPPED 7 by the kernel, 0 by the interface");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct LiveWords(pub Language);

impl LiveWords {
    /// To what, when it begins.
    pub fn begins(self, to: &str) -> String {
        say!(self.0, "live-begins", to = to)
    }

    /// To what, and for how long: `eth0 (Ethernet), for 12 s`.
    pub fn listening(self, to: &str, span: &str) -> String {
        say!(self.0, "live-listening", to = to, span = span)
    }

    /// `eth0 (Ethernet), filter tcp port 80`
    pub fn filtered(self, to: &str, filter: &str) -> String {
        say!(self.0, "live-filtered", to = to, filter = filter)
    }

    /// `18 frames, 17 TCP, 2.8 kB: 6 frames/s, 2.3 kB/s`
    pub fn heard(self, heard: &Heard) -> String {
        let Heard { frames, tcp, octets, frames_per_second, octets_per_second } = *heard;
        let rate = format!("{frames_per_second:.0}");
        let per_second = Octets(octets_per_second.round() as u64);
        say!(
            self.0,
            "live-heard",
            count = frames,
            tcp = tcp,
            octets = Octets(octets),
            rate = rate,
            per_second = per_second
        )
    }

    /// `nothing dropped`, or how much and by whom.
    pub fn dropped(self, kernel: u64, interface: u64) -> String {
        if kernel == 0 && interface == 0 {
            self.0.word("live-dropped-nothing").into_owned()
        } else {
            say!(self.0, "live-dropped", kernel = kernel, interface = interface)
        }
    }

    /// `5 connections: 1 opening, 2 open, 1 closing, 1 finished`
    pub fn held(self, held: &Held) -> String {
        say!(
            self.0,
            "live-held",
            count = held.all,
            opening = held.opening,
            open = held.open,
            closing = held.closing,
            finished = held.finished
        )
    }

    /// `3 have left: 2 closed, 1 refused`
    pub fn left(self, outcomes: &[(Outcome, u64)]) -> String {
        let count: u64 = outcomes.iter().map(|(_, count)| count).sum();
        match self.outcomes(outcomes.iter().copied()) {
            list if list.is_empty() => say!(self.0, "live-left-none"),
            list => say!(self.0, "live-left", count = count, list = list),
        }
    }

    fn outcomes(self, outcomes: impl Iterator<Item = (Outcome, u64)>) -> String {
        let there = outcomes.filter(|(_, count)| *count > 0);
        self.list(there.map(|(outcome, count)| self.counted(count, self.0.outcome(outcome))))
    }

    /// What the segments do that come now: `segments: open 1/s, transfer 3/s`
    pub fn rates(self, rates: impl IntoIterator<Item = (Stage, f64)>) -> String {
        let told = rates.into_iter().map(|(stage, rate)| format!("{} {rate:.0}/s", self.0.stage(stage)));
        say!(self.0, "live-rates", list = self.list(told))
    }

    /// The name of a column, or of an order.
    pub fn column(self, column: Column) -> Cow<'static, str> {
        self.0.word(match column {
            Column::Flow => "head-flow",
            Column::Stage => "live-stage",
            Column::Who => "head-who",
            Column::Outcome => "live-outcome",
            Column::Rate => "live-rate",
            Column::Octets => "live-octets",
            Column::States => "live-states",
            Column::Age => "live-age",
            Column::Idle => "live-idle",
            Column::KnownAs => "live-known-as",
        })
    }

    /// The heading over the connections that have left lately.
    pub fn lately(self, count: u64, within: &str) -> String {
        say!(self.0, "live-lately", count = count, span = within)
    }

    /// What stands between the parts of a list.
    pub fn comma(self) -> Cow<'static, str> {
        self.0.word("list-comma")
    }

    /// What stands between things that are told in one line.
    pub fn semicolon(self) -> Cow<'static, str> {
        self.0.word("list-semicolon")
    }

    /// Why one of them is followed no more; nothing where its outcome says it.
    pub fn why_left(self, flow: &FlowSummary) -> &'static str {
        match flow.ended() {
            Ended::Timeout if flow.outcome().is_over() => "",
            ended => self.0.ended(ended),
        }
    }

    /// What the keys do.
    pub fn keys(self, order: Column) -> String {
        say!(self.0, "live-keys", order = self.column(order))
    }

    /// Which row is the first one shown.
    pub fn place(self, first: u64, count: u64) -> String {
        say!(self.0, "live-place", first = first, count = count)
    }

    /// That nothing changes meanwhile.
    pub fn paused(self) -> Cow<'static, str> {
        self.0.word("live-paused")
    }

    /// What came of it all, a line each: frames, segments, connections by outcome and by why they left, what was dropped.
    pub fn totals(
        self,
        accounts: &Accounts<'_>,
        heard: &Heard,
        took: Duration,
        drops: [u64; 2],
    ) -> Vec<String> {
        let (language, books, flows) = (self.0, accounts.books, accounts.flow_books);
        let frames = say!(
            language,
            "live-total-frames",
            count = books.frames,
            span = Span(took),
            octets = Octets(heard.octets),
            tcp = books.tcp,
            not_tcp = books.not_tcp,
            truncated = books.truncated,
            malformed = books.malformed,
            unsupported = books.unsupported
        );
        let stages: Vec<(Stage, u64)> = accounts.census.stages().collect();
        let segments: u64 = stages.iter().map(|(_, count)| count).sum();
        let of_stage = |(stage, count): &(Stage, u64)| self.counted(*count, language.stage(*stage));
        let stages = self.list(stages.iter().map(of_stage));
        let why = Ended::ALL.into_iter().map(|why| (why, flows.ended(why))).filter(|(_, count)| *count > 0);
        // Some of these have a comma of their own.
        let why: Vec<String> = why.map(|(why, count)| self.counted(count, language.ended(why))).collect();
        let connections = if why.is_empty() {
            say!(language, "live-total-no-connection")
        } else {
            say!(language, "live-total-connections", count = flows.opened, list = why.join(&self.semicolon()))
        };
        let outcomes = self.outcomes(accounts.census.outcomes());
        let [kernel, interface] = drops;
        [
            Some(frames),
            Some(say!(language, "live-total-segments", count = segments, list = stages)),
            (!outcomes.is_empty()).then(|| say!(language, "live-total-outcomes", list = outcomes)),
            Some(connections),
            Some(say!(language, "live-total-dropped", kernel = kernel, interface = interface)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// By what people know a connection: `tls example.com, h2`; nothing where no dissector claimed it.
    pub fn known_as(self, flow: &FlowSummary) -> String {
        headline(flow.plugins().iter().map(|name| &**name), flow.fields(), usize::MAX, self.0)
    }

    fn counted(self, count: u64, what: &str) -> String {
        say!(self.0, "live-counted", count = count, what = what)
    }

    fn list(self, parts: impl Iterator<Item = String>) -> String {
        listed(&parts.collect::<Vec<_>>(), self.0)
    }
}
