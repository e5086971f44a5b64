//! The drawing of a state.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Cell, Paragraph, Row as Cells, Table};
use synfin::flow::stage::Stage;
use synfin::report::text::brief::brief;

use crate::live::paragraph::{columns, paragraph};
use crate::live::screen::columns::{Column, Told, of_gone, of_held, room_for_name};
use crate::live::screen::foot::foot;
use crate::live::screen::head::head;
use crate::live::screen::lately::LINGER;
use crate::live::screen::layout::{FOOT, most_of_head, places, room};
use crate::live::screen::state::{Room, State};
use crate::live::screen::told::seconds;

/// Draws a state on a screen of any size.
pub(crate) fn draw(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    let head = head(state, area.width, most_of_head(area.height));
    let [above, table, gone, below] = places(area, head.len(), state.lately.len());
    if let Some(top) = state.help {
        let page = Rect { height: area.height.saturating_sub(FOOT), ..area };
        let lines = help(state, area.width).into_iter().skip(top).map(Line::raw);
        frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), page);
    } else {
        frame.render_widget(Paragraph::new(head), above);
        draw_table(state, frame, table);
        draw_lately(state, frame, gone);
    }
    frame.render_widget(Paragraph::new(foot(state, area.width)), below);
}

/// What a screen of this size has room for.
pub(crate) fn room_on(state: &State, Size { width, height }: Size) -> Room {
    let head = head(state, width, most_of_head(height)).len();
    let page = usize::from(height.saturating_sub(FOOT));
    Room {
        rows: room(height, head, state.lately.len()),
        for_name: room_for_name(width),
        below_help: help(state, width).len().saturating_sub(page),
    }
}

/// The lines of the help.
fn help(state: &State, width: u16) -> Vec<String> {
    state.words.help().iter().flat_map(|text| paragraph(text, width.into())).collect()
}

fn draw_table(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let there = of_held(area.width, digits(state), state.view);
    let heads = there.iter().map(|column| cell(column, &column.told.head(state.words, column.width)));
    let room = usize::from(area.height.saturating_sub(1));
    let rows = state.sample.rows.iter().skip(state.top).take(room).map(|row| {
        let cells = there.iter().map(|column| (column, row.tell(column.told, state.words, column.width)));
        Cells::new(cells.map(|(column, text)| cell(column, &text))).style(stage_style(state, row.stage))
    });
    let widths = there.iter().map(|column| Constraint::Length(column.width as u16));
    let heads = Cells::new(heads).style(underlined());
    frame.render_widget(Table::new(rows, widths).header(heads).column_spacing(1), area);
}

/// Connections that have left, the latest first.
fn draw_lately(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let Some(room) = usize::from(area.height).checked_sub(1) else { return };
    let there = of_gone(area.width, digits(state), state.view);
    let heads = there.iter().map(|column| {
        let head = match column.told {
            // The head of the table above says it.
            Told::Number => String::new(),
            Told::Who | Told::Name => heading(state, column.width),
            told => told.head(state.words, column.width),
        };
        cell(column, &head)
    });
    let rows = state.lately.iter().take(room).map(|gone| {
        let cells = there.iter().map(|column| (column, gone.tell(column.told, state.words, column.width)));
        Cells::new(cells.map(|(column, text)| cell(column, &text)))
    });
    let widths = there.iter().map(|column| Constraint::Length(column.width as u16));
    let heads = Cells::new(heads).style(underlined());
    frame.render_widget(Table::new(rows, widths).header(heads).column_spacing(1), area);
}

/// What stands over those that have left, in as many words as there is room for.
fn heading(state: &State, width: usize) -> String {
    let count = state.lately.count();
    let whole = state.words.lately(count, &seconds(LINGER));
    if columns(&whole) <= width { whole } else { state.words.lately_in_brief(count) }
}

/// A text in its column; where it is cut, an ellipsis says so.
fn cell(column: &Column, text: &str) -> Cell<'static> {
    let line = Line::raw(brief(text, column.width));
    Cell::from(if column.told.is_amount() { line.right_aligned() } else { line })
}

/// Columns that the numbers of connections take.
fn digits(state: &State) -> usize {
    let numbers =
        state.sample.rows.iter().map(|row| row.number).chain(state.lately.iter().map(|gone| gone.number));
    let largest = numbers.max().unwrap_or_default();
    (largest.checked_ilog10().unwrap_or_default() as usize + 1).max(5)
}

fn underlined() -> Style {
    Style::new().add_modifier(Modifier::UNDERLINED)
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
