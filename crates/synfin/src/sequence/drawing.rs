//! The picture of one connection, independent of the form that it is drawn in.

use synfin_flow::direction::Direction;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::picture::words::cut;
use crate::report::text::segments::end_point;
use crate::report::text::units::{Count, Octets, Span, Utc};
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
        Drawing { source: Some(cut(name)), ..self }
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
    pub(crate) fn title(&self) -> String {
        format!("flow {}: {}", self.flow.number(), Language::English.outcome(self.flow.outcome()))
    }

    /// When it began, and how long it took.
    pub(crate) fn facts(&self) -> String {
        format!("{}, {}", Utc(self.flow.first_time()), Span(self.flow.duration()))
    }

    /// `192.0.2.10:54203 → 198.51.100.23:23: 88 B in 18 segments`
    pub(crate) fn heading(&self, of: Direction) -> String {
        let [from, to] = [of, of.opposite()].map(|end| {
            let socket = self.flow.socket(end);
            end_point((socket.address(), socket.port())).to_string()
        });
        let tally = self.flow.tally(of);
        let amount =
            format!("{} in {}", Octets(tally.payload_bytes), Count(tally.segments.into(), "segment"));
        format!("{from} → {to}: {amount}")
    }

    /// What is not drawn of a direction.
    pub(crate) fn remarks(&self, of: Direction) -> String {
        let panel = self.panel(of);
        let (.., window_beyond) = panel.extent();
        let outside = (panel.outside > 0)
            .then(|| format!("{} outside the stream not drawn", Count(panel.outside, "segment")));
        let parts = [
            panel.numbers.is_used().then(|| "counted from the first number seen".to_owned()),
            window_beyond.then(|| "the window reaches beyond the picture".to_owned()),
            panel.unscaled.then(|| "windows of unknown scale not drawn".to_owned()),
            outside,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}
