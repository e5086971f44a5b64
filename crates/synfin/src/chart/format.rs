//! The forms of a picture with axes.

/// In which form a picture with axes is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ChartFormat {
    /// For a terminal.
    #[default]
    Text,
    /// A drawing (SVG 1.1 with CSS), light or dark as its reader likes, with tooltips.
    Svg,
}

impl ChartFormat {
    /// Every format.
    pub const ALL: [ChartFormat; 2] = [ChartFormat::Text, ChartFormat::Svg];

    /// The word by which it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            ChartFormat::Text => "text",
            ChartFormat::Svg => "svg",
        }
    }

    /// The format of a file whose name ends so, in letters of any size.
    ///
    /// ```
    /// use synfin::chart::format::ChartFormat;
    ///
    /// assert_eq!(ChartFormat::of_ending("SVG"), Some(ChartFormat::Svg));
    /// assert_eq!(ChartFormat::of_ending("png"), None);
    /// ```
    pub fn of_ending(ending: &str) -> Option<ChartFormat> {
        match ending.to_ascii_lowercase().as_str() {
            "txt" => Some(ChartFormat::Text),
            "svg" => Some(ChartFormat::Svg),
            _ => None,
        }
    }
}
