//! What is said of a connection beside its outcome, in a few words each.
//!
//! Nearly every row of a table has an amount and a handshake. In English these need no catalogue, which takes longer than the
//! words; a test holds them to what the catalogue says.

use std::borrow::Cow;

use synfin_flow::flow::Tally;
use synfin_flow::outcome::{Ended, OpenKind, Start};

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::said_once;
use crate::report::text::units::{Count, Octets, Span};

/// The words of a table, as far as they need not be asked for in every row.
#[derive(Debug)]
pub(crate) struct FlowWords {
    language: Language,
    comma: Cow<'static, str>,
    one_side_only: Cow<'static, str>,
}

impl FlowWords {
    /// Looks them up.
    pub(crate) fn new(language: Language) -> FlowWords {
        let [comma, one_side_only] = ["list-comma", "one-side-only"].map(|id| language.word(id));
        FlowWords { language, comma, one_side_only }
    }

    /// What stands between the parts of a list: a mark, and a space behind it where the language has one.
    pub(crate) fn comma(&self) -> &str {
        &self.comma
    }

    /// `9 segments, 1.2 kB`
    pub(crate) fn amount(&self, tally: &Tally) -> String {
        self.amount_of(tally.segments.into(), Octets(tally.payload_bytes))
    }

    fn amount_of(&self, count: u64, octets: Octets) -> String {
        match self.language {
            Language::English => format!("{}, {octets}", Count(count, "segment")),
            language => say!(language, "amount", count = count, octets = octets),
        }
    }

    /// `handshake 21.3 ms + 58.0 µs`
    pub(crate) fn handshake(&self, flow: &FlowSummary) -> Option<String> {
        let client = flow.handshake_rtt_client().map(Span);
        flow.handshake_rtt_server().map(|server| self.handshake_of(Span(server), client))
    }

    fn handshake_of(&self, server: Span, client: Option<Span>) -> String {
        match (self.language, client) {
            (Language::English, Some(client)) => format!("handshake {server} + {client}"),
            (Language::English, None) => format!("SYN-ACK after {server}"),
            (language, Some(client)) => say!(language, "handshake-times", server = server, client = client),
            (language, None) => say!(language, "syn-ack-after", server = server),
        }
    }

    /// `3 again, 2.9 kB not captured`
    pub(crate) fn trouble(&self, tally: &Tally) -> Option<String> {
        self.trouble_of(tally.retransmits.into(), Octets(tally.missed_bytes), tally.zero_window)
    }

    fn trouble_of(&self, count: u64, octets: Octets, closed: bool) -> Option<String> {
        let again = (count > 0).then(|| match self.language {
            Language::English => format!("{count} again"),
            language => say!(language, "again", count = count),
        });
        let missed = (octets.0 > 0).then(|| match self.language {
            Language::English => format!("{octets} not captured"),
            language => say!(language, "not-captured", octets = octets),
        });
        let closed = closed.then(|| self.language.word("closed-window").into_owned());
        [again, missed, closed].into_iter().flatten().reduce(|told, more| [told, more].join(&self.comma))
    }

    /// What else is to be said of how it went.
    pub(crate) fn how(&self, flow: &FlowSummary) -> impl Iterator<Item = Cow<'_, str>> {
        let language = self.language;
        let open_kind = flow.open_kind().filter(|kind| *kind != OpenKind::ThreeWay);
        let (attempts, number) = (flow.attempts(), u64::from(flow.incarnation()) + 1);
        let one_sided = said_once::one_sided(flow).then_some(&*self.one_side_only);
        [
            open_kind.map(|kind| language.open_kind(kind).into()),
            flow.close_kind().map(|kind| language.close_kind(kind).into()),
            said_once::closer_words(flow, language).map(Cow::Owned),
            (flow.start() != Start::Syn).then(|| language.start(flow.start()).into()),
            one_sided.map(Cow::Borrowed),
            (attempts > 1).then(|| say!(language, "attempts", count = attempts).into()),
            (number > 1).then(|| say!(language, "connection-of-ports", number = number).into()),
            said_once::waits(flow, language),
            is_worth_telling(flow).then(|| language.ended(flow.ended()).into()),
        ]
        .into_iter()
        .flatten()
    }
}

/// Whether it says more of a connection why it is followed no more: not at the end, nor when one that was over has been silent.
fn is_worth_telling(flow: &FlowSummary) -> bool {
    match flow.ended() {
        Ended::EndOfInput => false,
        Ended::Timeout => !flow.outcome().is_over(),
        Ended::Evicted | Ended::Reused => true,
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::FlowWords;
    use crate::language::language::Language;
    use crate::language::phrase::say;
    use crate::report::text::units::{Octets, Span};

    #[test]
    fn the_english_of_every_row_is_that_of_the_catalogue() {
        let language = Language::English;
        let words = FlowWords::new(language);
        for number in [1_u64, 2, 999, 1_000, 4_294_967_296] {
            let (octets, span) = (Octets(number), Span(Duration::from_nanos(number)));
            let amount = say!(language, "amount", count = number, octets = octets);
            assert_eq!(words.amount_of(number, octets), amount);
            let times = say!(language, "handshake-times", server = span, client = span);
            assert_eq!(words.handshake_of(span, Some(span)), times);
            assert_eq!(words.handshake_of(span, None), say!(language, "syn-ack-after", server = span));
            let again = say!(language, "again", count = number);
            let missed = say!(language, "not-captured", octets = octets);
            assert_eq!(words.trouble_of(number, octets, false), Some(format!("{again}, {missed}")));
            assert_eq!(words.trouble_of(number, Octets(0), false), Some(again));
            assert_eq!(words.trouble_of(0, octets, false), Some(missed));
        }
        assert_eq!(words.trouble_of(0, Octets(0), false), None);
    }
}
