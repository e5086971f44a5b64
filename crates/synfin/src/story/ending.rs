//! The last chapter: what it came to, and what is only assumed.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::outcome::{Ended, Outcome, Roles, Start};
use synfin_flow::time::Moment;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::dissected::{Much, by_dissector};
use crate::report::text::said_once;
use crate::report::text::units::{Octets, Seconds, Span};
use crate::story::phases::Phases;
use crate::story::place::Place;
use crate::story::sentence::Sentence;

/// What it came to; `start` is when time begins to count.
pub(crate) fn sentences(
    flow: &FlowSummary,
    phases: &Phases,
    start: Moment,
    language: Language,
) -> impl Iterator<Item = Sentence> {
    let told = Told { flow, phases, start, language };
    let of = move |place| move |text| Sentence::of(place, start, text);
    let [whole, first, last] = [phases.whole, phases.first(), phases.last()];
    let came = [
        Some(told.outcome()).map(of(told.outcome_place())),
        Some(told.amounts()).map(of(whole)),
        told.data().map(of(phases.data)),
        told.close().map(of(phases.close)),
        told.trouble().map(of(phases.trouble)),
        Some(told.left_behind()).map(of(last)),
        told.dissected(),
    ];
    let unseen = [
        told.guessed().map(of(first)),
        told.late_syn().map(of(phases.late_syn)),
        told.joined().map(of(first)),
        told.one_sided().map(of(whole)),
        told.ended().map(of(last)),
    ];
    let doubts = told.assumed().into_iter().map(move |(place, text)| Sentence::of(place, start, text));
    came.into_iter().flatten().chain(doubts).chain(unseen.into_iter().flatten())
}

/// A connection to be told of, and in which language.
struct Told<'a> {
    flow: &'a FlowSummary,
    phases: &'a Phases,
    /// When time begins to count.
    start: Moment,
    language: Language,
}

