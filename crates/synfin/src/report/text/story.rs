//! A story for people.

use core::time::Duration;
use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;
use synfin_flow::time::Moment;

use crate::flow_summary::FlowSummary;
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::look::Look;
use crate::report::text::brief::brief;
use crate::report::text::ends::{put_behind, put_ends};
use crate::report::text::line::Line;
use crate::report::text::palette::{FAINT, STRONG, of_flow};
use crate::report::text::safe::Safe;
use crate::report::text::segments::end_point;
use crate::report::text::units::{Seconds, Span, Utc};
use crate::report::text::wrap::{chop, wrap};
use crate::story::sentence::{Chapter, Sentence, Story};

const PLAIN: Style = Style::new();
/// Where a second line of the heading begins.
const HEADING: usize = 8;
const TIME_END: usize = 12;
const FRAMES_END: usize = 28;
const SENTENCE: usize = 30;

/// Writes the story of a connection for people.
///
/// # Errors
/// Those of the output.
pub fn write(mut out: impl Write, look: Look, flow: &FlowSummary, story: &Story) -> io::Result<()> {
    let mut line = Line::new(look);
    let [originator, responder] =
        Direction::BOTH.map(|end| (flow.socket(end).address(), flow.socket(end).port()));
    line.put(STRONG, format_args!("{} {}", look.language.word("flow"), flow.number()));
    line.put(PLAIN, "  ");
    let [originator, responder] = [originator, responder].map(|end| end_point(end).to_string());
    let place = (look.picture_page(), HEADING);
    put_ends(&mut out, &mut line, [&originator, &responder], "→", place)?;
    put_behind(&mut out, &mut line, of_flow(flow), look.language.outcome(flow.outcome()), place)?;
    line.end(&mut out)?;
    let (began, lasted) = (Utc(flow.first_time()), Span(flow.duration()));
    let began = say!(look.language, "story-began", began = began, span = lasted);
    for piece in wrap(&began, look.picture_page()) {
        line.put(FAINT, piece);
        line.end(&mut out)?;
    }
    for chapter in &story.chapters {
        line.end(&mut out)?;
        line.put(STRONG, &chapter.title);
        if let Some(when) = when(chapter, look.language) {
            line.put_at(line.column() + 2, FAINT, when);
        }
        line.end(&mut out)?;
        for sentence in &chapter.sentences {
            write_sentence(&mut out, &mut line, look, sentence)?;
        }
    }
    out.flush()
}

/// How long a chapter took, if it did take time.
fn when(chapter: &Chapter, language: Language) -> Option<String> {
    let (after, lasted) = (chapter.after?, chapter.lasted.filter(|lasted| *lasted > 0)?);
    let span = Span(Duration::from_nanos(lasted));
    Some(say!(language, "story-chapter", after = seconds(after), span = span))
}

/// Nanoseconds since the first segment, in seconds.
const fn seconds(after: i64) -> Seconds {
    Seconds { from: Moment(0), to: Moment(after) }
}

fn write_sentence(out: &mut impl Write, line: &mut Line, look: Look, sentence: &Sentence) -> io::Result<()> {
    if let Some(after) = sentence.after {
        line.put_before(TIME_END, PLAIN, seconds(after));
    }
    match (sentence.first_frame, sentence.last_frame) {
        (Some(first), Some(last)) if first != last => {
            let frames = say!(look.language, "story-frames", first = first, last = last);
            line.put_before(FRAMES_END, FAINT, frames);
        }
        (Some(frame), _) => {
            line.put_before(FRAMES_END, FAINT, say!(look.language, "story-frame", frame = frame));
        }
        (None, _) => {}
    }
    let room = look.picture_page().saturating_sub(SENTENCE);
    // What comes from payload may have no place to break at.
    for piece in wrap(&Safe(sentence.brief()).to_string(), room) {
        for part in chop(piece, room) {
            line.put_at(SENTENCE, PLAIN, brief(part, room));
            line.end(out)?;
        }
    }
    Ok(())
}
