//! The page that a drawing stands on.

use maud::{Markup, PreEscaped, html};

use crate::chart::axis::Tick;
use crate::chart::style;
use crate::language::language::Language;
use crate::svg::at::At;

/// Space around all of it.
pub(crate) const MARGIN: f64 = 16.0;

/// What is read out to those who do not see a drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'w> {
    pub(crate) language: Language,
    pub(crate) words: &'w str,
}

/// A drawing of this size as a file of its own.
pub(crate) fn page(width: f64, height: f64, name: Name<'_>, drawn: &[Markup]) -> String {
    let whole = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (At(width)) " " (At(height)) } width=(At(width))
            height=(At(height)) lang=(name.language.tag()) aria-label=(name.words) {
            style { (PreEscaped(style::sheet())) }
            (patterns())
            rect class="page" width=(At(width)) height=(At(height)) {}
            @for part in drawn { (part) "\n" }
        }
    };
    whole.into_string()
}

/// What tells the parts of a picture apart where colours do not.
fn patterns() -> Markup {
    let pattern = |name: &str, lines: Markup| {
        html! {
            pattern id=(name) width="6" height="6" patternUnits="userSpaceOnUse" {
                rect class={ "of-" (name) } width="6" height="6" {}
                (lines)
            }
        }
    };
    html! {
        defs {
            (pattern("close", html! { path class="stripe" d="M-1 1L1 -1M-1 7L7 -1M5 7L7 5" {} }))
            (pattern("reset", html! { path class="stripe" d="M0 0L6 6M6 0L0 6" {} }))
            (pattern("outside", html! { circle class="dot" cx="3" cy="3" r="1.2" {} }))
            (pattern("client", html! { path class="stripe" d="M-1 1L1 -1M-1 7L7 -1M5 7L7 5" {} }))
        }
    }
}

/// An axis along the bottom: a line and its words at each mark, and pale lines up to `top`.
pub(crate) fn axis_below<T>(ticks: &[Tick<T>], x: impl Fn(&T) -> f64, top: f64, bottom: f64) -> Markup {
    html! {
        @for tick in ticks {
            line class="grid" x1=(At(x(&tick.at))) y1=(At(top)) x2=(At(x(&tick.at))) y2=(At(bottom + 4.0)) {}
            text class="faint middle" x=(At(x(&tick.at))) y=(At(bottom + 18.0)) { (tick.text) }
        }
    }
}

/// An axis along the left side, with pale lines to `right`.
pub(crate) fn axis_beside<T>(ticks: &[Tick<T>], y: impl Fn(&T) -> f64, left: f64, right: f64) -> Markup {
    html! {
        @for tick in ticks {
            line class="grid" x1=(At(left - 4.0)) y1=(At(y(&tick.at))) x2=(At(right)) y2=(At(y(&tick.at))) {}
            text class="faint ending" x=(At(left - 8.0)) y=(At(y(&tick.at) + 4.0)) { (tick.text) }
        }
    }
}
