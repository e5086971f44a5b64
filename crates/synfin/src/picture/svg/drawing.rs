//! The drawing, from top to bottom.

use maud::{Markup, PreEscaped, html};
use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::entry::{Band, Content};
use crate::picture::ladder::{Ladder, Row, Rung, is_crossed};
use crate::picture::svg::legend::Legend;
use crate::picture::svg::lifeline::Lifeline;
use crate::picture::svg::place::{BAND, FRAME_END, GAP, MARGIN, TIME_END, WIDTH, between};
use crate::picture::svg::rung::{Crossing, draw as draw_rung};
use crate::picture::svg::{head, style};
use crate::picture::words::{frames, tooltip};
use crate::report::text::units::{Seconds, Span};
use crate::svg::at::At;

/// The picture as SVG.
pub fn draw(ladder: &Ladder, language: Language) -> String {
    let mut drawing = Drawing {
        ladder,
        language,
        y: head::HEIGHT,
        band: None,
        bands: Vec::new(),
        rungs: Vec::new(),
        lifelines: Direction::BOTH.map(|end| Lifeline::new(end, head::HEIGHT - 12.0, language)),
    };
    let rows = ladder.rows();
    for (index, row) in rows.iter().enumerate() {
        match row {
            Row::Band(band) => drawing.band(*band),
            Row::Gap(silence) => {
                // Before a band, the silence belongs to none.
                if matches!(rows.get(index + 1), Some(Row::Band(_))) {
                    drawing.end_band();
                }
                drawing.gap(Span(*silence));
            }
            Row::Entry(rung) => {
                drawing.rung(rung, is_crossed(rows.get(index + 1)));
            }
        }
    }
    drawing.whole().into_string()
}

struct Drawing<'a> {
    ladder: &'a Ladder,
    language: Language,
    /// Where the next row begins.
    y: f64,
    /// The band that has begun, and where.
    band: Option<(Band, f64)>,
    bands: Vec<Markup>,
    rungs: Vec<Markup>,
    lifelines: [Lifeline; 2],
}

impl Drawing<'_> {
    fn band(&mut self, band: Band) {
        self.end_band();
        self.band = Some((band, self.y));
        self.y += BAND;
    }

    fn end_band(&mut self) {
        let Some((band, top)) = self.band.take() else { return };
        let height = self.y - top;
        self.y += 8.0;
        self.bands.push(html! {
            rect class={ "band-" (band.name()) } x=(At(MARGIN)) y=(At(top)) width=(At(WIDTH - 2.0 * MARGIN))
                height=(At(height)) rx="8" {}
            text class={ "word word-" (band.name()) } x=(At(MARGIN + 10.0)) y=(At(top + 20.0)) { (self.language.band(band)) }
        });
    }

    fn gap(&mut self, silence: Span) {
        let (top, bottom) = (self.y + 4.0, self.y + GAP - 4.0);
        self.lifelines.iter_mut().for_each(|lifeline| lifeline.cut(top, bottom));
        let (x, y) = (At(between(Direction::Originator, 0.5)), At(self.y + GAP / 2.0 + 4.0));
        let words = say!(self.language, "ladder-silence", span = silence);
        self.rungs.push(html! { text class="faint middle" x=(x) y=(y) { (words) } });
        self.y += GAP;
    }

    fn rung(&mut self, rung: &Rung, crossed: bool) {
        let entry = &rung.entry;
        let crossing = match (rung.crosses, crossed) {
            (true, _) => Crossing::Second,
            (false, true) => Crossing::First,
            (false, false) => Crossing::None,
        };
        let drawn = draw_rung(&entry.content, self.y, crossing, self.language);
        let (from, to) = (drawn.way.from, drawn.way.from.opposite());
        self.lifelines[from as usize].change(entry.states[from as usize], drawn.way.start);
        // What a crossing arrow brings is told once both have arrived.
        let arrives = (crossing != Crossing::First).then_some((entry.states[to as usize], drawn.way.end));
        let [before, behind] = match drawn.cut {
            Some([top, _]) if drawn.way.end > top => [None, arrives],
            _ => [arrives, None],
        };
        if let Some((state, y)) = before {
            self.lifelines[to as usize].change(state, y);
        }
        if let Some([top, bottom]) = drawn.cut {
            self.lifelines.iter_mut().for_each(|lifeline| lifeline.cut(top, bottom));
        }
        if let Some((state, y)) = behind {
            self.lifelines[to as usize].change(state, y);
        }
        let start = self.ladder.flow().first_time();
        let time = Seconds { from: start, to: entry.first_time() };
        let y = drawn.way.start + 4.0;
        let is_missing = matches!(entry.content, Content::Missing { .. });
        self.rungs.push(html! {
            g {
                title { (tooltip(entry, start, self.language)) }
                rect class="hit" x=(At(MARGIN)) y=(At(self.y)) width=(At(WIDTH - 2.0 * MARGIN))
                    height=(At(drawn.bottom - self.y)) {}
                @if !is_missing {
                    text class="mono ending" x=(At(TIME_END)) y=(At(y)) { (time) }
                    @if let Some(after) = rung.after {
                        text class="mono faint ending" x=(At(TIME_END)) y=(At(y + 13.0)) { "+" (Span(after)) }
                    }
                    text class="mono faint ending" x=(At(FRAME_END)) y=(At(y)) { (frames(&entry.content)) }
                }
                (drawn.markup)
            }
        });
        self.y = drawn.bottom;
    }

    fn whole(mut self) -> Markup {
        self.end_band();
        let bottom = self.y;
        let legend = Legend::of(self.ladder, self.language);
        let height = bottom + legend.height();
        let [originator, responder] = self.lifelines.map(|lifeline| lifeline.end(bottom));
        let language = self.language;
        let (flow, outcome) = (self.ladder.flow().number(), self.ladder.outcome(language));
        let name = say!(language, "ladder-name", flow = flow, outcome = outcome);
        html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (At(WIDTH)) " " (At(height)) } width=(At(WIDTH))
                height=(At(height)) lang=(language.tag()) aria-label=(name) {
                style { (PreEscaped(style::sheet())) }
                defs {
                    pattern id="assumed" width="6" height="6" patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)" {
                        line class="stripe" x1="0" y1="3" x2="6" y2="3" stroke-width="3" {}
                    }
                }
                rect class="page" width=(At(WIDTH)) height=(At(height)) {}
                (head::draw(self.ladder, language))
                @for part in self.bands.iter().chain(&originator).chain(&responder).chain(&self.rungs) { (part) "\n" }
                (legend.draw(bottom))
            }
        }
    }
}
