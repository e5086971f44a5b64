//! The drawing: a direction above the other, over the same time.

use core::fmt::Write as _;
use core::time::Duration;

use maud::{Markup, html};
use synfin_flow::direction::Direction;

use crate::chart::axis::{octets, times};
use crate::chart::page::{MARGIN, axis_below, axis_beside, page};
use crate::report::text::safe::Safe;
use crate::report::text::units::{Count, Seconds};
use crate::sequence::drawing::Drawing;
use crate::sequence::mark::{Kind, Mark};
use crate::sequence::scale::Scale;
use crate::sequence::steps::Steps;
use crate::svg::at::At;

const WIDTH: f64 = 1000.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = WIDTH - MARGIN - 8.0;
/// Height of a direction in which there is much to see, and of one in which there is little.
const TALL: f64 = 380.0;
const LOW: f64 = 150.0;
/// Letters nearer than this would cover one another.
const LETTER_GAP: f64 = 7.0;

/// The picture as SVG.
pub(crate) fn draw(drawing: &Drawing) -> String {
    let mut drawn = vec![head(drawing)];
    let mut top = 92.0;
    for of in Direction::BOTH {
        let height = if drawing.panel(of).is_rich() { TALL } else { LOW };
        drawn.push(panel(drawing, of, top, top + height));
        top += height + 68.0;
    }
    drawn.push(legend(top - 22.0));
    page(WIDTH, top + 4.0, &format!("time and sequence numbers of {}", drawing.title()), &drawn)
}

fn head(drawing: &Drawing) -> Markup {
    html! {
        text class="title" x=(At(MARGIN)) y="30" { (drawing.title()) }
        text class="faint" x=(At(MARGIN)) y="50" { (drawing.facts()) }
        @if let Some(source) = drawing.source() {
            text class="faint ending" x=(At(RIGHT)) y="50" { (Safe(source)) }
        }
    }
}

fn panel(drawing: &Drawing, of: Direction, top: f64, bottom: f64) -> Markup {
    let panel = drawing.panel(of);
    let (low, high, _) = panel.extent();
    let time = Scale { low: 0, high: drawing.span(), from: LEFT + 6.0, to: RIGHT - 6.0 };
    let number = Scale { low, high, from: bottom - 8.0, to: top + 18.0 };
    let ticks = times(Duration::from_nanos(drawing.span().unsigned_abs()), 8);
    let x = |at: &Duration| time.at(i64::try_from(at.as_nanos()).unwrap_or(i64::MAX));
    let numbers = octets(low, high, if bottom - top > LOW { 7 } else { 3 });
    html! {
        text class="label" x=(At(LEFT)) y=(At(top - 8.0)) { (drawing.heading(of)) }
        text class="faint ending" x=(At(RIGHT)) y=(At(top - 8.0)) { (drawing.remarks(of)) }
        (axis_below(&ticks, x, top, bottom))
        (axis_beside(&numbers, |at| number.at(*at), LEFT, RIGHT))
        rect class="frame" x=(At(LEFT)) y=(At(top)) width=(At(RIGHT - LEFT)) height=(At(bottom - top)) {}
        (line(&panel.window, "window", "how far the window reaches", time, number))
        (line(&panel.acknowledged, "ack", "what is acknowledged", time, number))
        (marks(panel.marks.marks(), drawing, time, number))
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
fn marks(marks: &[Mark], drawing: &Drawing, time: Scale, number: Scale) -> Markup {
    let mut letters = Vec::new();
    html! {
        @for kind in Kind::ALL {
            @for mark in marks.iter().filter(|mark| mark.kind == kind) {
                @let (x, low, high) = (time.at(mark.time), number.at(mark.low), number.at(mark.high));
                g {
                    title { (tooltip(mark, drawing)) }
                    (shape(kind, x, low, high))
                    @if let Some(letter) = kind.letter() && has_room(&mut letters, x, high) {
                        text class={ "letter letter-" (kind.name()) } x=(At(x)) y=(At(high - 3.0)) { (letter) }
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
        // An end that is not seen would be lost.
        _ if low - high < 2.0 => format!("M{} {}v2", At(x), At(high - 1.0)),
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

fn tooltip(mark: &Mark, drawing: &Drawing) -> String {
    let start = drawing.flow().first_time();
    let at = Seconds { from: start, to: synfin_flow::time::Moment(start.0.saturating_add(mark.time)) };
    let who = if mark.segments == 1 {
        format!("frame {}, {at} s", mark.frame)
    } else {
        format!("{} from frame {} on, {at} s", Count(mark.segments, "segment"), mark.frame)
    };
    let numbers = format!("{} to {}", mark.low, mark.high);
    match mark.kind {
        Kind::Data => format!("{who}: {numbers}"),
        Kind::Sack => format!("{who}: SACK {numbers}"),
        Kind::Opens => format!("{who}: SYN"),
        Kind::Closes => format!("{who}: FIN, {numbers}"),
        Kind::Again => format!("{who}: sent again, {numbers}"),
        Kind::ZeroWindow => format!("{who}: window closed at {}", mark.low),
        Kind::Resets => format!("{who}: reset at {}", mark.low),
    }
}

/// What the lines mean.
fn legend(y: f64) -> Markup {
    let kinds = [
        (Kind::Data, "octets"),
        (Kind::Again, "R again"),
        (Kind::Opens, "S SYN"),
        (Kind::Closes, "F FIN"),
        (Kind::Resets, "X reset"),
        (Kind::Sack, "SACK"),
        (Kind::ZeroWindow, "0 window closed"),
    ];
    html! {
        @for (index, (kind, word)) in kinds.into_iter().enumerate() {
            @let x = LEFT + 4.0 + 92.0 * index as f64;
            @let reach = if matches!(kind, Kind::Resets | Kind::ZeroWindow) { 0.0 } else { 7.0 };
            (shape(kind, x, y + reach, y - reach))
            text class="faint" x=(At(x + 10.0)) y=(At(y + 4.0)) { (word) }
        }
        @for (x, name, word) in [(LEFT + 680.0, "ack", "acknowledged"), (LEFT + 808.0, "window", "window")] {
            path class={ "line line-" (name) } d={ "M" (At(x)) " " (At(y)) "h24" } {}
            text class="faint" x=(At(x + 30.0)) y=(At(y + 4.0)) { (word) }
        }
    }
}
