//! What the screen shows, and how keys change that.

use synfin::report::live::LiveWords;

use crate::live::audience::Wish;
use crate::live::screen::key::Key;
use crate::live::screen::lately::Lately;
use crate::live::screen::sample::Sample;
use crate::live::screen::sort::Sort;

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
    pub(crate) is_paused: bool,
    /// The first row that is shown.
    pub(crate) top: usize,
    /// How many rows there is room for.
    room: usize,
}

impl State {
    pub(crate) fn new(whom: String, words: LiveWords, color: bool) -> State {
        let (sample, lately, sort) = (Sample::default(), Lately::default(), Sort::default());
        State { whom, words, color, sample, lately, sort, is_paused: false, top: 0, room: 1 }
    }

    /// Shows a new sample, and what has left lately, unless it is paused.
    pub(crate) fn take(&mut self, sample: Sample, lately: &Lately) {
        if !self.is_paused {
            self.sample = sample;
            self.lately.clone_from(lately);
            self.arrange();
        }
    }

    /// Says how many rows there is room for.
    pub(crate) fn fit(&mut self, rows: usize) {
        self.room = rows.max(1);
        self.top = self.top.min(self.last_top());
    }

    /// Does what a key asks for.
    pub(crate) fn press(&mut self, key: Key) -> Wish {
        let page = self.room.saturating_sub(1).max(1);
        match key {
            Key::Quit => return Wish::End,
            Key::Sort => {
                self.sort = self.sort.next();
                self.top = 0;
                self.arrange();
            }
            Key::Pause => self.is_paused = !self.is_paused,
            Key::Up => self.top = self.top.saturating_sub(1),
            Key::Down => self.top += 1,
            Key::PageUp => self.top = self.top.saturating_sub(page),
            Key::PageDown => self.top += page,
            Key::Home => self.top = 0,
            Key::End => self.top = self.last_top(),
        }
        self.top = self.top.min(self.last_top());
        Wish::GoOn
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
