//! What the lines mean, below the picture: of those that are in it.

use maud::{Markup, html};

use crate::language::language::Language;
use crate::picture::ladder::Ladder;
use crate::picture::sign::Sign;
use crate::picture::stroke::Stroke;
use crate::picture::svg::arrow::lost;
use crate::picture::svg::place::{WIDTH, zigzag};
use crate::svg::at::At;
use crate::svg::width::words_width;

/// Height of a line of it, and of what is around all of them.
const LINE: f64 = 28.0;
const AROUND: f64 = 18.0;
/// How wide a line is at most: nobody knows how wide its words are.
const ROOM: f64 = WIDTH - 60.0;
/// From a sign to its word.
const BESIDE: f64 = 7.0;
/// From a word to the next sign, at least and at most.
const APART: [f64; 2] = [14.0, 40.0];
/// Length of a line.
const LENGTH: f64 = 32.0;

/// A sign with its word.
struct Told {
    sign: Sign,
    word: String,
    width: f64,
}

/// What is told, line by line.
pub(crate) struct Legend {
    lines: Vec<Vec<Told>>,
}

impl Legend {
    /// What needs a word in this picture.
    pub(crate) fn of(ladder: &Ladder, language: Language) -> Legend {
        let mut lines: Vec<Vec<Told>> = Vec::new();
        // However little an arrow brings, it is a little wider.
        for sign in
            Sign::ALL.into_iter().filter(|sign| sign.occurs(ladder, |stroke| stroke != Stroke::Resets, 1))
        {
            let (mark, id) = words(sign);
            let word = format!("{mark}{}", language.word(id));
            let width = width(sign) + BESIDE + words_width(&word);
            let told = Told { sign, word, width };
            match lines.last_mut().filter(|line| least(line) + APART[0] + width <= ROOM) {
                Some(line) => line.push(told),
                None => lines.push(vec![told]),
            }
        }
        Legend { lines }
    }

    /// Height of it.
    pub(crate) fn height(&self) -> f64 {
        AROUND + LINE * self.lines.len() as f64
    }

    /// Draws it from `top` on, each line in the middle.
    pub(crate) fn draw(&self, top: f64) -> Markup {
        html! {
            @for (line, y) in self.lines.iter().zip(0_u8..).map(|(line, row)| (line, top + 24.0 + LINE * f64::from(row))) {
                @for (told, x) in line.iter().zip(places(line)) {
                    (draw(told.sign, x, y))
                    text class="faint" x=(At(x + width(told.sign) + BESIDE)) y=(At(y + 4.0)) { (told.word) }
                }
            }
        }
    }
}

/// How wide a line of the legend is at least.
fn least(line: &[Told]) -> f64 {
    line.iter().map(|told| told.width).sum::<f64>() + APART[0] * (line.len() as f64 - 1.0)
}

/// Where the signs of a line stand.
fn places(line: &[Told]) -> impl Iterator<Item = f64> {
    let widths: f64 = line.iter().map(|told| told.width).sum();
    let gaps = line.len() as f64 - 1.0;
    let apart = ((ROOM - widths) / gaps.max(1.0)).clamp(APART[0], APART[1]);
    let start = (WIDTH - widths - apart * gaps) / 2.0;
    line.iter().scan(start, move |x, told| {
        let place = *x;
        *x += told.width + apart;
        Some(place)
    })
}

/// The mark before a sign's word, and the id of that.
const fn words(sign: Sign) -> (&'static str, &'static str) {
    let word = match sign {
        // There are lines beside the bars.
        Sign::Known => "legend-state-known",
        sign => sign.word(),
    };
    let mark = match sign {
        Sign::Again => "↻ ",
        Sign::Outside => "◌ ",
        Sign::Reset => "✖ ",
        _ => "",
    };
    (mark, word)
}

const fn width(sign: Sign) -> f64 {
    match sign {
        Sign::Known | Sign::Assumed => 12.0,
        Sign::More => 2.0 * LENGTH + 4.0,
        Sign::Silence => 6.0,
        _ => LENGTH,
    }
}

fn draw(sign: Sign, x: f64, y: f64) -> Markup {
    match sign {
        Sign::Known => bar(x, y, false),
        Sign::Assumed => bar(x, y, true),
        Sign::More => html! { (line(x, y, "data", 1.6)) (line(x + LENGTH + 4.0, y, "data", 4.5)) },
        Sign::Folded => html! { (line(x, y, "data run", 7.0)) (line(x, y, "data", 1.4)) },
        Sign::Again => line(x, y, "again", 1.8),
        Sign::Probes => line(x, y, "probes", 1.6),
        Sign::Outside => line(x, y, "outside", 1.8),
        Sign::Reset => line(x, y, "resets", 2.0),
        Sign::Missing => html! { (line(x, y, "missing", 1.6)) (lost(x + LENGTH - 6.0, y)) },
        Sign::Silence => html! { path class="cut" d=(zigzag(x + 3.0, y - 11.0, y + 11.0)) {} },
    }
}

fn line(x: f64, y: f64, class: &str, width: f64) -> Markup {
    html! {
        line class={ "line " (class) } x1=(At(x)) y1=(At(y)) x2=(At(x + LENGTH)) y2=(At(y)) stroke-width=(At(width)) {}
    }
}

fn bar(x: f64, y: f64, assumed: bool) -> Markup {
    html! {
        rect class="bar state-established" x=(At(x)) y=(At(y - 9.0)) width="12" height="18" rx="2" {}
        @if assumed { rect fill="url(#assumed)" x=(At(x)) y=(At(y - 9.0)) width="12" height="18" {} }
    }
}
