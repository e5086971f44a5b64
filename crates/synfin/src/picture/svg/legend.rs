//! What the lines mean, below the picture.

use maud::{Markup, html};

use crate::picture::svg::place::{At, zigzag};

/// Height of it.
pub(crate) const HEIGHT: f64 = 46.0;

/// Draws it from `top` on.
pub(crate) fn draw(top: f64) -> Markup {
    let y = top + 24.0;
    let line = |x: f64, class: &str, width: f64| {
        html! {
            line class={ "line " (class) } x1=(At(x)) y1=(At(y)) x2=(At(x + 32.0)) y2=(At(y)) stroke-width=(At(width)) {}
        }
    };
    let word = |x: f64, word: &str| html! { text class="faint" x=(At(x)) y=(At(y + 4.0)) { (word) } };
    let bar = |x: f64, assumed: bool| {
        html! {
            rect class="state-established" x=(At(x)) y=(At(y - 9.0)) width="12" height="18" rx="2" {}
            @if assumed { rect fill="url(#assumed)" x=(At(x)) y=(At(y - 9.0)) width="12" height="18" {} }
        }
    };
    html! {
        (bar(24.0, false)) (word(44.0, "state known"))
        (bar(134.0, true)) (word(154.0, "only assumed"))
        (line(252.0, "data", 1.6)) (line(288.0, "data", 4.5)) (word(328.0, "more octets"))
        (line(424.0, "data run", 7.0)) (line(424.0, "data", 1.4)) (word(464.0, "folded"))
        (line(528.0, "again", 1.8)) (word(568.0, "↻ sent again"))
        (line(664.0, "resets", 2.0)) (word(704.0, "✖ reset"))
        (line(770.0, "missing", 1.6)) (word(810.0, "✕ not captured"))
        path class="cut" d=(zigzag(920.0, y - 14.0, y + 14.0)) {} (word(932.0, "silence"))
    }
}
