//! The colours and lines of pictures with axes: the hues of the ladder, each beside a pattern, a height or a letter.

use crate::svg::sheet::{Color, sheet_of};

#[rustfmt::skip]
const COLORS: [Color; 27] = [
    (".page",                       "fill",   "#ffffff", "#14171c"),
    ("text",                        "fill",   "#1d232b", "#e3e7ed"),
    (".faint",                      "fill",   "#5f6b7a", "#97a3b3"),
    (".trouble",                    "fill",   "#9a4a00", "#f2a65a"),
    (".grid",                       "stroke", "#e3e7ec", "#2a313b"),
    (".frame",                      "stroke", "#aeb7c2", "#566170"),
    (".life",                       "stroke", "#8592a2", "#6f7c8d"),
    (".stripe",                     "stroke", "#ffffff", "#14171c"),
    (".dot",                        "fill",   "#ffffff", "#14171c"),
    (".of-open",                    "fill",   "#0072b2", "#56b4e9"),
    (".of-transfer",                "fill",   "#009e73", "#2fb98c"),
    (".of-close",                   "fill",   "#b97f00", "#e6a940"),
    (".of-reset",                   "fill",   "#c94f00", "#ff8a4d"),
    (".of-outside",                 "fill",   "#7b8796", "#8693a4"),
    (".of-begun",                   "fill",   "#7b8796", "#8693a4"),
    (".of-server",                  "fill",   "#0072b2", "#56b4e9"),
    (".of-client",                  "fill",   "#b97f00", "#e6a940"),
    (".mark-data",                  "stroke", "#1d232b", "#e3e7ed"),
    (".mark-again",                 "stroke", "#c94f00", "#ff8a4d"),
    (".mark-opens, .mark-closes",   "stroke", "#0072b2", "#56b4e9"),
    (".mark-resets",                "stroke", "#c94f00", "#ff8a4d"),
    (".mark-sack",                  "stroke", "#a0428a", "#dd8fc0"),
    (".mark-zero-window",           "stroke", "#9a4a00", "#f2a65a"),
    (".line-ack",                   "stroke", "#007a5c", "#2fb98c"),
    (".line-window",                "stroke", "#b97f00", "#e6a940"),
    (".letter",                     "fill",   "#1d232b", "#e3e7ed"),
    (".letter-again, .letter-resets", "fill", "#c94f00", "#ff8a4d"),
];

const SHAPES: &str = "\
text { font: 12px ui-sans-serif, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif }
.mono { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 11px }
.title { font-size: 17px; font-weight: 600 }
.label, .letter { font-weight: 600 }
.letter { font-size: 10px; text-anchor: middle }
.middle { text-anchor: middle }
.ending { text-anchor: end }
.grid { stroke-width: 1 }
.frame { fill: none }
.life { stroke-width: 1.5 }
.stripe { fill: none; stroke-width: 1.6 }
.mark { stroke-width: 1.8; fill: none }
.mark-sack { stroke-width: 2.6 }
.mark-again { stroke-width: 2.4 }
.line { fill: none; stroke-width: 1.4 }
.line-window { stroke-dasharray: 5 3 }
.hit { fill: none; pointer-events: all }
";

/// The style sheet.
pub(crate) fn sheet() -> String {
    sheet_of(SHAPES, &COLORS)
}

#[cfg(test)]
mod tests {
    use super::COLORS;
    use crate::sequence::mark::Kind;
    use synfin_flow::stage::Stage;

    #[test]
    fn every_stage_and_every_mark_has_its_colour() {
        let selectors: Vec<_> = COLORS.iter().flat_map(|row| row.0.split(", ")).collect();
        for stage in Stage::ALL {
            assert!(selectors.contains(&format!(".of-{}", stage.name()).as_str()), "{}", stage.name());
        }
        for kind in Kind::ALL {
            assert!(selectors.contains(&format!(".mark-{}", kind.name()).as_str()), "{}", kind.name());
        }
    }
}
