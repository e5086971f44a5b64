//! Words that several forms of a picture share.

use synfin_flow::direction::Direction;
use synfin_flow::time::Moment;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::entry::{Content, Entry, States};
use crate::picture::message::Message;
use crate::report::text::units::{Octets, Seconds};

/// `#12`, `#12–90`; nothing for what was not captured.
pub(crate) fn frames(content: &Content) -> String {
    match content {
        Content::Message(message) => format!("#{}", message.frame),
        Content::Run(run) => format!("#{}–{}", run.first_frame, run.last_frame),
        Content::Missing { .. } => String::new(),
    }
}

/// A sentence or two about a row: when, what, why, and what it leaves the ends in.
pub(crate) fn tooltip(entry: &Entry, start: Moment, language: Language) -> String {
    let time = Seconds { from: start, to: entry.first_time() };
    match &entry.content {
        Content::Message(message) => sentence(message, start, language),
        Content::Run(run) => {
            let [forth, back] = Direction::BOTH.map(|end| run.amount(end, language));
            say!(
                language,
                "ladder-run",
                first = run.first_frame,
                last = run.last_frame,
                time = time,
                within = run.time(language),
                forth = forth,
                back = back,
                states = states(entry.states, language),
            )
        }
        Content::Missing { from, octets, shown_by, .. } => {
            let (octets, end) = (Octets(*octets), language.end(*from));
            say!(language, "ladder-missed", octets = octets, end = end, frame = *shown_by)
        }
    }
}

/// The same about one segment.
pub(crate) fn sentence(message: &Message, start: Moment, language: Language) -> String {
    let verdict = &message.verdict;
    let notes = message.notes(language);
    let notes = if notes.is_empty() { notes } else { say!(language, "ladder-notes", notes = notes) };
    say!(
        language,
        "ladder-segment",
        frame = message.frame,
        time = Seconds { from: start, to: message.time },
        end = language.end(verdict.sender),
        label = language.label(verdict.step),
        reason = language.reason(verdict).to_string(),
        notes = notes,
        states = states([verdict.originator, verdict.responder], language),
    )
}

fn states(states: States, language: Language) -> String {
    let [(originator, originator_basis), (responder, responder_basis)] = states;
    say!(
        language,
        "ladder-states",
        originator = originator.name(),
        originator_basis = language.basis(originator_basis),
        responder = responder.name(),
        responder_basis = language.basis(responder_basis),
    )
}
