//! The drawing of a state.

use std::net::SocketAddr;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span as Piece};
use ratatui::widgets::{Cell, Paragraph, Row as Cells, Table};
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State as EndState;
use synfin::flow::key::Socket;
use synfin::flow::outcome::Outcome;
use synfin::flow::stage::Stage;
use synfin::report::text::units::{Octets, Span};

use crate::live::screen::sample::{MOST_COUNTED, Row, Totals};
use crate::live::screen::state::State;

/// Lines above the rows: four of totals, and the head of the table.
const HEAD: u16 = 5;
/// Lines below them.
const FOOT: u16 = 1;
/// From this width on there is room for octets and age, and from that one on for the states of both ends.
const WIDE: u16 = 100;
const WIDEST: u16 = 130;

/// How many rows there is room for on a screen of this height.
pub(crate) fn room(height: u16) -> usize {
    usize::from(height.saturating_sub(HEAD + FOOT))
}

/// Draws a state on a screen of any size.
pub(crate) fn draw(state: &State, frame: &mut Frame<'_>) {
    let totals_height = Constraint::Length(HEAD - 1);
    let [head, table, foot] =
        Layout::vertical([totals_height, Constraint::Fill(1), Constraint::Length(FOOT)]).areas(frame.area());
    frame.render_widget(Paragraph::new(totals(state)), head);
    draw_table(state, frame, table);
    frame.render_widget(Paragraph::new(keys(state)), foot);
}

fn totals(state: &State) -> Vec<Line<'static>> {
    let Totals { took, frames, frames_per_second, tcp, octets, octets_per_second, drops, .. } =
        &state.sample.totals;
    let strong = Style::new().add_modifier(Modifier::BOLD);
    let (lost, lost_style) = match (drops.kernel, drops.interface) {
        (0, 0) => ("dropped 0".to_owned(), Style::new()),
        (kernel, 0) => (format!("DROPPED {kernel}"), colored(state, Color::Red)),
        (kernel, interface) => (format!("DROPPED {kernel} + {interface}"), colored(state, Color::Red)),
    };
    vec![
        Line::from(vec![
            Piece::styled(state.whom.clone(), strong),
            format!(", for {}", seconds(*took)).into(),
        ]),
        Line::from(vec![
            format!("{frames} frames, {tcp} TCP, {}: ", Octets(*octets)).into(),
            format!("{frames_per_second:.0} frames/s, {}; ", per_second(*octets_per_second)).into(),
            Piece::styled(lost, lost_style),
        ]),
        connections(state),
        stages(state),
    ]
}

/// What is held, and what became of what was.
fn connections(state: &State) -> Line<'static> {
    let Totals { held, opening, open, closing, finished, outcomes, .. } = &state.sample.totals;
    let count =
        |count: usize| if count >= MOST_COUNTED { format!("{MOST_COUNTED}+") } else { count.to_string() };
    let there = format!(
        "{held} connections: {} opening, {} open, {} closing, {} finished",
        count(*opening),
        count(*open),
        count(*closing),
        count(*finished)
    );
    let ended: u64 = outcomes.iter().map(|(_, count)| count).sum();
    let of = |(outcome, count): &(Outcome, u64)| format!("{count} {}", outcome.name());
    let became = outcomes.iter().map(of).collect::<Vec<_>>().join(", ");
    let became = if became.is_empty() { became } else { format!(": {became}") };
    Line::from(format!("{there}; {ended} ended{became}"))
}

/// What the segments do that come now.
fn stages(state: &State) -> Line<'static> {
    let rates = &state.sample.totals.segments_per_second;
    let told = Stage::ALL.iter().zip(rates).map(|(stage, rate)| format!("{} {rate:.0}/s", stage.name()));
    Line::from(format!("segments: {}", told.collect::<Vec<_>>().join(", ")))
}

fn draw_table(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let columns = columns(area.width);
    let head = columns.iter().map(|column| Cell::from(column.head));
    let head = Cells::new(head).style(Style::new().add_modifier(Modifier::UNDERLINED));
    let room = usize::from(area.height.saturating_sub(1));
    let rows = state.sample.rows.iter().skip(state.top).take(room);
    let rows = rows.map(|row| {
        let style = stage_style(state, row.stage);
        Cells::new(columns.iter().map(|column| Cell::from((column.tell)(row)))).style(style)
    });
    let widths = columns.iter().map(|column| column.width);
    frame.render_widget(Table::new(rows, widths).header(head).column_spacing(1), area);
}

fn keys(state: &State) -> Line<'static> {
    let reversed = Style::new().add_modifier(Modifier::REVERSED);
    let (rows, top) = (state.sample.rows.len(), state.top);
    let place = if rows == 0 { String::new() } else { format!(" from {} of {rows}", top + 1) };
    let paused = if state.is_paused { " PAUSED" } else { "" };
    let text = format!("q quit  s sort: {}  p pause  ↑↓ move{place}{paused}", state.sort.name());
    Line::styled(text, reversed)
}

/// A column of the table.
struct Column {
    head: &'static str,
    width: Constraint,
    tell: fn(&Row) -> String,
}

/// The columns for which there is room.
fn columns(width: u16) -> Vec<Column> {
    let fixed = |head, width, tell| Column { head, width: Constraint::Length(width), tell };
    let mut columns = vec![
        fixed("flow", 6, |row| row.number.to_string()),
        fixed("stage", 8, |row| row.stage.name().to_owned()),
        Column {
            head: "originator → responder",
            width: Constraint::Fill(1),
            tell: |row| format!("{} → {}", end(row.originator), end(row.responder)),
        },
        fixed("→ rate", 10, |row| told_rate(row, 0)),
        fixed("← rate", 10, |row| told_rate(row, 1)),
    ];
    if width >= WIDE {
        columns.push(fixed("→ octets", 8, |row| Octets(row.octets[0]).to_string()));
        columns.push(fixed("← octets", 8, |row| Octets(row.octets[1]).to_string()));
    }
    if width >= WIDEST {
        columns.push(fixed("states", 27, |row| row.states.map(told_state).join(" / ")));
        columns.push(fixed("age", 12, |row| seconds(row.age)));
    }
    columns.push(fixed("idle", 6, |row| format!("{} s", row.idle.as_secs())));
    columns
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
fn seconds(time: Duration) -> String {
    match time.as_secs() {
        seconds @ ..60 => format!("{seconds} s"),
        seconds => Span(Duration::from_secs(seconds)).to_string(),
    }
}

fn colored(state: &State, color: Color) -> Style {
    if state.color { Style::new().fg(color) } else { Style::new().add_modifier(Modifier::BOLD) }
}

/// As in the rows of `synfin segments`; the word beside it says the same.
fn stage_style(state: &State, stage: Stage) -> Style {
    if !state.color {
        return Style::new();
    }
    match stage {
        Stage::Open => Style::new().fg(Color::Green),
        Stage::Transfer => Style::new(),
        Stage::Close => Style::new().fg(Color::Blue),
        Stage::Reset => Style::new().fg(Color::Red),
        Stage::Outside => Style::new().fg(Color::Yellow),
    }
}
