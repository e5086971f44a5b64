//! The picture as a page of its own: the drawing, and below it every sentence; runs can be unfolded there, without a script.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::entry::{Band, Content, Entry};
use crate::picture::ladder::{Ladder, Row};
use crate::picture::svg::drawing;
use crate::picture::words::{sentence, tooltip};
use crate::report::text::safe::Safe;
use crate::report::text::units::Span;

/// Nothing is asked from elsewhere, and no script runs, whatever a name holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "\
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 1000px; padding: 8px;
  font: 14px/1.5 ui-sans-serif, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif;
  color: #1d232b; background: #ffffff }
.picture { overflow-x: auto }
svg { display: block; width: 100%; min-width: 700px; height: auto }
details { margin: 12px 16px }
summary { cursor: pointer; font-weight: 600 }
li { margin: 4px 0 }
details details { margin: 2px 0 }
details details summary { font-weight: 400; opacity: .75 }
.silence { list-style: none; opacity: .75 }
@media (prefers-color-scheme: dark) { body { color: #e3e7ed; background: #14171c } }
";

/// The page.
pub fn page(ladder: &Ladder, language: Language) -> String {
    let [originator, responder] = Direction::BOTH.map(|end| ladder.end(end));
    let (flow, ends) = (ladder.flow().number(), format!("{originator} → {responder}"));
    let outcome = ladder.outcome(language);
    let title = say!(language, "ladder-page", flow = flow, ends = ends, outcome = outcome);
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title {
                    (title)
                    @if let Some(source) = ladder.source() { " – " (Safe(source)) }
                }
                style { (PreEscaped(STYLE)) }
            }
            body {
                div class="picture" { (PreEscaped(drawing::draw(ladder, language))) }
                @for (band, rows) in parts(ladder.rows()) { (sentences(ladder, band, rows, language)) }
            }
        }
    }
    .into_string()
}

/// The rows of each band.
fn parts(rows: &[Row]) -> impl Iterator<Item = (Band, &[Row])> {
    let parts = rows.chunk_by(|_, next| !matches!(next, Row::Band(_)));
    parts.filter_map(|part| match part {
        [Row::Band(band), rows @ ..] => Some((*band, rows)),
        _ => None,
    })
}

/// The sentences of one band, folded away until somebody wants them.
fn sentences(ladder: &Ladder, band: Band, rows: &[Row], language: Language) -> Markup {
    html! {
        details {
            summary { (say!(language, "ladder-in-sentences", band = language.band(band))) }
            ul {
                @for row in rows {
                    @match row {
                        Row::Entry(rung) => li { (row_told(ladder, &rung.entry, language)) },
                        Row::Gap(silence) => li class="silence" { (say!(language, "ladder-silence", span = Span(*silence))) },
                        Row::Band(_) => {},
                    }
                }
            }
        }
    }
}

/// One row in a sentence; a run can be unfolded.
fn row_told(ladder: &Ladder, entry: &Entry, language: Language) -> Markup {
    let start = ladder.flow().first_time();
    let Content::Run(run) = &entry.content else { return html! { (tooltip(entry, start, language)) } };
    let segments = ladder.unfolded(run);
    let more = run.segments.iter().sum::<u64>().saturating_sub(segments.len() as u64);
    html! {
        (tooltip(entry, start, language))
        @if !segments.is_empty() {
            details {
                summary { (language.word("ladder-segment-by-segment")) }
                ul {
                    @for segment in segments { li { (sentence(segment, start, language)) } }
                    @if more > 0 { li { (say!(language, "ladder-more", count = more)) } }
                }
            }
        }
    }
}
