//! The terminal, taken for the table and given back whatever happens.

use std::io;
use std::time::{Duration, Instant};

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event};
use synfin::analyzer::Analyzer;
use synfin::flow_summary::FlowSummary;
use synfin::report::live::LiveWords;

use crate::interrupt::Interrupt;
use crate::live::audience::{Audience, Tally, Wish};
use crate::live::screen::draw::{draw, room_on};
use crate::live::screen::key::Key;
use crate::live::screen::lately::Lately;
use crate::live::screen::sampler::Sampler;
use crate::live::screen::state::State;

/// How often the table shows what is new.
const REFRESH: Duration = Duration::from_millis(500);
/// How soon a key has its effect.
const KEYS: Duration = Duration::from_millis(50);

/// The terminal with the table on it. It is as it was before when this is dropped, after a panic, and when the program ends at once.
pub(crate) struct Screen<'a> {
    terminal: DefaultTerminal,
    interrupt: &'a Interrupt,
    state: State,
    lately: Lately,
    sampler: Sampler,
    sampled: Option<Instant>,
    /// Somebody asked for the end: what leaves then is seen by nobody.
    is_ending: bool,
}

impl<'a> Screen<'a> {
    /// Takes the terminal.
    pub(crate) fn open(
        whom: String,
        words: LiveWords,
        color: bool,
        interrupt: &'a Interrupt,
    ) -> io::Result<Screen<'a>> {
        interrupt.set_last(Some(give_back));
        let terminal = ratatui::try_init().inspect_err(|_| give_back())?;
        let (state, lately) = (State::new(whom, words, color), Lately::default());
        let sampler = Sampler::default();
        Ok(Screen { terminal, interrupt, state, lately, sampler, sampled: None, is_ending: false })
    }

    /// Does what the keys ask for that were pressed.
    fn obey(&mut self) -> io::Result<(Wish, bool)> {
        let mut is_changed = false;
        while event::poll(Duration::ZERO)? {
            is_changed = true;
            let event = event::read()?;
            let key = event.as_key_event().as_ref().and_then(Key::of);
            if key.is_some_and(|key| self.state.press(key) == Wish::End) {
                return Ok((Wish::End, is_changed));
            }
            if let Event::Resize(..) = event {
                self.terminal.autoresize()?;
            }
        }
        Ok((Wish::GoOn, is_changed))
    }
}

impl Audience for Screen<'_> {
    fn ended(&mut self, flow: &FlowSummary) -> io::Result<()> {
        if !self.is_ending {
            self.lately.push(flow, self.state.words, self.state.room_for_name, Instant::now());
        }
        Ok(())
    }

    fn turn(&mut self, analyzer: &Analyzer, tally: &Tally, now: Instant) -> io::Result<Wish> {
        let (wish, mut is_changed) = self.obey()?;
        if wish == Wish::End {
            self.is_ending = true;
            return Ok(wish);
        }
        let size = self.terminal.size()?;
        if self.sampled.is_none_or(|sampled| now.duration_since(sampled) >= REFRESH) {
            self.sampled = Some(now);
            self.lately.forget(now);
            self.state.fit(room_on(&self.state, size));
            let (words, room) = (self.state.words, self.state.room_for_name);
            self.state.take(self.sampler.sample(analyzer, tally, words, room, now), &self.lately);
            is_changed = true;
        }
        if is_changed {
            self.state.fit(room_on(&self.state, size));
            self.terminal.draw(|frame| draw(&self.state, frame))?;
        }
        Ok(Wish::GoOn)
    }

    fn patience(&self) -> Duration {
        KEYS
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        give_back();
        self.interrupt.set_last(None);
    }
}

/// Gives the terminal back as it was; if that fails there is nothing left to say it on.
fn give_back() {
    let _ = ratatui::try_restore();
    let _ = ratatui::crossterm::execute!(io::stdout(), ratatui::crossterm::cursor::Show);
}
