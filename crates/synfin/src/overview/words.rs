//! Words that both forms share.

use synfin_flow::direction::Direction;
use synfin_flow::time::Moment;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::overview::timeline::Timeline;
use crate::report::text::segments::end_point;
use crate::report::text::units::{Octets, Seconds, Span, Utc};

/// `5 connections within 3.727 s`
pub(crate) fn title(timeline: &Timeline, language: Language) -> String {
    if timeline.connections() == 0 {
        return language.word("no-connection").into_owned();
    }
    say!(language, "overview-title", count = timeline.connections(), span = Span(timeline.span()))
}

/// When it began, and what is not drawn.
pub(crate) fn facts(timeline: &Timeline, language: Language) -> String {
    if timeline.connections() == 0 {
        return String::new();
    }
    let (began, drawn) = (Utc(timeline.start()), timeline.bars().len() as u64);
    match timeline.connections().saturating_sub(drawn) {
        0 => say!(language, "overview-began", began = began),
        rest => say!(language, "overview-left-out", began = began, drawn = drawn, rest = rest),
    }
}

/// `192.0.2.1:5 → 198.51.100.2:80`, within so many characters: of each end the beginning and the port are kept.
pub(crate) fn ends(flow: &FlowSummary, room: usize) -> String {
    let [one, other] = Direction::BOTH.map(|end| {
        let socket = flow.socket(end);
        end_point((socket.address(), socket.port())).to_string()
    });
    let each = room.saturating_sub(3);
    let (one_room, other_room) = match (one.len(), other.len()) {
        (one, other) if one + other <= each => (one, other),
        (one, _) if one <= each / 2 => (one, each - one),
        (_, other) if other <= each / 2 => (each - other, other),
        _ => (each / 2, each - each / 2),
    };
    format!("{} → {}", shortened(&one, one_room), shortened(&other, other_room))
}

/// The beginning and the end of an end's name, all of it in ASCII.
fn shortened(name: &str, room: usize) -> String {
    if name.len() <= room {
        return name.to_owned();
    }
    let behind = room.saturating_sub(1) * 2 / 3;
    let before = room.saturating_sub(1) - behind;
    format!("{}…{}", &name[..before], &name[name.len() - behind..])
}

/// All about a connection in a few sentences.
pub(crate) fn tooltip(flow: &FlowSummary, start: Moment, language: Language) -> String {
    let [forth, back] = Direction::BOTH.map(|end| flow.tally(end)).map(|tally| {
        let (count, octets) = (u64::from(tally.segments), Octets(tally.payload_bytes));
        say!(language, "amount", count = count, octets = octets)
    });
    let again: u64 = Direction::BOTH.iter().map(|end| u64::from(flow.tally(*end).retransmits)).sum();
    let again = if again > 0 { say!(language, "overview-again", count = again) } else { String::new() };
    say!(
        language,
        "overview-tooltip",
        flow = flow.number(),
        ends = ends(flow, usize::MAX),
        outcome = language.outcome(flow.outcome()),
        time = Seconds { from: start, to: flow.first_time() },
        span = Span(flow.duration()),
        forth = forth,
        back = back,
        again = again,
    )
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_name_keeps_its_beginning_and_its_end() {
        assert_eq!(shortened("192.0.2.1:80", 12), "192.0.2.1:80");
        let short = shortened("[2001:db8:1:2:3:4:5:6]:54203", 16);
        assert_eq!((short.as_str(), short.chars().count()), ("[2001…5:6]:54203", 16));
        assert_eq!(shortened("[2001:db8::1]:1", 1), "…");
    }
}
