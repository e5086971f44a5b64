//! The drawing: above, how many connections begin when; below, a bar a connection.

use maud::{Markup, html};
use synfin_flow::stage::Stage;
use synfin_flow::time::Moment;

use crate::chart::axis::{counts, times};
use crate::chart::legend::{Sign, legend};
use crate::chart::page::{MARGIN, Name, axis_below, page};
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::overview::timeline::{Bar, CELLS, Timeline};
use crate::overview::words::{ends, facts, title, tooltip};
use crate::report::text::safe::Safe;
use crate::report::text::units::{Seconds, Span};
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
pub(crate) fn draw(timeline: &Timeline, language: Language) -> String {
    let bars = timeline.bars();
    let bottom = TOP + ROW * bars.len().max(1) as f64 + 4.0;
    let ticks = times(timeline.span(), 7);
    let span = timeline.span().as_secs_f64().max(f64::MIN_POSITIVE);
    let x =
        |at: &core::time::Duration| LEFT + (CELLS as f64 - 1.0) * CELL * (at.as_secs_f64() / span).min(1.0);
    let mut drawn =
        vec![head(timeline, language), axis_below(&ticks, x, BEGUN_TOP, bottom), begun(timeline, language)];
    for (row, bar) in bars.iter().enumerate() {
        drawn.push(one(timeline, bar, TOP + ROW * row as f64, language));
    }
    drawn.push(legend(&signs(bottom + 40.0, language), LEFT, WIDTH - MARGIN, bottom + 40.0));
    let name = say!(language, "overview-name", title = title(timeline, language));
    page(WIDTH, bottom + 64.0, Name { language, words: &name }, &drawn)
}

fn head(timeline: &Timeline, language: Language) -> Markup {
    html! {
        text class="title" x=(At(MARGIN)) y="30" { (title(timeline, language)) }
        text class="faint" x=(At(MARGIN)) y="50" { (facts(timeline, language)) }
        @if let Some(source) = timeline.source() {
            text class="faint ending" x=(At(WIDTH - MARGIN)) y="50" { (Safe(source)) }
        }
    }
}

/// How many connections begin when.
fn begun(timeline: &Timeline, language: Language) -> Markup {
    let most = timeline.begun().iter().copied().max().unwrap_or(0).max(1);
    let bottom = BEGUN_TOP + BEGUN;
    let columns = timeline.begun().iter().enumerate().filter(|(_, count)| **count > 0);
    let top = counts(most, 2).last().map_or(most, |tick| tick.at).max(most);
    html! {
        text class="faint ending" x=(At(LEFT - 12.0)) y=(At(BEGUN_TOP + 10.0)) { (say!(language, "overview-most", count = most, span = Span(timeline.part(CELLS)))) }
        text class="faint ending" x=(At(LEFT - 12.0)) y=(At(bottom)) { (language.word("overview-begin")) }
        line class="grid" x1=(At(LEFT)) y1=(At(bottom)) x2=(At(RIGHT)) y2=(At(bottom)) {}
        @for (cell, count) in columns {
            @let height = (BEGUN * *count as f64 / top as f64).max(1.5);
            g {
                title { (say!(language, "overview-begin-at", count = *count, time = seconds(timeline, cell))) }
                rect class="of-begun" x=(At(LEFT + cell as f64 * CELL)) y=(At(bottom - height)) width="2" height=(At(height)) {}
            }
        }
    }
}

fn seconds(timeline: &Timeline, cell: usize) -> Seconds {
    let nanoseconds = timeline.span().as_nanos() * cell as u128 / (CELLS as u128 - 1);
    let start = timeline.start();
    let at = i64::try_from(nanoseconds).unwrap_or(i64::MAX).saturating_add(start.0);
    Seconds { from: start, to: Moment(at) }
}

/// A connection: who, when what, and what became of it.
fn one(timeline: &Timeline, bar: &Bar, top: f64, language: Language) -> Markup {
    let flow = bar.flow();
    let middle = top + ROW / 2.0;
    let (first, last) = timeline.life(flow);
    let (begin, end) = (LEFT + first as f64 * CELL, LEFT + (last as f64 + 1.0) * CELL);
    let trouble = if flow.reset_by().is_some() { "trouble" } else { "" };
    html! {
        g {
            title { (tooltip(flow, timeline.start(), language)) }
            rect class="hit" x="0" y=(At(top)) width=(At(WIDTH)) height=(At(ROW)) {}
            text class="mono faint ending" x=(At(NUMBER_END)) y=(At(middle + 4.0)) { (flow.number()) }
            text class="mono" x=(At(NUMBER_END + 8.0)) y=(At(middle + 4.0)) { (ends(flow, ENDS)) }
            line class="life" x1=(At(begin)) y1=(At(middle)) x2=(At(end)) y2=(At(middle)) {}
            @for (cell, length, stage) in runs(bar) { (piece(cell, length, stage, middle)) }
            text class=(trouble) x=(At(RIGHT + 12.0)) y=(At(middle + 4.0)) { (language.outcome(flow.outcome())) }
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

/// How far the bar of a stage reaches above the middle of its row, and below: however narrow it is, so it is told from others. Where a
/// connection goes on, it is low; what opens stands up, what closes hangs down, and what breaks does both.
const fn reach(stage: Stage) -> [f64; 2] {
    match stage {
        Stage::Transfer => [3.0, 3.0],
        Stage::Outside => [4.5, 4.5],
        Stage::Open => [8.0, 3.0],
        Stage::Close => [3.0, 8.0],
        Stage::Reset => [8.0, 8.0],
    }
}

fn piece(cell: usize, length: usize, stage: Stage, middle: f64) -> Markup {
    // Narrower than this nothing is seen.
    let width = (length as f64 * CELL).max(2.5);
    shape(LEFT + cell as f64 * CELL, width, stage, middle)
}

fn shape(x: f64, width: f64, stage: Stage, middle: f64) -> Markup {
    let [above, below] = reach(stage);
    let has_pattern = matches!(stage, Stage::Close | Stage::Reset | Stage::Outside) && width > 4.0;
    let fill = has_pattern.then(|| format!("url(#{})", stage.name()));
    let class = (!has_pattern).then(|| format!("of-{}", stage.name()));
    html! {
        rect class=[class] fill=[fill] x=(At(x)) y=(At(middle - above)) width=(At(width)) height=(At(above + below)) {}
    }
}

/// What the colours mean.
fn signs(y: f64, language: Language) -> Vec<Sign> {
    const WIDE: f64 = 22.0;
    let words = ["legend-opens", "legend-data", "legend-closes", "legend-reset", "legend-outside"];
    let stages = Stage::ALL.into_iter().zip(words).map(|(stage, word)| Sign {
        width: WIDE,
        draw: Box::new(move |x| shape(x, WIDE, stage, y)),
        word: language.word(word).into_owned(),
    });
    let nothing = move |x| html! { line class="life" x1=(At(x)) y1=(At(y)) x2=(At(x + WIDE)) y2=(At(y)) {} };
    let word = language.word("legend-nothing-sent").into_owned();
    stages.chain([Sign { width: WIDE, draw: Box::new(nothing), word }]).collect()
}

#[cfg(test)]
mod tests {
    use super::reach;
    use synfin_flow::stage::Stage;

    #[test]
    fn every_stage_is_told_from_the_others_without_its_colour() {
        let mut seen = Stage::ALL.map(|stage| reach(stage).map(|pixels| (pixels * 10.0) as u32));
        seen.sort_unstable();
        assert!(seen.windows(2).all(|two| two[0] != two[1]), "{seen:?}");
    }
}
