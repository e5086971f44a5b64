//! What is said when a session has ended: totals, the books, and what was dropped.

use std::io;
use std::time::Duration;

use synfin::accounts::Accounts;
use synfin::capture::live::drops::Drops;
use synfin::report::live::{Heard, LiveWords};

use crate::live::paragraph::list;

/// Who says a line, and what stands before what is left of it.
const SPEAKER: &str = "synfin: ";
const BLANKS: &str = "        ";
/// A terminal of fewer columns has lines that are too long for it.
const LEAST: usize = 40;

/// Columns for the words of a line, where they go to a terminal.
fn width_of_standard_error() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stderr())?;
    Some(usize::from(width.0).max(LEAST) - SPEAKER.len())
}

/// Says the totals of a session on standard error, each line under the name of the program.
pub(crate) fn tell_totals(
    words: LiveWords,
    accounts: &Accounts<'_>,
    octets: u64,
    drops: Drops,
    took: Duration,
) {
    let heard = Heard { octets, ..Heard::default() };
    let width = width_of_standard_error();
    for total in words.totals(accounts, &heard, took, [drops.kernel, drops.interface]) {
        let mut before = SPEAKER;
        let lines = width.map_or_else(|| vec![total.clone()], |width| list(&total, width));
        for line in lines {
            anstream::eprintln!("{before}{line}");
            before = BLANKS;
        }
    }
}
