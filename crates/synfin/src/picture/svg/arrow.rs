//! One arrow from lifeline to lifeline.

use maud::{Markup, html};
use synfin_flow::direction::Direction;

use crate::picture::stroke::Stroke;
use crate::picture::svg::place::{between, shore};
use crate::svg::at::At;

/// Where an arrow goes: from its sender's lifeline at one height to the other's at another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) from: Direction,
    pub(crate) start: f64,
    pub(crate) end: f64,
}

impl Way {
    /// The point that is this part of the way.
    fn at(self, part: f64) -> (f64, f64) {
        (between(self.from, part), self.start + (self.end - self.start) * part)
    }

    /// Its direction, of length 1.
    fn direction(self) -> (f64, f64) {
        let across = shore(self.from.opposite()) - shore(self.from);
        let down = self.end - self.start;
        let length = across.hypot(down);
        (across / length, down / length)
    }
}

/// How wide a line is for so many octets: it grows with their logarithm.
pub(crate) fn width(octets: u64) -> f64 {
    1.4 + 0.8 * (octets as f64 + 1.0).log10()
}

/// An arrow of one segment.
pub(crate) fn message(way: Way, stroke: Stroke, octets: u64) -> Markup {
    let width = width(octets);
    if stroke == Stroke::Resets {
        return html! { (line(way, 1.0, stroke.name(), 2.0)) (cross(way, stroke.name())) };
    }
    html! { (line(way, 0.985, stroke.name(), width)) (head(way, stroke.name(), width)) }
}

/// The arrow of a run: a wide pale line around a narrow one.
pub(crate) fn run(way: Way, stroke: Stroke, octets: u64) -> Markup {
    let width = width(octets) + 4.0;
    let pale = format!("{} run", stroke.name());
    html! { (line(way, 0.98, &pale, width)) (line(way, 0.985, stroke.name(), 1.4)) (head(way, stroke.name(), width)) }
}

/// The arrow of octets that were not captured: it does not arrive.
pub(crate) fn missing(way: Way) -> Markup {
    let (x, y) = way.at(0.6);
    html! { (line(way, 0.6, "missing", 1.6)) (lost(x, y)) }
}

fn line(way: Way, part: f64, class: &str, width: f64) -> Markup {
    let ((x1, y1), (x2, y2)) = (way.at(0.0), way.at(part));
    html! {
        line class={ "line " (class) } x1=(At(x1)) y1=(At(y1)) x2=(At(x2)) y2=(At(y2)) stroke-width=(At(width)) {}
    }
}

fn head(way: Way, class: &str, width: f64) -> Markup {
    let (length, half) = (8.0 + width, 3.0 + width * 0.7);
    let ((x, y), (right, down)) = (way.at(1.0), way.direction());
    let (back_x, back_y) = (x - right * length, y - down * length);
    let corners = [
        (x, y),
        (back_x - down * half, back_y + right * half),
        (back_x + down * half, back_y - right * half),
    ];
    let points = corners.map(|(x, y)| format!("{},{}", At(x), At(y))).join(" ");
    html! { polygon class={ (class) "-head" } points=(points) {} }
}

/// The end of what never arrived: a ring with a stroke through it, which no reset has.
pub(crate) fn lost(x: f64, y: f64) -> Markup {
    const RADIUS: f64 = 5.5;
    const ASIDE: f64 = RADIUS * core::f64::consts::FRAC_1_SQRT_2;
    let path = format!("M{} {}L{} {}", At(x - ASIDE), At(y + ASIDE), At(x + ASIDE), At(y - ASIDE));
    html! {
        circle class="lost" cx=(At(x)) cy=(At(y)) r=(At(RADIUS)) {}
        path class="lost" d=(path) {}
    }
}

/// A cross before the lifeline at which the arrow arrives.
fn cross(way: Way, class: &str) -> Markup {
    const ARM: f64 = 5.0;
    let (x, y) = way.at(1.0);
    let x = x - way.direction().0 * ARM;
    let path = format!(
        "M{} {}L{} {}M{} {}L{} {}",
        At(x - ARM),
        At(y - ARM),
        At(x + ARM),
        At(y + ARM),
        At(x - ARM),
        At(y + ARM),
        At(x + ARM),
        At(y - ARM)
    );
    html! { path class={ "line cross " (class) } d=(path) {} }
}