impl Told<'_> {
    /// Where that stands which decided the outcome: the close, the reset, or both; else all.
    fn outcome_place(&self) -> Option<Place> {
        let Phases { whole, close, reset, .. } = *self.phases;
        let reset = reset.filter(|_| self.flow.reset_by().is_some());
        match (close, reset) {
            (Some(close), Some(reset)) => Some(close.and(reset)),
            (one, None) | (None, one) => one.or(whole),
        }
    }

    /// When data flowed.
    fn data(&self) -> Option<String> {
        let Told { start, language, .. } = *self;
        let Place { first_time, last_time, .. } = self.phases.data?;
        let at = |to| Seconds { from: start, to };
        Some(if last_time > first_time {
            let span = Span(last_time.since(first_time));
            say!(language, "ending-data", span = span, first = at(first_time), last = at(last_time))
        } else {
            say!(language, "ending-data-once", first = at(first_time))
        })
    }

    /// How long the close took; none unless it came to its end, with both FINs acknowledged.
    fn close(&self) -> Option<String> {
        let close = self.phases.close.filter(|_| self.flow.outcome() == Outcome::Closed)?;
        let Place { first_time, last_time, .. } =
            Some(close).filter(|close| close.last_time > close.first_time)?;
        let (span, first) = (Span(last_time.since(first_time)), Seconds { from: self.start, to: first_time });
        Some(say!(self.language, "ending-close-took", span = span, first = first))
    }

    fn outcome(&self) -> String {
        let Told { flow, language, .. } = *self;
        let told = |end: Direction| language.end(end);
        let close = flow.close_kind().map(|kind| language.close_kind(kind));
        let cut = flow.reset_by().is_some();
        let how = match (said_once::first_closer(flow), said_once::reset_by(flow), close) {
            (Some(closer), None, Some(close)) if cut => {
                say!(language, "ending-closer-cut", end = told(closer), close = close)
            }
            (None, None, Some(close)) if cut => say!(language, "ending-close-cut", close = close),
            (Some(closer), None, Some(close)) => {
                say!(language, "ending-closer-how", end = told(closer), close = close)
            }
            (Some(closer), None, None) => say!(language, "ending-closer", end = told(closer)),
            (Some(closer), Some(reset), _) if closer == reset => {
                say!(language, "ending-closer-resets", end = told(closer))
            }
            (Some(closer), Some(reset), _) => {
                say!(language, "ending-closer-then-reset", end = told(closer), other = told(reset))
            }
            (None, Some(reset), _) => say!(language, "ending-reset", end = told(reset)),
            (None, None, Some(close)) => say!(language, "ending-close", close = close),
            (None, None, None) => String::new(),
        };
        say!(language, "ending-outcome", outcome = flow.outcome().name(), how = how)
    }

    fn amounts(&self) -> String {
        let Told { flow, language, .. } = *self;
        let [forth, back] = Direction::BOTH.map(|end| flow.tally(end)).map(|tally| {
            let (count, octets) = (u64::from(tally.segments), Octets(tally.payload_bytes));
            say!(language, "ending-amount", count = count, octets = octets)
        });
        let again: u64 = Direction::BOTH.map(|end| u64::from(flow.tally(end).retransmits)).iter().sum();
        let span = Span(flow.duration());
        say!(language, "ending-amounts", forth = forth, back = back, again = again, span = span)
    }

    fn trouble(&self) -> Option<String> {
        let Told { flow, language, .. } = *self;
        let parts = Direction::BOTH.map(|end| {
            let tally = flow.tally(end);
            let holes = self.phases.holes[end as usize];
            let end = language.end(end);
            let (count, octets) = (u64::from(tally.retransmits), Octets(tally.missed_bytes));
            let again = (count > 0).then(|| say!(language, "ending-again", end = end, count = count));
            let holes = (holes > 0).then(|| say!(language, "ending-holes", end = end, count = holes));
            let missed = (octets.0 > 0).then(|| say!(language, "ending-missed", octets = octets, end = end));
            let closed = tally.zero_window.then(|| say!(language, "ending-closed-window", end = end));
            [again, holes, missed, closed]
        });
        let told: Vec<String> = parts.into_iter().flatten().flatten().collect();
        let list = told.join(&language.word("list-semicolon"));
        (!told.is_empty()).then(|| say!(language, "ending-trouble", list = list))
    }

    fn left_behind(&self) -> String {
        let Told { flow, language, .. } = *self;
        let [originator, responder] = Direction::BOTH.map(|end| flow.state(end).0.name());
        let states = say!(language, "ending-states", originator = originator, responder = responder);
        let Some(holder) = flow.time_wait_holder() else { return states };
        let waits = if said_once::both_wait(flow) {
            language.word("ending-both-wait").into_owned()
        } else {
            say!(language, "ending-waits", end = language.end(holder))
        };
        say!(language, "two-sentences", first = states, second = waits)
    }

    /// What dissectors told of it as a whole.
    fn dissected(&self) -> Option<Sentence> {
        let [text, brief] = [Much::All, Much::Brief].map(|much| self.dissected_at(much));
        let (text, brief) = (text?, brief?);
        let brief = Some(brief).filter(|brief| *brief != text);
        let place = self.phases.data.or(self.phases.whole);
        Some(Sentence { brief, ..Sentence::of(place, self.start, text) })
    }

    fn dissected_at(&self, much: Much) -> Option<String> {
        let Told { flow, language, .. } = *self;
        let name = &**flow.plugins().first()?;
        let fields: Vec<String> =
            by_dissector(flow.fields(), much).into_iter().flat_map(|(_, told)| told).collect();
        let fields = fields.join(&language.word("list-semicolon"));
        let told = (!fields.is_empty()).then(|| say!(language, "ending-dissected-fields", fields = fields));
        let more = flow.fields().iter().map(|field| field.more).max().filter(|more| *more > 0);
        let more = more.map(|more| say!(language, "more-values", count = u64::from(more)));
        let off = flow
            .dissector_failure()
            .map(|failure| say!(language, "ending-dissector-failed", failure = failure.reason()));
        let [told, more, off] = [told, more, off].map(Option::unwrap_or_default);
        Some(say!(language, "ending-dissected", name = name, told = told, more = more, off = off))
    }

    /// Of which end the state is only assumed, or not known.
    fn assumed(&self) -> Vec<(Option<Place>, String)> {
        let Told { flow, language, .. } = *self;
        let [originator, responder] = Direction::BOTH.map(|end| flow.state(end));
        // What is true of both is said once.
        if originator == responder && originator.1 == Basis::Assumed {
            let [first, second] = Direction::BOTH.map(|end| self.phases.state_since(end));
            let place = first.zip(second).map(|(first, second)| first.and(second));
            let state = originator.0.name();
            let told = if self.is_taken_as_open(Direction::Originator) {
                say!(language, "ending-assumed-open-both", state = state)
            } else {
                say!(language, "ending-assumed-both", state = state)
            };
            return vec![(place, told)];
        }
        let doubts = Direction::BOTH.map(|end| {
            let (state, basis) = flow.state(end);
            let place = self.phases.state_since(end);
            let is_taken_as_open = self.is_taken_as_open(end);
            let end = language.end(end);
            let told = match basis {
                Basis::Assumed if is_taken_as_open => {
                    say!(language, "ending-assumed-open", end = end, state = state.name())
                }
                Basis::Assumed => say!(language, "ending-assumed", end = end, state = state.name()),
                Basis::Unknown => say!(language, "ending-unknown", end = end),
                Basis::Received | Basis::Sent => return None,
            };
            Some((place, told))
        });
        doubts.into_iter().flatten().collect()
    }

    /// Whether nothing leads an end to its state but that a connection which the capture joins midway is taken to be open.
    fn is_taken_as_open(&self, end: Direction) -> bool {
        let is_assumed_open = self.flow.state(end) == (State::Established, Basis::Assumed);
        is_assumed_open && self.flow.start() == Start::Midstream
    }

    fn guessed(&self) -> Option<String> {
        (self.flow.roles() == Roles::Guess).then(|| self.language.word("ending-guessed").into_owned())
    }

    /// That the SYN is not missing, only late.
    fn late_syn(&self) -> Option<String> {
        self.phases.late_syn.map(|_| self.language.word("ending-late-syn").into_owned())
    }

    fn joined(&self) -> Option<String> {
        let Told { flow, language, .. } = *self;
        let start = flow.start();
        (start != Start::Syn && self.phases.late_syn.is_none())
            .then(|| say!(language, "ending-joined", start = language.start(start)))
    }

    fn one_sided(&self) -> Option<String> {
        self.flow.one_sided().then(|| self.language.word("ending-one-sided").into_owned())
    }

    fn ended(&self) -> Option<String> {
        let Told { flow, language, .. } = *self;
        let ended = flow.ended();
        (ended != Ended::EndOfInput).then(|| say!(language, "ending-let-go", why = language.ended(ended)))
    }
}
