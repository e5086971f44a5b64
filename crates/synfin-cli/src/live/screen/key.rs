//! What the keys ask for.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Quit,
    /// Out of what is open, or of all.
    Escape,
    Help,
    Sort,
    View,
    Pause,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
}

impl Key {
    /// What a key asks for when it is pressed; most ask for nothing. While the table has the terminal, Ctrl-C is a key like others.
    pub(crate) fn of(event: &KeyEvent) -> Option<Key> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        Some(match event.code {
            KeyCode::Char('c') if event.modifiers.contains(KeyModifiers::CONTROL) => Key::Quit,
            KeyCode::Char('q') => Key::Quit,
            KeyCode::Esc => Key::Escape,
            KeyCode::Char('?' | 'h') => Key::Help,
            KeyCode::Char('s') => Key::Sort,
            KeyCode::Char('v') => Key::View,
            KeyCode::Char('p' | ' ') => Key::Pause,
            KeyCode::Up | KeyCode::Char('k') => Key::Up,
            KeyCode::Down | KeyCode::Char('j') => Key::Down,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Key;
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    #[test]
    fn ctrl_c_ends_it_and_c_alone_does_not() {
        let c = KeyCode::Char('c');
        assert_eq!(Key::of(&KeyEvent::new(c, KeyModifiers::CONTROL)), Some(Key::Quit));
        assert_eq!(Key::of(&KeyEvent::new(c, KeyModifiers::NONE)), None);
    }

    #[test]
    fn a_key_that_is_let_go_asks_for_nothing() {
        let event = KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(Key::of(&event), None);
    }
}
