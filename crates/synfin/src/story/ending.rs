//! The last chapter: what it came to, and what is only assumed.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::outcome::{Ended, Roles, Start};

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::dissected::of_flow;
use crate::report::text::units::{Octets, Span};
use crate::story::sentence::Sentence;

/// What it came to.
pub(crate) fn sentences(flow: &FlowSummary, language: Language) -> Vec<Sentence> {
    let told = Told { flow, language };
    let parts = [
        Some(told.outcome()),
        Some(told.amounts()),
        told.trouble(),
        Some(told.left_behind()),
        told.dissected(),
    ];
    let doubts = Direction::BOTH.map(|end| told.assumed(end));
    let unseen = [told.guessed(), told.joined(), told.one_sided(), told.ended()];
    parts.into_iter().chain(doubts).chain(unseen).flatten().map(Sentence::of_all).collect()
}

/// A connection to be told of, and in which language.
struct Told<'a> {
    flow: &'a FlowSummary,
    language: Language,
}

impl Told<'_> {
    fn outcome(&self) -> String {
        let Told { flow, language } = *self;
        let reset = flow.reset_by().map(|end| say!(language, "ending-reset", end = language.end(end)));
        let closer = flow.first_closer().map(|end| say!(language, "ending-closer", end = language.end(end)));
        let close =
            flow.close_kind().map(|kind| say!(language, "ending-close", close = language.close_kind(kind)));
        let [reset, closer, close] = [reset, closer, close].map(Option::unwrap_or_default);
        let outcome = flow.outcome().name();
        say!(language, "ending-outcome", outcome = outcome, reset = reset, closer = closer, close = close)
    }

    fn amounts(&self) -> String {
        let Told { flow, language } = *self;
        let [forth, back] = Direction::BOTH.map(|end| flow.tally(end)).map(|tally| {
            let (count, octets) = (u64::from(tally.segments), Octets(tally.payload_bytes));
            say!(language, "ending-amount", count = count, octets = octets)
        });
        let again: u64 = Direction::BOTH.map(|end| u64::from(flow.tally(end).retransmits)).iter().sum();
        let span = Span(flow.duration());
        say!(language, "ending-amounts", forth = forth, back = back, again = again, span = span)
    }

    fn trouble(&self) -> Option<String> {
        let Told { flow, language } = *self;
        let parts = Direction::BOTH.map(|end| (language.end(end), flow.tally(end))).map(|(end, tally)| {
            let (count, octets) = (u64::from(tally.retransmits), Octets(tally.missed_bytes));
            let again = (count > 0).then(|| say!(language, "ending-again", end = end, count = count));
            let missed = (octets.0 > 0).then(|| say!(language, "ending-missed", octets = octets, end = end));
            let closed = tally.zero_window.then(|| say!(language, "ending-closed-window", end = end));
            [again, missed, closed]
        });
        let told: Vec<String> = parts.into_iter().flatten().flatten().collect();
        let list = told.join(&language.word("list-semicolon"));
        (!told.is_empty()).then(|| say!(language, "ending-trouble", list = list))
    }

    fn left_behind(&self) -> String {
        let Told { flow, language } = *self;
        let [originator, responder] = Direction::BOTH.map(|end| flow.state(end).0.name());
        match flow.time_wait_holder() {
            Some(end) => {
                let end = language.end(end);
                say!(
                    language,
                    "ending-states-wait",
                    originator = originator,
                    responder = responder,
                    end = end
                )
            }
            None => say!(language, "ending-states", originator = originator, responder = responder),
        }
    }

    /// What dissectors told of it as a whole.
    fn dissected(&self) -> Option<String> {
        let Told { flow, language } = *self;
        let name = &**flow.plugins().first()?;
        let fields = of_flow(flow.fields()).join(&language.word("list-semicolon"));
        let told = (!fields.is_empty()).then(|| say!(language, "ending-dissected-fields", fields = fields));
        let off = flow
            .dissector_failure()
            .map(|failure| say!(language, "ending-dissector-failed", failure = failure.reason()));
        let [told, off] = [told, off].map(Option::unwrap_or_default);
        Some(say!(language, "ending-dissected", name = name, told = told, off = off))
    }

    fn assumed(&self, end: Direction) -> Option<String> {
        let Told { flow, language } = *self;
        let (state, basis) = flow.state(end);
        let end = language.end(end);
        match basis {
            Basis::Assumed => Some(say!(language, "ending-assumed", end = end, state = state.name())),
            Basis::Unknown => Some(say!(language, "ending-unknown", end = end)),
            Basis::Received | Basis::Sent => None,
        }
    }

    fn guessed(&self) -> Option<String> {
        (self.flow.roles() == Roles::Guess).then(|| self.language.word("ending-guessed").into_owned())
    }

    fn joined(&self) -> Option<String> {
        let start = self.flow.start();
        (start != Start::Syn).then(|| say!(self.language, "ending-joined", start = start.name()))
    }

    fn one_sided(&self) -> Option<String> {
        self.flow.one_sided().then(|| self.language.word("ending-one-sided").into_owned())
    }

    fn ended(&self) -> Option<String> {
        let ended = self.flow.ended();
        (ended != Ended::EndOfInput).then(|| say!(self.language, "ending-let-go", why = ended.name()))
    }
}
