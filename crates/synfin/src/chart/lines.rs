//! Lines of words around a picture in a terminal.

use std::io::{self, Write};

use anstyle::Style;

use crate::language::language::Language;
use crate::report::look::Look;
use crate::report::text::line::{Line, columns};
use crate::report::text::palette::FAINT;
use crate::report::text::wrap::wrap;

/// Writes a sentence over as many lines as it takes.
pub(crate) fn sentence(
    out: &mut impl Write,
    line: &mut Line,
    look: Look,
    style: Style,
    text: &str,
) -> io::Result<()> {
    for piece in wrap(text, look.picture_page()) {
        line.put(style, piece);
        line.end(out)?;
    }
    Ok(())
}

/// Writes short pieces beside one another, none of them broken.
pub(crate) fn pieces(
    out: &mut impl Write,
    line: &mut Line,
    look: Look,
    style: Style,
    pieces: &[String],
) -> io::Result<()> {
    for piece in pieces {
        if line.column() > 0 && line.column() + 2 + columns(piece) > look.picture_page() {
            line.end(out)?;
        }
        let column = if line.column() > 0 { line.column() + 2 } else { 0 };
        line.put_at(column, style, piece);
    }
    line.end(out)
}

/// What characters mean: each, and behind it its word.
pub(crate) fn legend(signs: &[(&str, &'static str)], language: Language) -> Vec<String> {
    signs.iter().map(|(sign, id)| format!("{sign} {}", language.word(id))).collect()
}

/// A mark on an axis, with its words where they fit on the page.
pub(crate) fn tick_at(line: &mut Line, look: Look, column: usize, text: &str) {
    let words = if column + 1 + columns(text) > look.picture_page() { "" } else { text };
    line.put_at(column, FAINT, format_args!("|{words}"));
}
