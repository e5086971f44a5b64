//! The two ends of a connection in a heading, however long their addresses are.

use std::io::{self, Write};

use anstyle::Style;

use crate::report::text::line::{Line, columns};
use crate::report::text::palette::{BACK, FORTH};
use crate::report::text::wrap::wrap;

const PLAIN: Style = Style::new();

/// Prints both ends with an arrow between; where they have no room beside one another on the page, the responder stands on a line of
/// its own, from `place` on.
pub(crate) fn put_ends(
    out: &mut impl Write,
    line: &mut Line,
    [originator, responder]: [&str; 2],
    arrow: &str,
    (page, place): (usize, usize),
) -> io::Result<()> {
    line.put(FORTH, originator);
    if line.column() + columns(arrow) + 2 + columns(responder) > page {
        line.end(out)?;
        line.put_at(place, PLAIN, format_args!("{arrow} "));
    } else {
        line.put(PLAIN, format_args!(" {arrow} "));
    }
    line.put(BACK, responder);
    Ok(())
}

/// Prints what follows two columns on, or on lines of its own from `place` on where it has no room.
pub(crate) fn put_behind(
    out: &mut impl Write,
    line: &mut Line,
    style: Style,
    words: &str,
    (page, place): (usize, usize),
) -> io::Result<()> {
    if line.column() + 2 + columns(words) > page {
        for piece in wrap(words, page.saturating_sub(place)) {
            line.end(out)?;
            line.put_at(place, style, piece);
        }
    } else {
        line.put_at(line.column() + 2, style, words);
    }
    Ok(())
}
