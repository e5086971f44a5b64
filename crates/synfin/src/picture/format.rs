//! The forms of a picture, a row each.

use std::io::{self, Write};

use crate::language::language::Language;
use crate::picture::ladder::Ladder;
use crate::picture::text::glyphs::{ASCII, UNICODE};
use crate::picture::{html, mermaid, svg, text};
use crate::report::look::Look;

/// In which form a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PictureFormat {
    /// For a terminal, in Unicode.
    #[default]
    Text,
    /// For a terminal, in ASCII alone.
    Ascii,
    /// A drawing (SVG 1.1 with CSS), light or dark as its reader likes, with a tooltip at each arrow.
    Svg,
    /// A page that holds the drawing and every sentence; it needs no script and nothing from elsewhere.
    Html,
    /// A sequence diagram in the language of Mermaid.
    Mermaid,
}

impl PictureFormat {
    /// Every format.
    pub const ALL: [PictureFormat; 5] = [
        PictureFormat::Text,
        PictureFormat::Ascii,
        PictureFormat::Svg,
        PictureFormat::Html,
        PictureFormat::Mermaid,
    ];

    /// The word by which it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            PictureFormat::Text => "text",
            PictureFormat::Ascii => "ascii",
            PictureFormat::Svg => "svg",
            PictureFormat::Html => "html",
            PictureFormat::Mermaid => "mermaid",
        }
    }

    /// The format that is asked for by this word.
    pub fn named(name: &str) -> Option<PictureFormat> {
        PictureFormat::ALL.into_iter().find(|format| format.name() == name)
    }

    /// How the names of its files end; text in ASCII has no ending of its own.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            PictureFormat::Text => &["txt"],
            PictureFormat::Ascii => &[],
            PictureFormat::Svg => &["svg"],
            PictureFormat::Html => &["html", "htm"],
            PictureFormat::Mermaid => &["mmd", "mermaid"],
        }
    }

    /// The format of a file whose name ends so, in letters of any size.
    ///
    /// ```
    /// use synfin::picture::format::PictureFormat;
    ///
    /// assert_eq!(PictureFormat::of_ending("mmd"), Some(PictureFormat::Mermaid));
    /// assert_eq!(PictureFormat::of_ending("png"), None);
    /// ```
    pub fn of_ending(ending: &str) -> Option<PictureFormat> {
        let is = |known: &&str| known.eq_ignore_ascii_case(ending);
        PictureFormat::ALL.into_iter().find(|format| format.endings().iter().any(is))
    }

    /// Draws a picture in the language of the look; all else of that matters for text alone. In ASCII it is always English.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(self, mut out: impl Write, look: Look, ladder: &Ladder) -> io::Result<()> {
        match self {
            PictureFormat::Text => text::drawing::write(out, look, &UNICODE, ladder),
            PictureFormat::Ascii => {
                text::drawing::write(out, Look { language: Language::English, ..look }, &ASCII, ladder)
            }
            PictureFormat::Svg => writeln!(out, "{}", svg::drawing::draw(ladder, look.language)),
            PictureFormat::Html => writeln!(out, "{}", html::page(ladder, look.language)),
            PictureFormat::Mermaid => out.write_all(mermaid::diagram(ladder, look.language).as_bytes()),
        }
    }
}
