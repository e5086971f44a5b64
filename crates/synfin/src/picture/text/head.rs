//! What stands above the lifelines: the connection, what became of it, and its two ends.

use std::io::{self, Write};

use anstyle::Style;
use synfin_flow::direction::Direction;

use crate::language::language::Language;
use crate::language::phrase::listed;
use crate::picture::ladder::Ladder;
use crate::picture::text::glyphs::Glyphs;
use crate::report::text::ends::{put_behind, put_ends};
use crate::report::text::line::{Line, columns};
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG, of_flow};
use crate::report::text::wrap::{chop, wrap};

const PLAIN: Style = Style::new();

/// Where the responder stands if it has no room beside the originator.
const SECOND: usize = 8;

/// Writes it; the lifelines stand in the two columns of `bars`, on a page of `page` columns.
pub(crate) fn write(
    out: &mut impl Write,
    line: &mut Line,
    glyphs: &Glyphs,
    ladder: &Ladder,
    language: Language,
    bars: [usize; 2],
    page: usize,
) -> io::Result<()> {
    let flow = ladder.flow();
    let [originator, responder] = Direction::BOTH.map(|end| ladder.end(end));
    line.put(STRONG, format_args!("{} {}", language.word("flow"), flow.number()));
    line.put(PLAIN, "  ");
    put_ends(out, line, [&originator, &responder], glyphs.to, (page, SECOND))?;
    put_behind(out, line, of_flow(flow), &ladder.outcome(language), (page, 0))?;
    line.end(out)?;
    let facts = glyphs.fit(&listed(&[ladder.began(), ladder.extent(language)], language));
    // A name may have no place to break at.
    let source = glyphs.fit(ladder.source().unwrap_or_default());
    for piece in wrap(&facts, page).chain(chop(&source, page)) {
        line.put(FAINT, piece);
        line.end(out)?;
    }
    line.end(out)?;
    beside(out, line, Direction::BOTH.map(|end| (FAINT, ladder.role(end, language))), bars, page)?;
    beside(out, line, [(FORTH, originator), (BACK, responder)], bars, page)
}

/// Two words, each in the middle above its lifeline; on lines of their own where one would be in the other's way.
fn beside(
    out: &mut impl Write,
    line: &mut Line,
    words: [(Style, String); 2],
    bars: [usize; 2],
    page: usize,
) -> io::Result<()> {
    let mut end = 0;
    for ((style, word), bar) in words.into_iter().zip(bars) {
        let width = columns(&word);
        let start = bar.saturating_sub(width / 2).min(page.saturating_sub(width));
        if end > 0 && start < end + 2 {
            line.end(out)?;
        }
        line.put_at(start, style, word);
        end = start + width;
    }
    line.end(out)
}
