//! The last line: what the keys do, and which rows are shown.

use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use synfin::report::text::brief::brief;

use crate::live::paragraph::columns;
use crate::live::screen::columns::{NAMES_BESIDE_ADDRESSES, View};
use crate::live::screen::state::State;

/// The line for a screen of this width: as many keys as there is room for beside the rows.
pub(crate) fn foot(state: &State, width: u16) -> Line<'static> {
    let names_are_shown = (width < NAMES_BESIDE_ADDRESSES).then_some(state.view == View::Names);
    let width = usize::from(width);
    let place = brief(&place(state), width);
    let room = width.saturating_sub(columns(&place));
    let mut line = String::new();
    for key in state.words.keys(state.sort.column(), names_are_shown) {
        // Two blanks stand behind each.
        if columns(&line) + columns(&key) + 2 > room {
            break;
        }
        line += &key;
        line += "  ";
    }
    let blanks = room - columns(&line);
    let reversed = Style::new().add_modifier(Modifier::REVERSED);
    Line::styled(format!("{line}{:blanks$}{place}", ""), reversed)
}

fn place(state: &State) -> String {
    let (words, listed, first) = (state.words, state.sample.rows.len() as u64, state.top as u64 + 1);
    let last = (state.top + state.room).min(state.sample.rows.len()) as u64;
    let place = match listed {
        0 => String::new(),
        _ if listed < state.sample.totals.held.all() => words.place_among_latest(first, last, listed),
        _ => words.place(first, last, listed),
    };
    if state.is_paused { format!("{}  {place}", words.paused()) } else { place }
}
