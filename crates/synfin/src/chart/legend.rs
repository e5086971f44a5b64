//! What the signs of a drawing mean, beside one another as far as their words reach.

use maud::{Markup, html};

use crate::svg::at::At;
use crate::svg::width::words_width;

/// From a sign to its word.
const BESIDE: f64 = 6.0;
/// From a word to the next sign, at most.
const APART: f64 = 30.0;

/// A sign that needs a word.
pub(crate) struct Sign {
    /// How wide it is.
    pub(crate) width: f64,
    /// Draws it from this place on.
    pub(crate) draw: Box<dyn Fn(f64) -> Markup>,
    pub(crate) word: String,
}

/// Draws the signs from `left` to `right` at most, in the middle of the height `y`.
pub(crate) fn legend(signs: &[Sign], left: f64, right: f64, y: f64) -> Markup {
    let widths: Vec<f64> = signs.iter().map(|sign| sign.width + BESIDE + words_width(&sign.word)).collect();
    let gaps = signs.len().saturating_sub(1).max(1) as f64;
    let apart = ((right - left - widths.iter().sum::<f64>()) / gaps).clamp(0.0, APART);
    let places = widths.iter().scan(left, |x, width| {
        let place = *x;
        *x = place + width + apart;
        Some(place)
    });
    html! {
        @for (x, sign) in places.zip(signs) {
            ((sign.draw)(x))
            text class="faint" x=(At(x + sign.width + BESIDE)) y=(At(y + 4.0)) { (sign.word) }
        }
    }
}
