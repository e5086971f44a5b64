//! The drawing: above, how many connections begin when; below, a bar a connection.

use maud::{Markup, html};
use synfin_flow::stage::Stage;

use crate::chart::axis::{counts, times};
use crate::chart::page::{MARGIN, axis_below, page};
use crate::language::language::Language;
use crate::overview::timeline::{Bar, CELLS, Timeline};
use crate::overview::words::{ends, facts, title, tooltip};
use crate::report::text::safe::Safe;
use crate::report::text::units::{Count, Seconds};
use crate::svg::at::At;

/// Width of a cell.
const CELL: f64 = 1.0;
/// Where the bars begin.
const LEFT: f64 = 380.0;
const RIGHT: f64 = LEFT + CELLS as f64 * CELL;
const WIDTH: f64 = RIGHT + 214.0;
/// Characters of both ends' names that fit before the bars, and of a number before them.
const ENDS: usize = 46;
const NUMBER_END: f64 = 58.0;
/// From one bar to the next.
const ROW: f64 = 18.0;
/// The columns of connections that begin.
const BEGUN_TOP: f64 = 66.0;
const BEGUN: f64 = 40.0;
const TOP: f64 = BEGUN_TOP + BEGUN + 16.0;

/// The picture as SVG.
pub(crate) fn draw(timeline: &Timeline) -> String {
    let bars = timeline.bars();
    let bottom = TOP + ROW * bars.len().max(1) as f64 + 4.0;
    let ticks = times(timeline.span(), 7);
    let span = timeline.span().as_secs_f64().max(f64::MIN_POSITIVE);
    let x =
        |at: &core::time::Duration| LEFT + (CELLS as f64 - 1.0) * CELL * (at.as_secs_f64() / span).min(1.0);
    let mut drawn = vec![head(timeline), axis_below(&ticks, x, BEGUN_TOP, bottom), begun(timeline)];
    for (row, bar) in bars.iter().enumerate() {
        drawn.push(one(timeline, bar, TOP + ROW * row as f64));
    }
    drawn.push(legend(bottom + 40.0));
    page(WIDTH, bottom + 64.0, &format!("overview: {}", title(timeline)), &drawn)
}

fn head(timeline: &Timeline) -> Markup {
    html! {
        text class="title" x=(At(MARGIN)) y="30" { (title(timeline)) }
        text class="faint" x=(At(MARGIN)) y="50" { (facts(timeline)) }
        @if let Some(source) = timeline.source() {
            text class="faint ending" x=(At(WIDTH - MARGIN)) y="50" { (Safe(source)) }
        }
    }
}

/// How many connections begin when.
fn begun(timeline: &Timeline) -> Markup {
    let most = timeline.begun().iter().copied().max().unwrap_or(0).max(1);
    let bottom = BEGUN_TOP + BEGUN;
    let columns = timeline.begun().iter().enumerate().filter(|(_, count)| **count > 0);
    let top = counts(most, 2).last().map_or(most, |tick| tick.at).max(most);
    html! {
        text class="faint ending" x=(At(LEFT - 12.0)) y=(At(BEGUN_TOP + 10.0)) { "at most " (most) " at once" }
        text class="faint ending" x=(At(LEFT - 12.0)) y=(At(bottom)) { "connections that begin" }
        line class="grid" x1=(At(LEFT)) y1=(At(bottom)) x2=(At(RIGHT)) y2=(At(bottom)) {}
        @for (cell, count) in columns {
            @let height = (BEGUN * *count as f64 / top as f64).max(1.5);
            g {
                title { (Count(*count, "connection")) " begin at " (seconds(timeline, cell)) " s" }
                rect class="of-begun" x=(At(LEFT + cell as f64 * CELL)) y=(At(bottom - height)) width="2" height=(At(height)) {}
            }
        }
    }
}

