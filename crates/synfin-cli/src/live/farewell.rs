//! What is said when a session has ended: totals, the books, and what was dropped.

use std::time::Duration;

use synfin::accounts::Accounts;
use synfin::capture::live::drops::Drops;
use synfin::report::live::{Heard, LiveWords};

/// Says the totals of a session on standard error, each line under the name of the program.
pub(crate) fn tell_totals(
    words: LiveWords,
    accounts: &Accounts<'_>,
    octets: u64,
    drops: Drops,
    took: Duration,
) {
    let heard = Heard { octets, ..Heard::default() };
    for line in words.totals(accounts, &heard, took, [drops.kernel, drops.interface]) {
        anstream::eprintln!("synfin: {line}");
    }
}
