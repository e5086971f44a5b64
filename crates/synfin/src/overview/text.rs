//! The same in a terminal: a line a connection, a character a part of the time.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::stage::Stage;

use crate::chart::axis::times;
use crate::chart::lines::{legend, pieces, sentence, tick_at};
use crate::language::phrase::say;
use crate::overview::timeline::{CELLS, Timeline, rarer};
use crate::overview::words::{ends, facts, title};
use crate::report::look::Look;
use crate::report::text::line::{Line, columns as columns_of};
use crate::report::text::palette::{FAINT, STRONG, of_flow, of_stage};
use crate::report::text::units::Span;

const PLAIN: Style = Style::new();
const NUMBER_END: usize = 6;
const ENDS: usize = 8;
/// Columns behind the bars.
const BEHIND: usize = 26;
/// On a narrower page a bar stands on a line of its own, below its connection.
const ROOMY: usize = 80;
/// What the characters mean.
const LEGEND: [(&str, &str); 6] = [
    ("o", "legend-opens"),
    ("=", "legend-data"),
    ("c", "legend-closes"),
    ("X", "legend-reset"),
    ("?", "legend-outside"),
    ("-", "legend-nothing-sent"),
];
/// How full a column of connections that begin is.
const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The character of a stage: each its own, so that no colour is needed.
const fn glyph(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "o",
        Stage::Transfer => "=",
        Stage::Close => "c",
        Stage::Reset => "X",
        Stage::Outside => "?",
    }
}

/// Writes it.
pub(crate) fn write(mut out: impl Write, look: Look, timeline: &Timeline) -> io::Result<()> {
    let language = look.language;
    let page = look.picture_page();
    let is_stacked = page < ROOMY;
    let room = (page / 3).min(44);
    let left = if is_stacked { ENDS } else { ENDS + room + 1 };
    let behind = if is_stacked { 0 } else { BEHIND };
    let columns = page.saturating_sub(left + behind).clamp(16, CELLS);
    let column_of = |cell: usize| cell * columns / CELLS;
    let mut line = Line::new(look);
    sentence(&mut out, &mut line, look, STRONG, &title(timeline, language))?;
    sentence(&mut out, &mut line, look, FAINT, &facts(timeline, language))?;
    if timeline.connections() == 0 {
        return out.flush();
    }

    let mut begun = vec![0_u64; columns];
    for (cell, count) in timeline.begun().iter().enumerate() {
        begun[column_of(cell)] += count;
    }
    let most = begun.iter().copied().max().unwrap_or(0).max(1);
    let begin = say!(language, "overview-begin-most", count = most, span = Span(timeline.part(columns)));
    if is_stacked {
        line.put_at(left, FAINT, begin);
        line.end(&mut out)?;
    } else {
        line.put_before(left - 1, FAINT, begin);
    }
    line.advance(left);
    for count in begun {
        let level = if count == 0 { 0 } else { 1 + (count - 1) * 7 / most.max(2).saturating_sub(1) };
        line.put_word(FAINT, LEVELS[(level as usize).min(8)]);
    }
    line.end(&mut out)?;

    for bar in timeline.bars() {
        let flow = bar.flow();
        line.put_before(NUMBER_END, STRONG, flow.number());
        let outcome = language.outcome(flow.outcome());
        let room = if is_stacked { page - ENDS - columns_of(outcome) - 2 } else { room };
        line.put_at(ENDS, PLAIN, ends(flow, room));
        if is_stacked {
            line.put_before(page, of_flow(flow), outcome);
            line.end(&mut out)?;
        }
        line.advance(left);
        let (first, last) = timeline.life(flow);
        let mut cells = vec![None; columns];
        for (cell, stage) in bar.cells().iter().enumerate() {
            let column = &mut cells[column_of(cell)];
            *column = rarer(*column, *stage);
        }
        let last = column_of(last);
        for (column, stage) in cells.into_iter().enumerate().take(last + 1) {
            match stage {
                Some(stage) => line.put_word(of_stage(stage), glyph(stage)),
                None if column >= column_of(first) => line.put_word(FAINT, "-"),
                None => line.put_word(PLAIN, " "),
            }
        }
        if !is_stacked {
            line.put_at(left + columns + 1, of_flow(flow), outcome);
        }
        line.end(&mut out)?;
    }
    axis(&mut line, timeline, left, columns, look);
    line.end(&mut out)?;
    pieces(&mut out, &mut line, look, FAINT, &legend(&LEGEND, language))?;
    out.flush()
}

fn axis(line: &mut Line, timeline: &Timeline, left: usize, columns: usize, look: Look) {
    let span = timeline.span().as_nanos().max(1);
    for tick in times(timeline.span(), (columns / 12).clamp(2, 7)) {
        let place = left + usize::try_from(tick.at.as_nanos() * (columns as u128 - 1) / span).unwrap_or(0);
        tick_at(line, look, place, &tick.text);
    }
}
