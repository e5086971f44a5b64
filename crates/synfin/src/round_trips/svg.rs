//! The drawing: one histogram above the other, over the same times.

use core::ops::RangeInclusive;
use core::time::Duration;

use maud::{Markup, html};

use crate::chart::axis::{Tick, counts};
use crate::chart::page::{MARGIN, Name, axis_below, axis_beside, page};
use crate::language::language::Language;
use crate::language::phrase::say;
use crate::report::text::safe::Safe;
use crate::report::text::units::Span;
use crate::round_trips::histogram::{BINS, BINS_PER_DECADE, begin};
use crate::round_trips::picture::{Half, RoundTrips};
use crate::svg::at::At;

const WIDTH: f64 = 900.0;
const LEFT: f64 = 74.0;
const RIGHT: f64 = WIDTH - 40.0;
const HEIGHT: f64 = 150.0;
const FIRST_TOP: f64 = 118.0;
/// From the top of one histogram to that of the next.
const PANEL: f64 = HEIGHT + 86.0;

/// The picture as SVG.
pub(crate) fn draw(round_trips: &RoundTrips, language: Language) -> String {
    let shown = shown(round_trips);
    let mut drawn = vec![head(round_trips, language)];
    for (index, half) in round_trips.halves().iter().enumerate() {
        drawn.push(panel(half, &shown, FIRST_TOP + PANEL * index as f64, language));
    }
    let name = Name { language, words: &round_trips.title(language) };
    page(WIDTH, FIRST_TOP + 2.0 * PANEL - 36.0, name, &drawn)
}

/// Whole powers of ten around all that is there: at least one.
fn shown(round_trips: &RoundTrips) -> RangeInclusive<usize> {
    let occupied = round_trips.occupied().unwrap_or(3 * BINS_PER_DECADE..=4 * BINS_PER_DECADE);
    let first = occupied.start() / BINS_PER_DECADE * BINS_PER_DECADE;
    let last = (occupied.end() / BINS_PER_DECADE + 1) * BINS_PER_DECADE - 1;
    first..=last.min(BINS - 1)
}

fn head(round_trips: &RoundTrips, language: Language) -> Markup {
    html! {
        text class="title" x=(At(MARGIN)) y="30" { (round_trips.title(language)) }
        text class="faint" x=(At(MARGIN)) y="50" { (language.word("rtt-bins")) }
        @if let Some(source) = round_trips.source() {
            text class="faint ending" x=(At(RIGHT)) y="50" { (Safe(source)) }
        }
    }
}

fn panel(half: &Half, shown: &RangeInclusive<usize>, top: f64, language: Language) -> Markup {
    let bottom = top + HEIGHT;
    let bins = shown.end() - shown.start() + 1;
    let width = (RIGHT - LEFT) / bins as f64;
    let x = |bin: usize| LEFT + (bin - shown.start()) as f64 * width;
    let most = half.times.bins().iter().copied().max().unwrap_or(0).max(1);
    let y = |count: u64| bottom - HEIGHT * count as f64 / most as f64;
    let decades = (*shown.start()..=shown.end() + 1).step_by(BINS_PER_DECADE);
    let ticks: Vec<Tick<usize>> = decades.map(|bin| Tick { at: bin, text: edge(begin(bin)) }).collect();
    let fill = if half.name == "client" { "url(#client)" } else { "" };
    let class = format!("of-{}", half.name);
    html! {
        text class="label" x=(At(LEFT)) y=(At(top - 28.0)) { (half.what(language)) }
        text class="faint" x=(At(LEFT)) y=(At(top - 11.0)) { (half.summary(language)) }
        (axis_below(&ticks, |bin| x(*bin).min(RIGHT), top, bottom))
        (axis_beside(&counts(most, 4), |count| y(*count), LEFT, RIGHT))
        @for bin in shown.clone() {
            @let count = half.times.bins()[bin];
            @if count > 0 {
                @let up = y(count).min(bottom - 1.5);
                g {
                    title {
                        (say!(language, "rtt-bin", from = Span(begin(bin)), to = Span(begin(bin + 1)), count = count))
                    }
                    rect class=[fill.is_empty().then_some(&class)] fill=[Some(fill).filter(|fill| !fill.is_empty())]
                        x=(At(x(bin) + 0.5)) y=(At(up)) width=(At(width - 1.0)) height=(At(bottom - up)) {}
                }
            }
        }
        line class="frame" x1=(At(LEFT)) y1=(At(bottom)) x2=(At(RIGHT)) y2=(At(bottom)) {}
    }
}

/// A power of ten in its unit, without a fraction.
fn edge(at: Duration) -> String {
    match at.as_nanos() {
        0..1_000_000 => format!("{} µs", at.as_micros()),
        1_000_000..1_000_000_000 => format!("{} ms", at.as_millis()),
        _ => format!("{} s", at.as_secs()),
    }
}
