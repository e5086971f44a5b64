//! The drawing of a state.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span as Piece};
use ratatui::widgets::{Cell, Paragraph, Row as Cells, Table};
use synfin::flow::stage::Stage;
use synfin::report::live::{Heard, Held, LiveWords};
use synfin::report::text::units::Octets;

use crate::live::screen::columns::{IDLE, OUTCOME, STAGES, columns, seconds, who};
use crate::live::screen::lately::LINGER;
use crate::live::screen::layout::places;
use crate::live::screen::sample::Totals;
use crate::live::screen::state::State;

/// Draws a state on a screen of any size.
pub(crate) fn draw(state: &State, frame: &mut Frame<'_>) {
    let [head, table, gone, foot] = places(frame.area(), state.lately.len());
    frame.render_widget(Paragraph::new(totals(state)), head);
    draw_table(state, frame, table);
    draw_lately(state, frame, gone);
    frame.render_widget(Paragraph::new(keys(state)), foot);
}

fn totals(state: &State) -> Vec<Line<'static>> {
    let (words, totals) = (state.words, &state.sample.totals);
    let heard = Heard {
        frames: totals.frames,
        tcp: totals.tcp,
        octets: totals.octets,
        frames_per_second: totals.frames_per_second,
        octets_per_second: totals.octets_per_second,
    };
    let drops = totals.drops;
    let lost = words.dropped(drops.kernel, drops.interface);
    let heard = words.heard(&heard);
    // On a narrow screen what stands behind is cut off.
    let heard = if drops.kernel + drops.interface > 0 {
        vec![Piece::styled(lost, colored(state, Color::Red)), words.semicolon().into(), heard.into()]
    } else {
        vec![heard.into(), words.semicolon().into(), lost.into()]
    };
    let strong = Style::new().add_modifier(Modifier::BOLD);
    vec![
        Line::styled(words.listening(&state.whom, &seconds(totals.took)), strong),
        Line::from(heard),
        Line::from(connections(words, totals)),
        Line::from(words.rates(Stage::ALL.into_iter().zip(totals.segments_per_second))),
    ]
}

/// What is held, and what became of what was.
fn connections(words: LiveWords, totals: &Totals) -> String {
    let held = words.held(&Held {
        all: totals.held,
        opening: totals.opening.to_string(),
        open: totals.open.to_string(),
        closing: totals.closing.to_string(),
        finished: totals.finished.to_string(),
    });
    [held, words.left(&totals.outcomes)].join(&words.semicolon())
}

fn draw_table(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let columns = columns(area.width);
    let head = columns.iter().map(|column| Cell::from((column.head)(state.words)));
    let head = Cells::new(head).style(Style::new().add_modifier(Modifier::UNDERLINED));
    let room = usize::from(area.height.saturating_sub(1));
    let rows = state.sample.rows.iter().skip(state.top).take(room);
    let rows = rows.map(|row| {
        let style = stage_style(state, row.stage);
        Cells::new(columns.iter().map(|column| Cell::from((column.tell)(row, state.words)))).style(style)
    });
    let widths = columns.iter().map(|column| column.width);
    frame.render_widget(Table::new(rows, widths).header(head).column_spacing(1), area);
}

/// Connections that have left, the latest first.
fn draw_lately(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let Some(room) = usize::from(area.height).checked_sub(1) else { return };
    let heading = Rect { height: 1, ..area };
    let below = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
    frame.render_widget(
        Line::styled(state.words.lately(state.lately.count(), &seconds(LINGER)), underlined),
        heading,
    );
    let rows = state.lately.iter().take(room).map(|gone| {
        let mut cells = vec![
            gone.number.to_string(),
            who(gone.originator, gone.responder, &gone.known_as),
            state.words.0.outcome(gone.outcome).to_owned(),
            Octets(gone.octets.iter().sum()).to_string(),
        ];
        if area.width >= IDLE {
            cells.push(seconds(gone.duration));
        }
        if area.width >= STAGES {
            cells.push(gone.why.to_owned());
        }
        Cells::new(cells)
    });
    let fixed = Constraint::Length;
    let mut widths = vec![fixed(6), Constraint::Fill(1), fixed(OUTCOME), fixed(9)];
    if area.width >= IDLE {
        widths.push(fixed(12));
    }
    if area.width >= STAGES {
        widths.push(fixed(OUTCOME));
    }
    frame.render_widget(Table::new(rows, widths).column_spacing(1), below);
}

fn keys(state: &State) -> Line<'static> {
    let reversed = Style::new().add_modifier(Modifier::REVERSED);
    let (words, rows, top) = (state.words, state.sample.rows.len(), state.top);
    let mut text = words.keys(state.sort.column());
    if rows > 0 {
        text = format!("{text} {}", words.place(top as u64 + 1, rows as u64));
    }
    if state.is_paused {
        text = format!("{text} {}", words.paused());
    }
    Line::styled(text, reversed)
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
