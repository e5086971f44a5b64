//! What stands above the lifelines: the connection, what became of it, and its two ends.

use maud::{Markup, html};
use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::language::phrase::{listed, say};
use crate::picture::ladder::Ladder;
use crate::picture::svg::place::{MARGIN, WIDTH, lifeline};
use crate::report::text::safe::Safe;
use crate::svg::at::At;

/// Width of a character of an end's name, at most.
const CHARACTER: f64 = 8.0;
/// Height of all this.
pub(crate) const HEIGHT: f64 = 126.0;

/// Draws it.
pub(crate) fn draw(ladder: &Ladder, language: Language) -> Markup {
    let x = At(MARGIN + 8.0);
    let facts = listed(&[ladder.began(), ladder.extent(language)], language);
    let (flow, outcome) = (ladder.flow().number(), ladder.outcome(language));
    html! {
        text class="title" x=(x) y="30" { (say!(language, "ladder-title", flow = flow, outcome = outcome)) }
        text class="faint" x=(x) y="50" { (facts) }
        @if let Some(source) = ladder.source() {
            text class="faint ending" x=(At(WIDTH - MARGIN - 8.0)) y="50" { (Safe(source)) }
        }
        @for end in Direction::BOTH { (box_of(ladder, end, language)) }
    }
}

fn box_of(ladder: &Ladder, end: Direction, language: Language) -> Markup {
    let name = ladder.end(end);
    let middle = lifeline(end);
    let width = name.chars().count() as f64 * CHARACTER + 28.0;
    html! {
        rect class="box" x=(At(middle - width / 2.0)) y="68" width=(At(width)) height="46" rx="6" {}
        text class="faint middle" x=(At(middle)) y="86" { (ladder.role(end, language)) }
        text class="mono end middle" x=(At(middle)) y="104" { (name) }
    }
}
