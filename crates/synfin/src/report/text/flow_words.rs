//! What is said of a connection beside its outcome, in a few words each.

use std::borrow::Cow;

use synfin_flow::flow::Tally;
use synfin_flow::outcome::{Ended, OpenKind, Start};

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::report::text::units::{Octets, Span};

/// `9 segments, 1.2 kB`
pub(crate) fn amount(tally: &Tally, language: Language) -> String {
    let (count, octets) = (u64::from(tally.segments), Octets(tally.payload_bytes));
    say!(language, "amount", count = count, octets = octets)
}

/// `handshake 21.3 ms + 58.0 µs`
pub(crate) fn handshake(flow: &FlowSummary, language: Language) -> Option<String> {
    let server = Span(flow.handshake_rtt_server()?);
    Some(match flow.handshake_rtt_client() {
        Some(client) => say!(language, "handshake-times", server = server, client = Span(client)),
        None => say!(language, "syn-ack-after", server = server),
    })
}

/// `3 again, 2.9 kB not captured`
pub(crate) fn trouble(tally: &Tally, language: Language) -> Option<String> {
    let (count, octets) = (u64::from(tally.retransmits), Octets(tally.missed_bytes));
    let again = (count > 0).then(|| say!(language, "again", count = count));
    let missed = (octets.0 > 0).then(|| say!(language, "not-captured", octets = octets));
    let parts: Vec<String> = [again, missed].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| listed(&parts, language))
}

/// What else is to be said of how it went.
pub(crate) fn how(flow: &FlowSummary, language: Language) -> impl Iterator<Item = Cow<'static, str>> {
    let open_kind = flow.open_kind().filter(|kind| *kind != OpenKind::ThreeWay);
    let (attempts, number) = (flow.attempts(), u64::from(flow.incarnation()) + 1);
    [
        open_kind.map(|kind| language.open_kind(kind).into()),
        flow.close_kind().map(|kind| language.close_kind(kind).into()),
        flow.first_closer().map(|end| language.first_closer(end).into()),
        (flow.start() != Start::Syn).then(|| language.start(flow.start()).into()),
        flow.one_sided().then(|| language.word("one-side-only")),
        (attempts > 1).then(|| say!(language, "attempts", count = attempts).into()),
        (number > 1).then(|| say!(language, "connection-of-ports", number = number).into()),
        flow.time_wait_holder().map(|end| language.in_time_wait(end).into()),
        (flow.ended() != Ended::EndOfInput).then(|| language.ended(flow.ended()).into()),
    ]
    .into_iter()
    .flatten()
}
