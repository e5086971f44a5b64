//! Words that several forms of a picture share.

use core::fmt::Write as _;

use synfin_flow::direction::Direction;
use synfin_flow::time::Moment;

use crate::picture::entry::{Content, Entry, States};
use crate::picture::message::Message;
use crate::report::text::units::{Octets, Seconds};

/// Characters of a name that are told.
const LONGEST: usize = 80;

/// A name from outside, or its end if it is long: there the file's own name stands.
pub(crate) fn cut(name: &str) -> String {
    // XML knows neither of these two, not even by their numbers.
    let name = name.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    let count = name.chars().count();
    if count <= LONGEST {
        return name;
    }
    core::iter::once('…').chain(name.chars().skip(count - LONGEST + 1)).collect()
}

/// `#12`, `#12–90`; nothing for what was not captured.
pub(crate) fn frames(content: &Content) -> String {
    match content {
        Content::Message(message) => format!("#{}", message.frame),
        Content::Run(run) => format!("#{}–{}", run.first_frame, run.last_frame),
        Content::Missing { .. } => String::new(),
    }
}

/// A sentence or two about a row: when, what, why, and what it leaves the ends in.
pub(crate) fn tooltip(entry: &Entry, start: Moment) -> String {
    let time = Seconds { from: start, to: entry.first_time() };
    match &entry.content {
        Content::Message(message) => sentence(message, start),
        Content::Run(run) => {
            let within = run.time();
            let mut text = format!("frames {} to {}, {time} s, {within}: ", run.first_frame, run.last_frame);
            for end in Direction::BOTH {
                let comma = if end == Direction::Originator { "; " } else { "." };
                let _ = write!(text, "the {} sends {}{comma}", end.name(), run.amount(end));
            }
            text + " After them: " + &states(entry.states)
        }
        Content::Missing { from, octets, shown_by, .. } => format!(
            "{} that the {} sent before frame {shown_by} were not captured before it: lost on the way here, or late.",
            Octets(*octets),
            from.name()
        ),
    }
}

/// The same about one segment.
pub(crate) fn sentence(message: &Message, start: Moment) -> String {
    let time = Seconds { from: start, to: message.time };
    let verdict = &message.verdict;
    let notes = message.notes();
    let notes = if notes.is_empty() { notes } else { format!(" [{notes}]") };
    format!(
        "frame {}, {time} s: the {}, {}: {}.{notes} After it: {}",
        message.frame,
        verdict.sender.name(),
        verdict.step.label(),
        verdict.reason(),
        states([verdict.originator, verdict.responder])
    )
}

fn states(states: States) -> String {
    let [originator, responder] = states.map(|(state, basis)| format!("{} ({})", state.name(), basis.name()));
    format!("originator {originator}, responder {responder}.")
}
