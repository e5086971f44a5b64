//! The same in a terminal, a character a place.

use core::time::Duration;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use synfin_flow::direction::Direction;

use crate::chart::axis::{octets, times};
use crate::chart::lines::{legend, pieces, sentence, tick_at};
use crate::report::look::Look;
use crate::report::text::line::Line;
use crate::report::text::palette::{FAINT, STRONG, TROUBLE};
use crate::sequence::drawing::Drawing;
use crate::sequence::mark::Kind;
use crate::sequence::scale::Scale;
use crate::sequence::steps::Steps;

/// What the characters mean.
const LEGEND: [(&str, &str); 6] = [
    ("|", "legend-octets"),
    ("R", "legend-again"),
    ("X", "legend-reset"),
    ("0", "legend-window-closed"),
    (".", "legend-acknowledged"),
    ("-", "legend-window"),
];
/// The same of what has one name in every language.
const NAMED: [&str; 3] = ["S SYN", "F FIN", "s SACK"];
const LEFT: usize = 10;
const TALL: usize = 18;
const LOW: usize = 4;

/// A place: what stands there, and how.
type Place = Option<(&'static str, Style)>;

const ACK: Style = AnsiColor::Green.on_default();
const WINDOW: Style = AnsiColor::Yellow.on_default();

/// Writes it.
pub(crate) fn write(mut out: impl Write, look: Look, drawing: &Drawing) -> io::Result<()> {
    let language = look.language;
    let mut line = Line::new(look);
    sentence(&mut out, &mut line, look, STRONG, &drawing.title(language))?;
    sentence(&mut out, &mut line, look, FAINT, &drawing.facts(language))?;
    for of in Direction::BOTH {
        line.end(&mut out)?;
        sentence(&mut out, &mut line, look, STRONG, &drawing.heading(of, language))?;
        sentence(&mut out, &mut line, look, FAINT, &drawing.remarks(of, language))?;
        panel(&mut out, &mut line, drawing, of, look)?;
    }
    let mut signs = legend(&LEGEND, language);
    signs.splice(2..2, NAMED.map(str::to_owned));
    pieces(&mut out, &mut line, look, FAINT, &signs)?;
    out.flush()
}

fn panel(
    out: &mut impl Write,
    line: &mut Line,
    drawing: &Drawing,
    of: Direction,
    look: Look,
) -> io::Result<()> {
    let columns = look.picture_page() - LEFT - 1;
    let panel = drawing.panel(of);
    let rows = if panel.is_rich() { TALL } else { LOW };
    let (low, high, _) = panel.extent();
    let time = Scale { low: 0, high: drawing.span(), from: 0.0, to: columns as f64 - 1.0 };
    let number = Scale { low, high, from: rows as f64 - 1.0, to: 0.0 };
    let mut places: Vec<Vec<Place>> = vec![vec![None; columns]; rows];
    draw_steps(&mut places, &panel.window, ("-", WINDOW), time, number);
    draw_steps(&mut places, &panel.acknowledged, (".", ACK), time, number);
    for kind in Kind::ALL {
        for mark in panel.marks.marks().iter().filter(|mark| mark.kind == kind) {
            let column = time.at(mark.time).round() as usize;
            let (top, bottom) = (number.at(mark.high).round() as usize, number.at(mark.low).round() as usize);
            for row in &mut places[top..=bottom] {
                row[column] = Some(glyph(kind));
            }
        }
    }
    let mut ticks = vec![None; rows];
    for tick in octets(low, high, rows / 4 + 2) {
        ticks[number.at(tick.at).round() as usize].get_or_insert(tick.text);
    }
    for (row, tick) in places.into_iter().zip(ticks) {
        line.put_before(LEFT - 1, FAINT, tick.unwrap_or_default());
        line.advance(LEFT - 1);
        line.put_word(FAINT, "|");
        for (word, style) in row.into_iter().map(|place| place.unwrap_or((" ", Style::new()))) {
            line.put_word(style, word);
        }
        line.end(out)?;
    }
    for tick in times(Duration::from_nanos(drawing.span().unsigned_abs()), (columns / 14).clamp(2, 8)) {
        let at = time.at(i64::try_from(tick.at.as_nanos()).unwrap_or(i64::MAX)).round() as usize;
        tick_at(line, look, LEFT + at, &tick.text);
    }
    line.end(out)
}

fn draw_steps(
    places: &mut [Vec<Place>],
    steps: &Steps,
    with: (&'static str, Style),
    time: Scale,
    number: Scale,
) {
    let steps = steps.steps();
    for (index, step) in steps.iter().enumerate().filter(|(_, step)| step.last <= number.high) {
        let row = number.at(step.last).round() as usize;
        let from = time.at(step.time).round() as usize;
        let to = steps.get(index + 1).map_or(time.to, |next| time.at(next.time)).round() as usize;
        if let Some(level) = places[row].get_mut(from..=to) {
            level.fill(Some(with));
        }
    }
}

const fn glyph(kind: Kind) -> (&'static str, Style) {
    match kind {
        Kind::Data => ("|", Style::new()),
        Kind::Sack => ("s", AnsiColor::Magenta.on_default()),
        Kind::Opens => ("S", STRONG),
        Kind::Closes => ("F", STRONG),
        Kind::Again => ("R", TROUBLE),
        Kind::ZeroWindow => ("0", TROUBLE),
        Kind::Resets => ("X", TROUBLE),
    }
}