fn seconds(timeline: &Timeline, cell: usize) -> String {
    let nanoseconds = timeline.span().as_nanos() * cell as u128 / (CELLS as u128 - 1);
    let start = timeline.start();
    let at = i64::try_from(nanoseconds).unwrap_or(i64::MAX).saturating_add(start.0);
    Seconds { from: start, to: synfin_flow::time::Moment(at) }.to_string()
}

/// A connection: who, when what, and what became of it.
fn one(timeline: &Timeline, bar: &Bar, top: f64) -> Markup {
    let flow = bar.flow();
    let middle = top + ROW / 2.0;
    let (first, last) = timeline.life(flow);
    let (begin, end) = (LEFT + first as f64 * CELL, LEFT + (last as f64 + 1.0) * CELL);
    let trouble = if flow.reset_by().is_some() { "trouble" } else { "" };
    html! {
        g {
            title { (tooltip(flow, timeline.start())) }
            rect class="hit" x="0" y=(At(top)) width=(At(WIDTH)) height=(At(ROW)) {}
            text class="mono faint ending" x=(At(NUMBER_END)) y=(At(middle + 4.0)) { (flow.number()) }
            text class="mono" x=(At(NUMBER_END + 8.0)) y=(At(middle + 4.0)) { (ends(flow, ENDS)) }
            line class="life" x1=(At(begin)) y1=(At(middle)) x2=(At(end)) y2=(At(middle)) {}
            @for (cell, length, stage) in runs(bar) { (piece(cell, length, stage, middle)) }
            text class=(trouble) x=(At(RIGHT + 12.0)) y=(At(middle + 4.0)) { (Language::English.outcome(flow.outcome())) }
        }
    }
}

/// Cells in a row with the same stage.
fn runs(bar: &Bar) -> impl Iterator<Item = (usize, usize, Stage)> {
    let mut at = 0;
    bar.cells().chunk_by(|one, other| one == other).filter_map(move |run| {
        let begin = at;
        at += run.len();
        run.first().copied().flatten().map(|stage| (begin, run.len(), stage))
    })
}

/// Where a connection goes on, its bar is low; where it begins, ends or breaks, high.
const fn height(stage: Stage) -> f64 {
    match stage {
        Stage::Transfer => 6.0,
        Stage::Outside => 8.0,
        Stage::Open | Stage::Close => 12.0,
        Stage::Reset => 15.0,
    }
}

fn piece(cell: usize, length: usize, stage: Stage, middle: f64) -> Markup {
    // Narrower than this nothing is seen.
    let width = (length as f64 * CELL).max(2.5);
    shape(LEFT + cell as f64 * CELL, width, stage, middle)
}

fn shape(x: f64, width: f64, stage: Stage, middle: f64) -> Markup {
    let height = height(stage);
    let has_pattern = matches!(stage, Stage::Close | Stage::Reset | Stage::Outside) && width > 4.0;
    let fill = has_pattern.then(|| format!("url(#{})", stage.name()));
    let class = (!has_pattern).then(|| format!("of-{}", stage.name()));
    html! {
        rect class=[class] fill=[fill] x=(At(x)) y=(At(middle - height / 2.0)) width=(At(width)) height=(At(height)) {}
    }
}

/// What the colours mean.
fn legend(y: f64) -> Markup {
    let words = ["opens", "data", "closes", "reset", "outside the connection"];
    let places = [LEFT, LEFT + 90.0, LEFT + 170.0, LEFT + 260.0, LEFT + 346.0];
    html! {
        @for ((stage, word), x) in Stage::ALL.into_iter().zip(words).zip(places) {
            (shape(x, 22.0, stage, y))
            text class="faint" x=(At(x + 28.0)) y=(At(y + 4.0)) { (word) }
        }
        line class="life" x1=(At(LEFT + 520.0)) y1=(At(y)) x2=(At(LEFT + 544.0)) y2=(At(y)) {}
        text class="faint" x=(At(LEFT + 550.0)) y=(At(y + 4.0)) { "nothing sent" }
    }
}
