//! The columns of the table of connections, by the width that there is.

use std::net::SocketAddr;
use std::time::Duration;

use ratatui::layout::Constraint;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State as EndState;
use synfin::flow::key::Socket;
use synfin::report::live::{Column as Named, LiveWords};
use synfin::report::text::safe::Safe;
use synfin::report::text::units::{Octets, Span};

use crate::live::screen::sample::Row;

/// From this width on there is room for the time of silence, from the next for stages and for both rates, and so on.
pub(crate) const IDLE: u16 = 90;
pub(crate) const STAGES: u16 = 140;
const OCTETS: u16 = 165;
const STATES: u16 = 200;
/// Columns for what became of a connection, in any language.
pub(crate) const OUTCOME: u16 = 25;

/// A column of the table.
pub(crate) struct Column {
    pub(crate) head: fn(LiveWords) -> String,
    pub(crate) width: Constraint,
    pub(crate) tell: fn(&Row, LiveWords) -> String,
}

/// The columns for which there is room.
pub(crate) fn columns(width: u16) -> Vec<Column> {
    let fixed = |width, head, tell| Column { head, width: Constraint::Length(width), tell };
    let mut columns = vec![fixed(6, |words| named(words, Named::Flow), |row, _| row.number.to_string())];
    if width >= STAGES {
        let stage = |row: &Row, words: LiveWords| words.0.stage(row.stage).to_owned();
        columns.push(fixed(8, |words| named(words, Named::Stage), stage));
    }
    columns.push(Column {
        head: |words| [Named::Who, Named::KnownAs].map(|column| named(words, column)).join(&words.comma()),
        width: Constraint::Fill(1),
        tell: |row, _| who(row.originator, row.responder, &row.known_as),
    });
    let outcome = |row: &Row, words: LiveWords| words.0.outcome(row.outcome).to_owned();
    columns.push(fixed(OUTCOME, |words| named(words, Named::Outcome), outcome));
    if width >= STAGES {
        columns.push(fixed(
            9,
            |words| format!("→ {}", named(words, Named::Rate)),
            |row, _| told_rate(row, 0),
        ));
        columns.push(fixed(
            9,
            |words| format!("← {}", named(words, Named::Rate)),
            |row, _| told_rate(row, 1),
        ));
    } else {
        let rate = |row: &Row, _: LiveWords| row.rates.map(|_| per_second(row.rate())).unwrap_or_default();
        columns.push(fixed(9, |words| named(words, Named::Rate), rate));
    }
    if width >= OCTETS {
        columns.push(fixed(
            8,
            |words| format!("→ {}", named(words, Named::Octets)),
            |row, _| told_octets(row, 0),
        ));
        columns.push(fixed(
            8,
            |words| format!("← {}", named(words, Named::Octets)),
            |row, _| told_octets(row, 1),
        ));
    }
    if width >= STATES {
        let states = |row: &Row, _: LiveWords| row.states.map(told_state).join(" / ");
        columns.push(fixed(27, |words| named(words, Named::States), states));
        columns.push(fixed(12, |words| named(words, Named::Age), |row, _| seconds(row.age)));
    }
    if width >= IDLE {
        let idle = |row: &Row, _: LiveWords| format!("{} s", row.idle.as_secs());
        columns.push(fixed(6, |words| named(words, Named::Idle), idle));
    }
    columns
}

fn named(words: LiveWords, column: Named) -> String {
    words.column(column).into_owned()
}

/// `192.0.2.1:54021 → 198.51.100.23:443  tls example.com`
pub(crate) fn who(originator: Socket, responder: Socket, known_as: &str) -> String {
    let ends = format!("{} → {}", end(originator), end(responder));
    // What came over the wire cannot steer the terminal.
    if known_as.is_empty() { ends } else { format!("{ends}  {}", Safe(known_as)) }
}

fn told_octets(row: &Row, at: usize) -> String {
    Octets(row.octets[at]).to_string()
}

fn end(socket: Socket) -> SocketAddr {
    SocketAddr::new(socket.address(), socket.port())
}

fn told_rate(row: &Row, at: usize) -> String {
    row.rates.map(|rates| per_second(rates[at])).unwrap_or_default()
}

fn told_state((state, basis): (EndState, Basis)) -> String {
    let doubt = if basis == Basis::Assumed { "?" } else { "" };
    format!("{}{doubt}", state.name())
}

fn per_second(rate: f64) -> String {
    format!("{}/s", Octets(rate.round() as u64))
}

/// A time to the second, as nobody reads more of what changes all the time.
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        seconds @ ..60 => format!("{seconds} s"),
        seconds => Span(Duration::from_secs(seconds)).to_string(),
    }
}
