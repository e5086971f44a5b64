//! The forms of the picture.

use std::io::{self, Write};

use crate::chart::format::ChartFormat;
use crate::overview::timeline::Timeline;
use crate::overview::{svg, text};
use crate::report::look::Look;

impl Timeline {
    /// Draws it in the language of the look; all else of that matters for text alone.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&self, mut out: impl Write, look: Look, format: ChartFormat) -> io::Result<()> {
        match format {
            ChartFormat::Text => text::write(out, look, self),
            ChartFormat::Svg => writeln!(out, "{}", svg::draw(self, look.language)),
        }
    }
}
