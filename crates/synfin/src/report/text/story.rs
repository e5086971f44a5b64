//! A story for people.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;

use crate::flow_summary::FlowSummary;
use crate::language::phrase::{listed, say};
use crate::report::look::Look;
use crate::report::text::line::Line;
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG, of_flow};
use crate::report::text::segments::end_point;
use crate::report::text::units::{Span, Utc};
use crate::report::text::wrap::wrap;
use crate::story::sentence::{Sentence, Story};

const PLAIN: Style = Style::new();
const SENTENCE: usize = 20;
const FRAMES_END: usize = 18;

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
    line.put(FORTH, end_point(originator));
    line.put(PLAIN, " → ");
    line.put(BACK, end_point(responder));
    line.put(PLAIN, "  ");
    line.put(of_flow(flow), look.language.outcome(flow.outcome()));
    line.end(&mut out)?;
    let [began, lasted] = [Utc(flow.first_time()).to_string(), Span(flow.duration()).to_string()];
    line.put(FAINT, listed(&[began, lasted], look.language));
    line.end(&mut out)?;
    for chapter in &story.chapters {
        line.end(&mut out)?;
        line.put(STRONG, &chapter.title);
        line.end(&mut out)?;
        for sentence in &chapter.sentences {
            write_sentence(&mut out, &mut line, look, sentence)?;
        }
    }
    out.flush()
}

fn write_sentence(out: &mut impl Write, line: &mut Line, look: Look, sentence: &Sentence) -> io::Result<()> {
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
    for piece in wrap(&sentence.text, look.page().saturating_sub(SENTENCE)) {
        line.put_at(SENTENCE, PLAIN, piece);
        line.end(out)?;
    }
    Ok(())
}
