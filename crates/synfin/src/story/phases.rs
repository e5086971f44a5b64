//! When data flowed, and when the connection closed.

use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::observation::Observation;
use crate::report::text::units::{Seconds, Span};

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Phase {
    first: Moment,
    last: Moment,
}

/// When data flowed, and when the connection closed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phases {
    start: Option<Moment>,
    data: Option<Phase>,
    close: Option<Phase>,
}

impl Phases {
    /// Takes the next segment of the connection.
    pub(crate) fn hear(&mut self, segment: &Observation<'_>) {
        let (stage, step, time) = (segment.step().stage(), segment.step(), segment.time());
        self.start.get_or_insert(time);
        if segment.segment().payload_len() > 0 && brings_data(step) {
            reach(&mut self.data, time);
        }
        // In half of a close data may flow for long.
        if stage == Stage::Close {
            reach(&mut self.close, time);
        }
    }

    /// How long each of them took, in a sentence each.
    pub(crate) fn sentences(self, language: Language) -> impl Iterator<Item = String> {
        let start = self.start.unwrap_or_default();
        let at = |to| Seconds { from: start, to };
        let data = self.data.map(|Phase { first, last }| {
            let (span, first_at, last_at) = (Span(last.since(first)), at(first), at(last));
            if last > first {
                say!(language, "ending-data", span = span, first = first_at, last = last_at)
            } else {
                say!(language, "ending-data-once", first = first_at)
            }
        });
        let close = self.close.filter(|close| close.last > close.first).map(|Phase { first, last }| {
            say!(language, "ending-close-took", span = Span(last.since(first)), first = at(first))
        });
        [data, close].into_iter().flatten()
    }
}

/// Whether the payload of a segment with this step counts as data that flow: not where it only comes along as a SYN or FIN is sent
/// again, which belongs to the opening and to the close.
const fn brings_data(step: Step) -> bool {
    let asks = matches!(step, Step::KeepAlive | Step::ZeroWindowProbe);
    let repeats = matches!(
        step,
        Step::SynRetransmit
            | Step::SynDuplicate
            | Step::SynAckRetransmit
            | Step::SynAckInvalid
            | Step::FinRetransmit
    );
    !(asks || repeats || matches!(step.stage(), Stage::Reset | Stage::Outside))
}

fn reach(phase: &mut Option<Phase>, time: Moment) {
    let Phase { first, last } = phase.unwrap_or(Phase { first: time, last: time });
    *phase = Some(Phase { first: first.min(time), last: last.max(time) });
}
