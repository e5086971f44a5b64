//! The same in a terminal: a line a bin.

use std::io::{self, Write};

use anstyle::Style;

use crate::chart::lines::sentence;
use crate::report::look::Look;
use crate::report::text::line::Line;
use crate::report::text::palette::{BACK, FAINT, FORTH, STRONG};
use crate::report::text::units::Span;
use crate::round_trips::histogram::begin;
use crate::round_trips::picture::RoundTrips;

const PLAIN: Style = Style::new();
const BIN_END: usize = 10;
const COUNT_END: usize = 20;
const BAR: usize = 21;
/// Parts of a column that a bar can end at.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Writes it.
pub(crate) fn write(mut out: impl Write, look: Look, round_trips: &RoundTrips) -> io::Result<()> {
    let language = look.language;
    let mut line = Line::new(look);
    sentence(&mut out, &mut line, look, STRONG, &round_trips.title(language))?;
    for (half, style) in round_trips.halves().iter().zip([BACK, FORTH]) {
        line.end(&mut out)?;
        sentence(&mut out, &mut line, look, STRONG, &half.what(language))?;
        sentence(&mut out, &mut line, look, PLAIN, &half.summary(language))?;
        let most = half.times.bins().iter().copied().max().unwrap_or(0);
        let Some(first) = half.times.bins().iter().position(|count| *count > 0) else { continue };
        let last = half.times.bins().iter().rposition(|count| *count > 0).unwrap_or(first);
        line.put_before(BIN_END, FAINT, language.word("rtt-from"));
        line.put_before(COUNT_END, FAINT, language.word("rtt-times"));
        line.end(&mut out)?;
        for (bin, count) in half.times.bins().iter().enumerate().take(last + 1).skip(first) {
            line.put_before(BIN_END, PLAIN, Span(begin(bin)));
            if *count > 0 {
                line.put_number_before(COUNT_END, PLAIN, *count);
                line.advance(BAR);
                bar(&mut line, style, *count, most, look.picture_page() - BAR);
            }
            line.end(&mut out)?;
        }
    }
    out.flush()
}

/// A bar of eighths of columns; what is there is seen, however little it is.
fn bar(line: &mut Line, style: Style, count: u64, most: u64, columns: usize) {
    let eighths = u128::from(count) * columns as u128 * 8 / u128::from(most);
    let eighths = usize::try_from(eighths).unwrap_or(0).max(1);
    line.put(style, format_args!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]));
}
