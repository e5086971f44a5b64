//! The last chapter: what it came to, and what is only assumed.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::outcome::{Ended, Roles, Start};

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::dissected::{Much, by_dissector};
use crate::report::text::said_once;
use crate::report::text::units::{Octets, Span};
use crate::story::phases::Phases;
use crate::story::sentence::Sentence;

/// What it came to.
pub(crate) fn sentences(
    flow: &FlowSummary,
    phases: Phases,
    language: Language,
) -> impl Iterator<Item = Sentence> {
    let told = Told { flow, language };
    let first = [Some(told.outcome()), Some(told.amounts())].into_iter().flatten();
    let then = [told.trouble(), Some(told.left_behind())].into_iter().flatten();
    let doubts = told.assumed().into_iter();
    let unseen = [told.guessed(), told.joined(), told.one_sided(), told.ended()].into_iter().flatten();
    let before = first.chain(phases.sentences(language)).chain(then).map(Sentence::of_all);
    before.chain(told.dissected()).chain(doubts.chain(unseen).map(Sentence::of_all))
}

/// A connection to be told of, and in which language.
struct Told<'a> {
    flow: &'a FlowSummary,
    language: Language,
}

impl Told<'_> {
    fn outcome(&self) -> String {
        let Told { flow, language } = *self;
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
        if said_once::both_wait(flow) {
            return language.word("ending-states-wait-both").into_owned();
        }
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
    fn dissected(&self) -> Option<Sentence> {
        let [text, brief] = [Much::All, Much::Brief].map(|much| self.dissected_at(much));
        let (text, brief) = (text?, brief?);
        let brief = Some(brief).filter(|brief| *brief != text);
        Some(Sentence { brief, ..Sentence::of_all(text) })
    }

    fn dissected_at(&self, much: Much) -> Option<String> {
        let Told { flow, language } = *self;
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
    fn assumed(&self) -> Vec<String> {
        let Told { flow, language } = *self;
        let [originator, responder] = Direction::BOTH.map(|end| flow.state(end));
        // What is true of both is said once.
        if originator == responder && originator.1 == Basis::Assumed {
            return vec![say!(language, "ending-assumed-both", state = originator.0.name())];
        }
        let doubts = Direction::BOTH.map(|end| {
            let (state, basis) = flow.state(end);
            let end = language.end(end);
            match basis {
                Basis::Assumed => Some(say!(language, "ending-assumed", end = end, state = state.name())),
                Basis::Unknown => Some(say!(language, "ending-unknown", end = end)),
                Basis::Received | Basis::Sent => None,
            }
        });
        doubts.into_iter().flatten().collect()
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
