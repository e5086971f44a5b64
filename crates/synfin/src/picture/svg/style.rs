//! The colours and lines of the drawing.
//!
//! The hues are those of Okabe and Ito, which people tell apart whichever colours they see, and the states that one hue is for differ
//! in lightness. Each says again what a word, a dash or a mark says.

use crate::svg::sheet::{Color, sheet_of};

#[rustfmt::skip]
const COLORS: [Color; 41] = [
    (".page, .lost",             "fill",   "#ffffff", "#14171c"),
    (".stripe",                  "stroke", "#ffffff", "#14171c"),
    ("text",                     "fill",   "#1d232b", "#e3e7ed"),
    (".faint",                   "fill",   "#5f6b7a", "#97a3b3"),
    (".trouble",                 "fill",   "#9a4a00", "#f2a65a"),
    (".box",                     "fill",   "#f4f6f8", "#1e232b"),
    (".box",                     "stroke", "#c9d0d9", "#3a434f"),
    (".cut",                     "stroke", "#7b8796", "#6f7c8d"),
    (".band-handshake",          "fill",   "#eef6fc", "#16222d"),
    (".band-data",               "fill",   "#f0f9f5", "#152420"),
    (".band-close",              "fill",   "#fdf5e6", "#272116"),
    (".band-reset",              "fill",   "#fdefe8", "#2b1c17"),
    (".word-handshake",          "fill",   "#00639e", "#56b4e9"),
    (".word-data",               "fill",   "#006b50", "#3fc79c"),
    (".word-close",              "fill",   "#855a00", "#e6a940"),
    (".word-reset",              "fill",   "#a84300", "#f58a52"),
    (".opens",                   "stroke", "#0072b2", "#56b4e9"),
    (".data",                    "stroke", "#007a5c", "#2fb98c"),
    (".acknowledges",            "stroke", "#7b8796", "#8693a4"),
    (".probes",                  "stroke", "#7b8796", "#8693a4"),
    (".closes",                  "stroke", "#b97f00", "#e6a940"),
    (".again, .missing, .lost",  "stroke", "#9a4a00", "#f2a65a"),
    (".resets",                  "stroke", "#c94f00", "#ff8a4d"),
    (".outside",                 "stroke", "#7b8796", "#8693a4"),
    (".opens-head",              "fill",   "#0072b2", "#56b4e9"),
    (".data-head",               "fill",   "#007a5c", "#2fb98c"),
    (".acknowledges-head, .probes-head, .outside-head", "fill", "#7b8796", "#8693a4"),
    (".closes-head",             "fill",   "#b97f00", "#e6a940"),
    (".again-head",              "fill",   "#9a4a00", "#f2a65a"),
    (".bar",                     "stroke", "#5f6b7a", "#97a3b3"),
    (".state-syn-sent",          "fill",   "#56b4e9", "#2f7fae"),
    (".state-syn-received",      "fill",   "#0072b2", "#7cc7f2"),
    (".state-established",       "fill",   "#009e73", "#0a8f6b"),
    (".state-fin-wait-1",        "fill",   "#e69f00", "#c98d0c"),
    (".state-fin-wait-2",        "fill",   "#f2c867", "#ecd08a"),
    (".state-closing",           "fill",   "#9c6900", "#8a640f"),
    (".state-close-wait",        "fill",   "#cc79a7", "#b5648f"),
    (".state-last-ack",          "fill",   "#8e4a73", "#e3aacb"),
    (".state-time-wait",         "fill",   "#b3a61c", "#a89c26"),
    (".state-closed",            "fill",   "#aeb7c2", "#566170"),
    (".state-unknown",           "stroke", "#7b8796", "#6f7c8d"),
];

