//! What the outcome of a connection says already, so that nobody says it again.

use std::borrow::Cow;

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::state::State;
use synfin_flow::outcome::{CloseKind, Outcome};

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;

/// The end that sent the first FIN, unless the outcome names it, or both ends closed at once.
pub(crate) fn first_closer(flow: &FlowSummary) -> Option<Direction> {
    let is_named = matches!(flow.outcome(), Outcome::HalfClosedByInitiator | Outcome::HalfClosedByResponder);
    let at_once = flow.close_kind() == Some(CloseKind::Simultaneous);
    flow.first_closer().filter(|_| !is_named && !at_once)
}

/// The same in words: `responder first`; of a connection that was reset, that it had closed its direction before.
pub(crate) fn closer_words(flow: &FlowSummary, language: Language) -> Option<String> {
    first_closer(flow).map(|end| match flow.reset_by() {
        Some(_) => say!(language, "had-closed", end = language.end(end)),
        None => language.first_closer(end).to_owned(),
    })
}

/// The end that reset it, unless the outcome names it.
pub(crate) fn reset_by(flow: &FlowSummary) -> Option<Direction> {
    let is_named = matches!(
        flow.outcome(),
        Outcome::ResetByInitiator
            | Outcome::ResetByResponder
            | Outcome::AbortedOpenByInitiator
            | Outcome::AbortedOpenByResponder
    );
    flow.reset_by().filter(|_| !is_named)
}

/// Whether segments of only one end were captured, unless that is what the outcome means.
pub(crate) fn one_sided(flow: &FlowSummary) -> bool {
    let is_meant = matches!(flow.outcome(), Outcome::NoReply | Outcome::Probe | Outcome::StrayReset);
    flow.one_sided() && !is_meant
}

/// Whether both ends are left in TIME-WAIT, as crossing FINs leave them (RFC 9293, section 3.6, case 3).
pub(crate) fn both_wait(flow: &FlowSummary) -> bool {
    Direction::BOTH.into_iter().all(|end| flow.state(end).0 == State::TimeWait)
}

/// Who is left in TIME-WAIT: `responder in TIME-WAIT`; the column `time_wait_holder` has room for one end only.
pub(crate) fn waits(flow: &FlowSummary, language: Language) -> Option<Cow<'static, str>> {
    if both_wait(flow) {
        return Some(language.word("time-wait-both"));
    }
    flow.time_wait_holder().map(|end| language.in_time_wait(end).into())
}
