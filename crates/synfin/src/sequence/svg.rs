//! The drawing: a direction above the other, over the same time.

use core::fmt::Write as _;
use core::time::Duration;

use maud::{Markup, html};
use synfin_flow::direction::Direction;
use synfin_flow::time::Moment;

use crate::chart::axis::{octets, times};
use crate::chart::legend::{Sign, legend};
use crate::chart::page::{MARGIN, Name, axis_below, axis_beside, page};
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::safe::Safe;
use crate::report::text::units::Seconds;
use crate::report::text::wrap::wrap;
use crate::sequence::drawing::Drawing;
use crate::sequence::mark::{Kind, Mark};
use crate::sequence::scale::Scale;
use crate::sequence::steps::Steps;
use crate::svg::at::At;

const WIDTH: f64 = 1000.0;
const LEFT: f64 = 84.0;
/// Half of the words of the last mark of time may stand behind it.
const RIGHT: f64 = WIDTH - MARGIN - 24.0;
/// Height of a direction in which there is much to see, and of one in which there is little.
const TALL: f64 = 380.0;
const LOW: f64 = 150.0;
/// Where the first heading begins.
const HEAD: f64 = 64.0;
/// Height of a heading, and of each line below it.
const HEADING: f64 = 24.0;
const LEADING: f64 = 16.0;
/// Columns of such a line.
const REMARKS: usize = 130;
/// From the numbers to what follows: the words of the axis stand there.
const BELOW: f64 = 32.0;
/// The least height of a mark.
const LEAST: f64 = 5.0;
/// Letters nearer than this would cover one another.
const LETTER_GAP: f64 = 7.0;

/// The picture as SVG.
pub(crate) fn draw(drawing: &Drawing, language: Language) -> String {
    let mut drawn = vec![head(drawing, language)];
    let mut y = HEAD;
    for of in Direction::BOTH {
        let remarks = drawing.remarks(of, language);
        let remarks: Vec<&str> = wrap(&remarks, REMARKS).collect();
        let top = y + HEADING + LEADING * remarks.len() as f64;
        let bottom = top + if drawing.panel(of).is_rich() { TALL } else { LOW };
        drawn.push(heading(&drawing.heading(of, language), &remarks, y));
        drawn.push(panel(drawing, of, [top, bottom], language));
        y = bottom + BELOW;
    }
    let y = y + 18.0;
    drawn.push(legend(&signs(y, language), LEFT, RIGHT, y));
    let name = say!(language, "sequence-name", title = drawing.title(language));
    page(WIDTH, y + 26.0, Name { language, words: &name }, &drawn)
}

fn head(drawing: &Drawing, language: Language) -> Markup {
    html! {
        text class="title" x=(At(MARGIN)) y="30" { (drawing.title(language)) }
        text class="faint" x=(At(MARGIN)) y="50" { (drawing.facts(language)) }
        @if let Some(source) = drawing.source() {
            text class="faint ending" x=(At(RIGHT)) y="50" { (Safe(source)) }
        }
    }
}

/// Whose numbers are drawn, and below it what is not.
fn heading(words: &str, remarks: &[&str], top: f64) -> Markup {
    html! {
        text class="label" x=(At(LEFT)) y=(At(top + 16.0)) { (words) }
        @for (line, remark) in (1..).zip(remarks) {
            text class="faint" x=(At(LEFT)) y=(At(top + 16.0 + LEADING * f64::from(line))) { (remark) }
        }
    }
}

fn panel(drawing: &Drawing, of: Direction, [top, bottom]: [f64; 2], language: Language) -> Markup {
    let panel = drawing.panel(of);
    let (low, high, _) = panel.extent();
    let time = Scale { low: 0, high: drawing.span(), from: LEFT + 14.0, to: RIGHT - 6.0 };
    let number = Scale { low, high, from: bottom - 8.0, to: top + 18.0 };
    let ticks = times(Duration::from_nanos(drawing.span().unsigned_abs()), 8);
    let x = |at: &Duration| time.at(i64::try_from(at.as_nanos()).unwrap_or(i64::MAX));
    let numbers = octets(low, high, if bottom - top > LOW { 7 } else { 3 });
    html! {
        (axis_below(&ticks, x, top, bottom))
        (axis_beside(&numbers, |at| number.at(*at), LEFT, RIGHT))
        rect class="frame" x=(At(LEFT)) y=(At(top)) width=(At(RIGHT - LEFT)) height=(At(bottom - top)) {}
        (line(&panel.window, "window", &language.word("sequence-window"), time, number))
        (line(&panel.acknowledged, "ack", &language.word("sequence-acknowledged"), time, number))
        (marks(panel.marks.marks(), drawing, [time, number], language))
    }
}

/// A line that goes level until it jumps, to the end of the picture; where it lies above that, it is not drawn.
fn line(steps: &Steps, name: &str, told: &str, time: Scale, number: Scale) -> Markup {
    let mut path = String::new();
    let mut is_seen = false;
    for step in steps.steps() {
        let x = At(time.at(step.time));
        if is_seen {
            let _ = write!(path, "H{x}");
        }
        // What comes from above the picture comes in at its upper edge, and what goes there leaves at it.
        let goes_on = step.last <= number.high;
        if !is_seen && goes_on {
            let from = if path.is_empty() { step.last } else { number.high };
            let _ = write!(path, "M{x} {}", At(number.at(from)));
        }
        if is_seen || goes_on {
            for value in [step.low, step.high, step.last] {
                let _ = write!(path, "V{}", At(number.at(value)));
            }
        }
        is_seen = goes_on;
    }
    if is_seen {
        let _ = write!(path, "H{}", At(time.to));
    }
    html! {
        @if !path.is_empty() {
            path class={ "line line-" (name) } d=(path) { title { (told) } }
        }
    }
}