/// What does not depend on the colours.
const SHAPES: &str = "\
text { font: 12px ui-sans-serif, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif }
.mono { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 11px }
.title { font-size: 17px; font-weight: 600 }
.label, .word, .end { font-weight: 600 }
.end { font-size: 13px }
.word { letter-spacing: .04em }
.middle { text-anchor: middle }
.ending { text-anchor: end }
.line, .cut { fill: none }
.again, .missing { stroke-dasharray: 7 5 }
.probes { stroke-dasharray: 1.5 4; stroke-linecap: round }
.outside { stroke-dasharray: 2 4 }
.resets { stroke-dasharray: 14 3 3 3 }
.run { stroke-opacity: .3 }
.lost { stroke-width: 1.8 }
.cross { stroke-dasharray: none; stroke-width: 3; stroke-linecap: round }
.cut { stroke-width: 1.5; stroke-linejoin: round }
.bar { stroke-width: .8 }
.state-unknown { fill: none; stroke-dasharray: 2 3 }
.hit { fill: none; pointer-events: all }
";

/// The style sheet of a ladder.
pub(crate) fn sheet() -> String {
    sheet_of(SHAPES, &COLORS)
}

#[cfg(test)]
mod tests {
    use super::{COLORS, sheet};
    use crate::picture::entry::Band;
    use crate::picture::stroke::Stroke;
    use crate::picture::svg::lifeline::class;
    use crate::svg::contrast::contrast;
    use synfin_flow::endpoint::basis::Basis;
    use synfin_flow::endpoint::state::State;

    #[test]
    fn words_can_be_read_and_lines_seen_on_every_band_of_a_light_page_and_of_a_dark_one() {
        let is_ground = |selector: &str| selector.starts_with(".page") || selector.starts_with(".band");
        let is_word = |selector: &str| {
            ["text", ".faint", ".trouble"].contains(&selector) || selector.starts_with(".word")
        };
        // A state has an outline around its colour, and its name beside it.
        let is_apart = |selector: &str| {
            is_ground(selector) || [".box", ".stripe"].contains(&selector) || selector.starts_with(".state")
        };
        let mut seen = 0;
        for (selector, _, light, dark) in COLORS.into_iter().filter(|row| !is_apart(row.0)) {
            for (ground, _, on_light, on_dark) in COLORS.into_iter().filter(|row| is_ground(row.0)) {
                let least = if is_word(selector) { 4.5 } else { 3.0 };
                let least_seen = contrast(light, on_light).min(contrast(dark, on_dark));
                assert!(least_seen >= least, "{selector} on {ground}: {least_seen:.2}");
                seen += 1;
            }
        }
        assert!(seen > 80, "{seen}");
    }

    #[test]
    fn every_state_has_a_colour_of_its_own() {
        let mut colors = Vec::new();
        for state in State::ALL {
            let selector = format!(".{}", class((state, Basis::Sent)));
            let row = COLORS.iter().find(|row| row.0 == selector).unwrap_or_else(|| panic!("{selector}"));
            colors.push((row.1, row.2, row.3));
        }
        colors.sort_unstable();
        colors.dedup();
        assert_eq!(colors.len(), State::ALL.len());
    }

    #[test]
    fn every_stroke_and_band_has_its_colours() {
        let selectors: Vec<_> = COLORS.iter().flat_map(|row| row.0.split(", ")).collect();
        for stroke in Stroke::ALL {
            let name = stroke.name();
            assert!(selectors.contains(&format!(".{name}").as_str()), "{name}");
            // A reset ends in a cross, which is a line.
            let head = selectors.contains(&format!(".{name}-head").as_str());
            assert_eq!(head, stroke != Stroke::Resets, "{name}");
        }
        for band in Band::ALL {
            for what in ["band", "word"] {
                assert!(selectors.contains(&format!(".{what}-{}", band.name()).as_str()), "{}", band.name());
            }
        }
    }

    #[test]
    fn every_colour_is_there_for_a_light_page_and_a_dark_one() {
        let sheet = sheet();
        let (light, dark) = sheet.split_once("@media (prefers-color-scheme: dark)").expect("both are there");
        for (selector, property, on_light, on_dark) in COLORS {
            assert!(light.contains(&format!("{selector} {{ {property}: {on_light} }}")), "{selector}");
            assert!(dark.contains(&format!("{selector} {{ {property}: {on_dark} }}")), "{selector}");
        }
    }
}
