//! What the lines mean, below the picture.

use maud::{Markup, html};

use crate::language::language::Language;
use crate::picture::svg::place::{WIDTH, zigzag};
use crate::svg::at::At;
use crate::svg::width::words_width;

/// Height of it.
pub(crate) const HEIGHT: f64 = 46.0;
/// From a sign to its word.
const BESIDE: f64 = 7.0;
/// Length of a line.
const LENGTH: f64 = 32.0;

/// Something that needs a word: how wide it is, and how it is drawn from a place on.
type Sign = (f64, fn(f64, f64) -> Markup);

/// The signs, each with a mark before its word and the id of that.
const SIGNS: [(Sign, &str, &str); 8] = [
    ((12.0, |x, y| bar(x, y, false)), "", "legend-state-known"),
    ((12.0, |x, y| bar(x, y, true)), "", "legend-assumed"),
    ((2.0 * LENGTH + 4.0, more), "", "legend-more"),
    ((LENGTH, folded), "", "legend-folded"),
    ((LENGTH, |x, y| line(x, y, "again", 1.8)), "↻ ", "legend-again"),
    ((LENGTH, |x, y| line(x, y, "resets", 2.0)), "✖ ", "legend-reset"),
    ((LENGTH, |x, y| line(x, y, "missing", 1.6)), "✕ ", "legend-not-captured"),
    ((5.0, silence), "", "legend-silence"),
];

/// Draws it from `top` on; what is left of the width is shared out between the signs.
pub(crate) fn draw(top: f64, language: Language) -> Markup {
    let y = top + 24.0;
    let words = SIGNS.map(|(_, mark, id)| format!("{mark}{}", language.word(id)));
    let widths: Vec<f64> =
        SIGNS.iter().zip(&words).map(|((sign, ..), word)| sign.0 + BESIDE + words_width(word)).collect();
    let left = (WIDTH - widths.iter().sum::<f64>()) / (SIGNS.len() + 1) as f64;
    let places = widths.iter().scan(0.0, |x, width| {
        let place = *x + left;
        *x = place + width;
        Some(place)
    });
    html! {
        @for (x, (((width, sign), ..), word)) in places.zip(SIGNS.iter().zip(&words)) {
            (sign(x, y))
            text class="faint" x=(At(x + width + BESIDE)) y=(At(y + 4.0)) { (word) }
        }
    }
}

fn line(x: f64, y: f64, class: &str, width: f64) -> Markup {
    html! {
        line class={ "line " (class) } x1=(At(x)) y1=(At(y)) x2=(At(x + LENGTH)) y2=(At(y)) stroke-width=(At(width)) {}
    }
}

fn bar(x: f64, y: f64, assumed: bool) -> Markup {
    html! {
        rect class="state-established" x=(At(x)) y=(At(y - 9.0)) width="12" height="18" rx="2" {}
        @if assumed { rect fill="url(#assumed)" x=(At(x)) y=(At(y - 9.0)) width="12" height="18" {} }
    }
}

fn more(x: f64, y: f64) -> Markup {
    html! { (line(x, y, "data", 1.6)) (line(x + LENGTH + 4.0, y, "data", 4.5)) }
}

fn folded(x: f64, y: f64) -> Markup {
    html! { (line(x, y, "data run", 7.0)) (line(x, y, "data", 1.4)) }
}

fn silence(x: f64, y: f64) -> Markup {
    html! { path class="cut" d=(zigzag(x, y - 14.0, y + 14.0)) {} }
}
