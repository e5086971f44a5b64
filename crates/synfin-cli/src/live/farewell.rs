//! What is said when a session has ended: totals, the books, and what was dropped.

use std::time::Duration;

use synfin::accounts::Accounts;
use synfin::capture::live::drops::Drops;
use synfin::report::live::{Heard, LiveWords};

/// The totals of a session, each line under the name of the program.
pub(crate) fn totals(
    words: LiveWords,
    accounts: &Accounts<'_>,
    octets: u64,
    drops: Drops,
    took: Duration,
) -> String {
    let heard = Heard { octets, ..Heard::default() };
    let lines = words.totals(accounts, &heard, took, [drops.kernel, drops.interface]);
    lines.iter().map(|line| format!("synfin: {line}\n")).collect()
}