/// All marks, what is rare over what is frequent.
fn marks(marks: &[Mark], drawing: &Drawing, [time, number]: [Scale; 2], language: Language) -> Markup {
    let mut letters = Vec::new();
    html! {
        @for kind in Kind::ALL {
            @for mark in marks.iter().filter(|mark| mark.kind == kind) {
                @let (x, low, high) = (time.at(mark.time), number.at(mark.low), number.at(mark.high));
                g {
                    title { (tooltip(mark, drawing, language)) }
                    (shape(kind, x, low, high))
                    // Behind a SYN the first octets go up from where its letter would stand; before it there is nothing.
                    @let aside = if kind == Kind::Opens { -LETTER_GAP } else { 0.0 };
                    // The cross of a reset reaches above its number.
                    @let above = if kind == Kind::Resets { 6.0 } else { 3.0 };
                    @if let Some(letter) = kind.letter() && has_room(&mut letters, x + aside, high) {
                        text class={ "letter letter-" (kind.name()) } x=(At(x + aside)) y=(At(high - above)) { (letter) }
                    }
                }
            }
        }
    }
}

/// A line from the first number to the last, with a foot and a head where there is room for them.
fn shape(kind: Kind, x: f64, low: f64, high: f64) -> Markup {
    let path = match kind {
        Kind::Resets => {
            format!("M{} {}l8 8m0 -8l-8 8", At(x - 4.0), At(high - 4.0))
        }
        Kind::ZeroWindow => format!("M{} {}h8", At(x - 4.0), At(high)),
        // What is too short to be seen would be lost.
        _ if low - high < LEAST => format!("M{} {}v{}", At(x), At((low + high - LEAST) / 2.0), At(LEAST)),
        _ if low - high < 8.0 || kind == Kind::Sack => format!("M{} {}V{}", At(x), At(low), At(high)),
        _ => format!(
            "M{} {}H{}M{} {}V{}M{} {}H{}",
            At(x - 2.0),
            At(low),
            At(x + 2.0),
            At(x),
            At(low),
            At(high),
            At(x - 2.0),
            At(high),
            At(x + 2.0)
        ),
    };
    html! { path class={ "mark mark-" (kind.name()) } d=(path) {} }
}

/// Whether a letter would cover none of those before; remembers it then.
fn has_room(letters: &mut Vec<(f64, f64)>, x: f64, y: f64) -> bool {
    let near =
        |other: &(f64, f64)| (other.0 - x).abs() < LETTER_GAP && (other.1 - y).abs() < LETTER_GAP + 3.0;
    // Marks of a kind come in the order of their times: those that are near stand at the end.
    let free = !letters.iter().rev().take(64).any(near);
    if free {
        letters.push((x, y));
    }
    free
}

fn tooltip(mark: &Mark, drawing: &Drawing, language: Language) -> String {
    let start = drawing.flow().first_time();
    let time = Seconds { from: start, to: Moment(start.0.saturating_add(mark.time)) };
    let &Mark { frame, segments: count, low, high, .. } = mark;
    let who = if count == 1 {
        say!(language, "sequence-frame", frame = frame, time = time)
    } else {
        say!(language, "sequence-frames", count = count, frame = frame, time = time)
    };
    match mark.kind {
        Kind::Data => say!(language, "sequence-data", who = who, low = low, high = high),
        Kind::Sack => say!(language, "sequence-sack", who = who, low = low, high = high),
        Kind::Opens => say!(language, "sequence-opens", who = who),
        Kind::Closes => say!(language, "sequence-closes", who = who, low = low, high = high),
        Kind::Again => say!(language, "sequence-again", who = who, low = low, high = high),
        Kind::ZeroWindow => say!(language, "sequence-zero-window", who = who, low = low),
        Kind::Resets => say!(language, "sequence-resets", who = who, low = low),
    }
}

/// What the lines mean.
fn signs(y: f64, language: Language) -> Vec<Sign> {
    let word = |id| language.word(id).into_owned();
    let kinds = [
        (Kind::Data, word("legend-octets")),
        (Kind::Again, format!("R {}", word("legend-again"))),
        (Kind::Opens, "S SYN".to_owned()),
        (Kind::Closes, "F FIN".to_owned()),
        (Kind::Resets, format!("X {}", word("legend-reset"))),
        (Kind::Sack, "SACK".to_owned()),
        (Kind::ZeroWindow, format!("0 {}", word("legend-window-closed"))),
    ];
    let marks = kinds.into_iter().map(|(kind, word)| {
        let reach = if matches!(kind, Kind::Resets | Kind::ZeroWindow) { 0.0 } else { 7.0 };
        Sign { width: 8.0, draw: Box::new(move |x| shape(kind, x + 4.0, y + reach, y - reach)), word }
    });
    let lines = [("ack", "legend-acknowledged"), ("window", "legend-window")].map(|(name, id)| Sign {
        width: 24.0,
        draw: Box::new(move |x| {
            html! { path class={ "line line-" (name) } d={ "M" (At(x)) " " (At(y)) "h24" } {} }
        }),
        word: word(id),
    });
    marks.chain(lines).collect()
}
