//! One row between the lifelines: its arrows, its words, its tooltip.

use maud::{Markup, html};
use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::entry::Content;
use crate::picture::message::Message;
use crate::picture::run::{Folded, Run};
use crate::picture::stroke::Stroke;
use crate::picture::svg::arrow::{self, Way};
use crate::picture::svg::place::{ABOVE, BELOW, LEADING, SLOPE, STEEP, between};
use crate::report::text::units::Octets;
use crate::report::text::wrap::wrap;
use crate::svg::at::At;

/// Characters of small words that fit between the lifelines.
const LONGEST: usize = 64;
/// How far the second of two crossing arrows begins below the first.
const LATER: f64 = 32.0;

/// Height of a silence within a row.
const CUT: f64 = 26.0;

/// Whether arrows cross in this row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crossing {
    /// None does.
    None,
    /// The next row's arrow crosses this one.
    First,
    /// This one crosses that of the row before.
    Second,
}

/// One row as it is drawn.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) markup: Markup,
    /// Who sends, when it does, and when that arrives; in a run of both ends, the first and the last of it.
    pub(crate) way: Way,
    /// From where to where the lifelines are cut, for a silence within the row.
    pub(crate) cut: Option<[f64; 2]>,
    /// Where the next row begins.
    pub(crate) bottom: f64,
}

/// Draws a row from `top` on.
pub(crate) fn draw(content: &Content, top: f64, crossing: Crossing, language: Language) -> Drawn {
    match content {
        Content::Message(message) => self::message(message, top, crossing, language),
        Content::Run(run) => self::run(run, top, language),
        Content::Missing { from, octets, .. } => {
            let way = Way { from: *from, start: top + ABOVE, end: top + ABOVE + SLOPE };
            let words = say!(language, "ladder-missing", octets = Octets(*octets));
            let (x, y) = (At(between(*from, 0.3)), At(way.start - 3.0));
            let markup = html! { (arrow::missing(way)) text class="trouble middle" x=(x) y=(y) { (words) } };
            Drawn { markup, way, cut: None, bottom: way.end + 6.0 }
        }
    }
}

fn message(message: &Message, top: f64, crossing: Crossing, language: Language) -> Drawn {
    let from = message.verdict.sender;
    let stroke = message.stroke();
    let notes = message.notes(language);
    let (start, end) = match crossing {
        Crossing::None => (top + ABOVE, top + ABOVE + SLOPE),
        // Both have their words above them, each on the side of its sender.
        Crossing::First => (top + ABOVE + LEADING, top + ABOVE + LEADING + STEEP),
        Crossing::Second => (top, top + STEEP),
    };
    let way = Way { from, start, end };
    let (x, label_y, numbers_y, notes_y) = match crossing {
        Crossing::None => (between(from, 0.5), start - 2.0, end + 10.0, end + 10.0 + LEADING),
        Crossing::First => (between(from, 0.25), start - 8.0 - LEADING, start - 8.0, end + LATER + 10.0),
        Crossing::Second => (between(from, 0.25), start - 8.0 - LEADING, start - 8.0, end + 10.0),
    };
    // Words of crossing arrows stand in the lower corners, where their arrows arrive.
    let notes_x = if crossing == Crossing::None { x } else { between(from, 0.75) };
    let notes: Vec<&str> =
        wrap(&notes, if crossing == Crossing::None { LONGEST } else { LONGEST / 2 }).collect();
    let mark = stroke.mark().map(|[mark, _]| mark);
    let markup = html! {
        (arrow::message(way, stroke, message.octets.into()))
        text class="middle" x=(At(x)) y=(At(label_y)) {
            @if let Some(mark) = mark { tspan class="trouble" { (mark) } }
            tspan class="label" dx=[mark.map(|_| 4)] { (language.label(message.verdict.step)) }
            "\u{a0} "
            tspan class="mono" { (message.flags) }
        }
        text class="mono faint middle" x=(At(x)) y=(At(numbers_y)) { (message.numbers()) }
        @for (line, words) in notes.iter().enumerate() {
            text class="mono trouble middle" x=(At(notes_x)) y=(At(notes_y + LEADING * line as f64)) { (words) }
        }
    };
    let below = LEADING * notes.len() as f64;
    let bottom = match crossing {
        Crossing::None | Crossing::Second => end + below + BELOW,
        Crossing::First => start + LATER,
    };
    Drawn { markup, way, cut: None, bottom }
}

fn run(run: &Run, top: f64, language: Language) -> Drawn {
    let mut top = top;
    let mut drawn = Vec::new();
    if run.folded == Folded::Middle {
        let words = say!(language, "ladder-left-out", first = run.first_frame, last = run.last_frame);
        let x = At(between(Direction::Originator, 0.5));
        drawn.push(html! { text class="label middle" x=(x) y=(At(top + ABOVE - 4.0)) { (words) } });
        top += LEADING + 8.0;
    }
    let mut whole: Option<Way> = None;
    let mut cut = None;
    for from in run.senders() {
        let way = Way { from, start: top + ABOVE, end: top + ABOVE + SLOPE };
        let octets = run.octets[from as usize];
        let stroke = if octets > 0 { Stroke::Data } else { Stroke::Acknowledges };
        let remarks = run.remarks(from, language);
        let x = At(between(from, 0.5));
        drawn.push(html! {
            (arrow::run(way, stroke, octets))
            text class="label middle" x=(x) y=(At(way.start - 4.0)) { (run.amount(from, language)) }
            text class="mono faint middle" x=(x) y=(At(way.end + 13.0)) { (remarks) }
        });
        top = way.end + BELOW + 2.0;
        // Beside the words that tell how long it was, which stand at the first arrow.
        if whole.is_none() && run.long_silence().is_some() {
            cut = Some([way.end + 3.0, way.end + 3.0 + CUT]);
            top += CUT - BELOW;
        }
        whole = Some(whole.map_or(way, |first| Way { end: way.end, ..first }));
    }
    let way = whole.unwrap_or(Way { from: Direction::Originator, start: top, end: top });
    Drawn { markup: html! { @for part in &drawn { (part) } }, way, cut, bottom: top }
}
