//! What is drawn, as text.

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use unicode_width::UnicodeWidthStr as _;

use crate::live::screen::draw::{draw, room_on};
use crate::live::screen::state::State;

/// What a terminal of this size shows.
pub(crate) fn drawn(state: &mut State, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("there is memory");
    state.fit(room_on(state, Size { width, height }));
    terminal.draw(|frame| draw(state, frame)).expect("it cannot fail");
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            line += symbol;
            // Behind a wide one there is a cell with nothing in it.
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// Compares with `tests/expected/NAME`; with `SYNFIN_BLESS=1`, writes it there instead.
#[track_caller]
pub(crate) fn expect(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("SYNFIN_BLESS").is_some() {
        std::fs::write(&path, drawn).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(drawn == expected, "{} differs:\n{drawn}", path.display());
}
