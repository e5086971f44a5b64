//! What is said when a session has ended: the books, and what was dropped.

use std::fmt::Write as _;
use std::time::Duration;

use synfin::accounts::Accounts;
use synfin::capture::live::drops::Drops;
use synfin::flow::outcome::Ended;
use synfin::report::text::units::{Count, Octets, Span};

/// The books of a session, a line each for frames, connections and drops.
pub(crate) fn books(accounts: &Accounts<'_>, octets: u64, drops: Drops, took: Duration) -> String {
    let (frames, flows) = (accounts.books, accounts.flow_books);
    let mut text = format!(
        "synfin: {} in {}, {}: {} TCP, {} not TCP, {} truncated, {} malformed, {} unsupported\n",
        Count(frames.frames, "frame"),
        Span(took),
        Octets(octets),
        frames.tcp,
        frames.not_tcp,
        frames.truncated,
        frames.malformed,
        frames.unsupported
    );
    let why = Ended::ALL.map(|why| format!("{} {}", flows.ended(why), why.name()));
    let _ = writeln!(text, "synfin: {}: {}", Count(flows.opened, "connection"), why.join(", "));
    let _ = writeln!(
        text,
        "synfin: dropped: {} by the kernel, {} by the interface",
        drops.kernel, drops.interface
    );
    text
}
