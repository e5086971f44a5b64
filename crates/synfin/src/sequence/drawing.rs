//! The picture of one connection, independent of the form that it is drawn in.

use synfin_flow::direction::Direction;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::report::text::brief::brief_name;
use crate::report::text::segments::end_point;
use crate::report::text::units::{Octets, Span, Utc};
use crate::sequence::panel::Panel;

/// One connection, time against sequence numbers.
#[derive(Clone, Debug)]
pub struct Drawing {
    flow: FlowSummary,
    panels: [Panel; 2],
    source: Option<String>,
}

impl Drawing {
    pub(crate) fn new(flow: &FlowSummary, panels: [Panel; 2]) -> Drawing {
        Drawing { flow: flow.clone(), panels, source: None }
    }

    /// The same, with the name of what it was read from, which is told in the picture.
    #[must_use]
    pub fn with_source(self, name: &str) -> Drawing {
        Drawing { source: Some(brief_name(name)), ..self }
    }

    /// Summary of the connection.
    pub const fn flow(&self) -> &FlowSummary {
        &self.flow
    }

    /// What it was read from, if that was told; shortened, and anything can be in it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What is drawn of the octets that an end sends.
    pub(crate) const fn panel(&self, of: Direction) -> &Panel {
        &self.panels[of as usize]
    }

    /// Nanoseconds from the first segment to the last.
    pub(crate) fn span(&self) -> i64 {
        i64::try_from(self.flow.duration().as_nanos()).unwrap_or(i64::MAX).max(1)
    }

    /// `flow 3: reset by responder`
    pub(crate) fn title(&self, language: Language) -> String {
        let outcome = language.outcome(self.flow.outcome());
        say!(language, "ladder-title", flow = self.flow.number(), outcome = outcome)
    }

    /// When it began, and how long it took.
    pub(crate) fn facts(&self, language: Language) -> String {
        let facts = [Utc(self.flow.first_time()).to_string(), Span(self.flow.duration()).to_string()];
        listed(&facts, language)
    }

    /// `192.0.2.10:54203 → 198.51.100.23:23: 88 B in 18 segments`
    pub(crate) fn heading(&self, of: Direction, language: Language) -> String {
        let [from, to] = [of, of.opposite()].map(|end| {
            let socket = self.flow.socket(end);
            end_point((socket.address(), socket.port())).to_string()
        });
        let tally = self.flow.tally(of);
        let (count, octets) = (u64::from(tally.segments), Octets(tally.payload_bytes));
        say!(language, "sequence-heading", from = from, to = to, octets = octets, count = count)
    }

    /// What is not drawn of a direction.
    pub(crate) fn remarks(&self, of: Direction, language: Language) -> String {
        let panel = self.panel(of);
        let (.., window_beyond) = panel.extent();
        let outside = (panel.outside > 0).then(|| say!(language, "sequence-outside", count = panel.outside));
        let parts = [
            panel.numbers.is_used().then(|| language.word("sequence-counted").into_owned()),
            window_beyond.then(|| language.word("sequence-window-beyond").into_owned()),
            panel.unscaled.then(|| language.word("sequence-unscaled").into_owned()),
            outside,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(&language.word("list-semicolon"))
    }
}
