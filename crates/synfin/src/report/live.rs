//! What is told while an interface is listened to: the words of the screen of `synfin live`.

use std::borrow::Cow;

use synfin_flow::outcome::{Ended, Outcome};
use synfin_flow::stage::Stage;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::report::text::dissected::headline;
use crate::report::text::units::Octets;

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
    /// From its first segment to its last.
    Lasted,
    /// Why it left, where what became of it does not say so.
    Why,
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

/// Connections that are held, by the part of their life that they are in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// In their handshake.
    pub opening: u64,
    /// Open.
    pub open: u64,
    /// In their close.
    pub closing: u64,
    /// Closed or reset.
    pub over: u64,
}

impl Held {
    /// All of them.
    pub const fn all(&self) -> u64 {
        self.opening + self.open + self.closing + self.over
    }
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

    /// `8 connections: 5 now, 3 left`: how many were seen, how many of them are held, and how many are not any more.
    pub fn seen(self, now: u64, left: u64) -> String {
        say!(self.0, "live-seen", count = now + left, now = now, left = left)
    }

    /// `now by stage: 1 open, 2 transfer, 1 over`: those that there are; nothing where there are none.
    pub fn by_stage(self, held: &Held) -> Option<String> {
        let stages =
            [(Stage::Open, held.opening), (Stage::Transfer, held.open), (Stage::Close, held.closing)];
        let stages = stages.map(|(stage, count)| (count, Cow::Borrowed(self.0.stage(stage))));
        let there = stages.into_iter().chain([(held.over, self.over())]).filter(|(count, _)| *count > 0);
        let list = self.list(there.map(|(count, what)| self.counted(count, &what)));
        (!list.is_empty()).then(|| say!(self.0, "live-by-stage", list = list))
    }

    /// That so many connections had to leave, as there is only so much room for them.
    pub fn full(self, made_place: u64) -> String {
        say!(self.0, "live-full", count = made_place)
    }

    /// `left: 2 closed, 1 refused`
    pub fn left(self, outcomes: &[(Outcome, u64)]) -> String {
        say!(self.0, "live-left", list = self.outcomes(outcomes.iter().copied()))
    }

    /// Those outcomes that there were, with how many came to each.
    pub(crate) fn outcomes(self, outcomes: impl Iterator<Item = (Outcome, u64)>) -> String {
        let there = outcomes.filter(|(_, count)| *count > 0);
        self.list(there.map(|(outcome, count)| self.counted(count, self.0.outcome(outcome))))
    }

    /// What the segments do that come now: `segments/s by stage: 1 open, 3 transfer`
    pub fn rates(self, rates: impl IntoIterator<Item = (Stage, f64)>) -> String {
        let told =
            rates.into_iter().map(|(stage, rate)| self.counted(rate.round() as u64, self.0.stage(stage)));
        say!(self.0, "live-rates", list = self.list(told))
    }

    /// What becomes of a connection that goes on: nobody knows yet whether a reply comes.
    pub fn so_far(self, outcome: Outcome) -> Cow<'static, str> {
        match outcome {
            Outcome::NoReply => self.0.word("live-no-reply-yet"),
            outcome => Cow::Borrowed(self.0.outcome(outcome)),
        }
    }

    /// The same in 13 columns at most: `half closed →`, where an arrow says who did it, as `→` is what comes from the originator.
    pub fn so_far_in_brief(self, outcome: Outcome) -> Cow<'static, str> {
        match outcome {
            Outcome::NoReply => self.so_far(outcome),
            outcome => Cow::Borrowed(self.0.outcome_in_brief(outcome)),
        }
    }

    /// What is said instead of a stage when a connection is closed or reset.
    pub fn over(self) -> Cow<'static, str> {
        self.0.word("live-over")
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
            Column::Lasted => "live-lasted",
            Column::Why => "live-why",
        })
    }

    /// What stands over the connections that have left lately.
    pub fn lately(self, count: u64, within: &str) -> String {
        say!(self.0, "live-lately", count = count, span = within)
    }

    /// The same where there is less room.
    pub fn lately_in_brief(self, count: u64) -> String {
        say!(self.0, "live-lately-brief", count = count)
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

    /// What the keys do, those first that everybody needs. Where there is no room for both, a key shows names in place of addresses,
    /// or addresses where names are shown.
    pub fn keys(self, order: Column, names_are_shown: Option<bool>) -> Vec<String> {
        let of = |id| self.0.word(id).into_owned();
        let view = names_are_shown.map(|are| of(if are { "live-key-addresses" } else { "live-key-names" }));
        let sort = say!(self.0, "live-key-sort", order = self.column(order));
        [Some(of("live-key-quit")), Some(of("live-key-help")), Some(sort), view]
            .into_iter()
            .flatten()
            .chain(["live-key-pause", "live-key-move"].map(of))
            .collect()
    }

    /// What all of it means, a paragraph each.
    pub fn help(self) -> [Cow<'static, str>; 7] {
        [
            "live-help-keys",
            "live-help-arrows",
            "live-help-stage",
            "live-help-rate",
            "live-help-left",
            "live-help-rows",
            "live-help-width",
        ]
        .map(|id| self.0.word(id))
    }

    /// Which rows are shown: `1–17 of 30`.
    pub fn place(self, first: u64, last: u64, count: u64) -> String {
        say!(self.0, "live-place", first = first, last = last, count = count)
    }

    /// The same where there are more than can be moved to.
    pub fn place_among_latest(self, first: u64, last: u64, count: u64) -> String {
        say!(self.0, "live-place-latest", first = first, last = last, count = count)
    }

    /// That nothing changes meanwhile.
    pub fn paused(self) -> Cow<'static, str> {
        self.0.word("live-paused")
    }

    /// By what people know a connection, in `room` columns: `tls example.com, h2`; nothing where no dissector claimed it. Of several
    /// values the longest are cut.
    pub fn known_as(self, flow: &FlowSummary, room: usize) -> String {
        headline(flow.plugins().iter().map(|name| &**name), flow.fields(), room, self.0)
    }

    pub(crate) fn counted(self, count: u64, what: &str) -> String {
        say!(self.0, "live-counted", count = count, what = what)
    }

    pub(crate) fn list(self, parts: impl Iterator<Item = String>) -> String {
        listed(&parts.collect::<Vec<_>>(), self.0)
    }
}
