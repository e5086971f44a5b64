//! The last chapter: what it came to, and what is only assumed.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::outcome::{Ended, Roles, Start};

use crate::flow_summary::FlowSummary;
use crate::report::text::dissected::of_flow;
use crate::report::text::units::{Count, Octets, Span};
use crate::story::sentence::Sentence;

/// The chapter's title.
pub(crate) const TITLE: &str = "In the end";

/// What it came to.
pub(crate) fn sentences(flow: &FlowSummary) -> Vec<Sentence> {
    let parts =
        [Some(outcome(flow)), Some(amounts(flow)), trouble(flow), Some(left_behind(flow)), dissected(flow)];
    let doubts = Direction::BOTH.map(|end| assumed(flow, end));
    let unseen = [guessed(flow), joined(flow), one_sided(flow), ended(flow)];
    parts.into_iter().chain(doubts).chain(unseen).flatten().map(Sentence::of_all).collect()
}

fn outcome(flow: &FlowSummary) -> String {
    let reset = flow.reset_by().map(|end| format!(": the {} sent the reset", end.name()));
    let closer =
        flow.first_closer().map(|end| format!(": the {} was the first to close its direction", end.name()));
    let close = flow.close_kind().map(|kind| format!(", in a {} close", kind.name()));
    let [reset, closer, close] = [reset, closer, close].map(Option::unwrap_or_default);
    format!("Outcome {}{reset}{closer}{close}.", flow.outcome().name())
}

fn amounts(flow: &FlowSummary) -> String {
    let [forth, back] = Direction::BOTH.map(|end| flow.tally(end)).map(|tally| {
        format!("{} with {}", Count(tally.segments.into(), "segment"), Octets(tally.payload_bytes))
    });
    format!("In all, the originator sent {forth} and the responder {back}, within {}.", Span(flow.duration()))
}

fn trouble(flow: &FlowSummary) -> Option<String> {
    let parts = Direction::BOTH.map(|end| (end.name(), flow.tally(end))).map(|(name, tally)| {
        let again = (tally.retransmits > 0)
            .then(|| format!("the {name} sent {} again", Count(tally.retransmits.into(), "segment")));
        let missed = (tally.missed_bytes > 0).then(|| {
            format!("{} of the {name} were acknowledged but not captured", Octets(tally.missed_bytes))
        });
        [again, missed]
    });
    let told: Vec<String> = parts.into_iter().flatten().flatten().collect();
    (!told.is_empty()).then(|| format!("Trouble: {}.", told.join("; ")))
}

/// What dissectors told of it as a whole.
fn dissected(flow: &FlowSummary) -> Option<String> {
    let name = flow.plugins().first()?;
    let fields = of_flow(flow.fields()).join("; ");
    let told = if fields.is_empty() { String::new() } else { format!(": {fields}") };
    let off = flow.dissector_failure().map(|failure| format!("; then it gave up, as {failure}"));
    Some(format!("The dissector {name} looked into its payload{told}{}.", off.unwrap_or_default()))
}

fn left_behind(flow: &FlowSummary) -> String {
    let [originator, responder] = Direction::BOTH.map(|end| flow.state(end).0.name());
    let waits = flow.time_wait_holder().map(|end| {
        format!(
            "; the {} waits there for stray segments to die out, and no capture shows when it stops",
            end.name()
        )
    });
    let waits = waits.unwrap_or_default();
    format!("The last segment leaves the originator in {originator} and the responder in {responder}{waits}.")
}

fn assumed(flow: &FlowSummary, end: Direction) -> Option<String> {
    let (state, basis) = flow.state(end);
    match basis {
        Basis::Assumed => Some(format!(
            "That the {} is in {} is only assumed: a segment that leads there was seen on its way, and no answer shows \
             that it arrived.",
            end.name(),
            state.name()
        )),
        Basis::Unknown => Some(format!("Nothing tells the state of the {}.", end.name())),
        Basis::Received | Basis::Sent => None,
    }
}

fn guessed(flow: &FlowSummary) -> Option<String> {
    (flow.roles() == Roles::Guess)
        .then(|| "Who opened the connection is a guess by the port numbers.".to_owned())
}

fn joined(flow: &FlowSummary) -> Option<String> {
    (flow.start() != Start::Syn).then(|| {
        format!(
            "The capture of it begins without its SYN ({}): what came before is not known.",
            flow.start().name()
        )
    })
}

fn one_sided(flow: &FlowSummary) -> Option<String> {
    flow.one_sided()
        .then(|| "Segments of only one end were captured; all about the other is inferred.".to_owned())
}

fn ended(flow: &FlowSummary) -> Option<String> {
    let text = format!("It was let go before the capture ended (end {}).", flow.ended().name());
    (flow.ended() != Ended::EndOfInput).then_some(text)
}
