//! What the screen shows, and how keys change that.

use synfin::report::live::LiveWords;

use crate::live::audience::Wish;
use crate::live::screen::columns::View;
use crate::live::screen::key::Key;
use crate::live::screen::lately::Lately;
use crate::live::screen::sample::Sample;
use crate::live::screen::sort::Sort;

/// Columns for what a connection is known as, before it is known how many there are.
const USUAL: usize = 40;

/// What the screen shows.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// What is listened to.
    pub(crate) whom: String,
    pub(crate) words: LiveWords,
    pub(crate) color: bool,
    pub(crate) sample: Sample,
    /// Connections that have left.
    pub(crate) lately: Lately,
    pub(crate) sort: Sort,
    pub(crate) view: View,
    pub(crate) is_paused: bool,
    /// The first row that is shown.
    pub(crate) top: usize,
    /// The first line of the help that is shown, while it is.
    pub(crate) help: Option<usize>,
    /// How many rows there is room for.
    pub(crate) room: usize,
    /// Columns for what a connection is known as.
    pub(crate) room_for_name: usize,
    /// How far the help can be moved.
    below_help: usize,
}

/// What a screen has room for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Rows of connections.
    pub(crate) rows: usize,
    /// Columns for what a connection is known as.
    pub(crate) for_name: usize,
    /// Lines of the help that are too many for it.
    pub(crate) below_help: usize,
}

impl State {
    pub(crate) fn new(whom: String, words: LiveWords, color: bool) -> State {
        State {
            whom,
            words,
            color,
            sample: Sample::default(),
            lately: Lately::default(),
            sort: Sort::default(),
            view: View::default(),
            is_paused: false,
            top: 0,
            help: None,
            room: 1,
            room_for_name: USUAL,
            below_help: 0,
        }
    }

    /// Shows a new sample, and what has left lately, unless it is paused.
    pub(crate) fn take(&mut self, sample: Sample, lately: &Lately) {
        if !self.is_paused {
            self.sample = sample;
            self.lately.clone_from(lately);
            self.arrange();
        }
    }

    /// Says what there is room for.
    pub(crate) fn fit(&mut self, room: Room) {
        self.room = room.rows.max(1);
        self.room_for_name = room.for_name;
        self.below_help = room.below_help;
        self.top = self.top.min(self.last_top());
        self.help = self.help.map(|top| top.min(room.below_help));
    }

    /// Does what a key asks for.
    pub(crate) fn press(&mut self, key: Key) -> Wish {
        match key {
            Key::Quit => return Wish::End,
            Key::Escape if self.help.take().is_none() => return Wish::End,
            Key::Escape => {}
            Key::Help => self.help = if self.help.is_none() { Some(0) } else { None },
            Key::Sort => {
                self.sort = self.sort.next();
                self.top = 0;
                self.arrange();
            }
            Key::View => self.view = self.view.other(),
            Key::Pause => self.is_paused = !self.is_paused,
            Key::Up | Key::Down | Key::PageUp | Key::PageDown | Key::Home | Key::End => self.go(key),
        }
        Wish::GoOn
    }

    /// Moves what is shown: the help, or the table.
    fn go(&mut self, key: Key) {
        let last = if self.help.is_some() { self.below_help } else { self.last_top() };
        let page = self.room.saturating_sub(1).max(1);
        let top = self.help.as_mut().unwrap_or(&mut self.top);
        *top = match key {
            Key::Up => top.saturating_sub(1),
            Key::Down => *top + 1,
            Key::PageUp => top.saturating_sub(page),
            Key::PageDown => *top + page,
            Key::End => last,
            _ => 0,
        };
        *top = (*top).min(last);
    }

    fn arrange(&mut self) {
        let sort = self.sort;
        self.sample.rows.sort_unstable_by(|one, other| sort.compare(one, other));
        self.top = self.top.min(self.last_top());
    }

    /// Where the last page begins.
    fn last_top(&self) -> usize {
        self.sample.rows.len().saturating_sub(self.room)
    }
}
