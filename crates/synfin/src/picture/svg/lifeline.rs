//! The lifeline of one end: a bar that changes with its state.

use maud::{Markup, html};
use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;

use crate::language::language::Language;
use crate::language::phrase::say;
use crate::picture::svg::place::{BAR, lifeline, state_name, zigzag};
use crate::report::text::segments::told;
use crate::svg::at::At;

/// A lifeline, drawn down to `top` so far.
#[derive(Debug)]
pub(crate) struct Lifeline {
    of: Direction,
    language: Language,
    state: (State, Basis),
    top: f64,
    drawn: Vec<Markup>,
}

impl Lifeline {
    /// A lifeline that begins in an unknown state.
    pub(crate) const fn new(of: Direction, top: f64, language: Language) -> Lifeline {
        Lifeline { of, language, state: (State::Unknown, Basis::Unknown), top, drawn: Vec::new() }
    }

    /// The end is in this state from here on; news is told beside the bar.
    pub(crate) fn change(&mut self, state: (State, Basis), y: f64) {
        let before = core::mem::replace(&mut self.state, state);
        if looks_like(before) == looks_like(state) {
            return;
        }
        self.state = before;
        self.draw_to(y);
        self.state = state;
        let name = told(state).to_string();
        if name != told(before).to_string() && state.1 != Basis::Unknown {
            let anchor = match self.of {
                Direction::Originator => "mono ending",
                Direction::Responder => "mono",
            };
            let (x, y) = (At(state_name(self.of)), At(y + 4.0));
            self.drawn.push(html! { text class=(anchor) x=(x) y=(y) { (name) } });
        }
    }

    /// Nothing came from here to there.
    pub(crate) fn cut(&mut self, top: f64, bottom: f64) {
        self.draw_to(top);
        self.top = bottom;
        let path = zigzag(lifeline(self.of), top, bottom);
        self.drawn.push(html! { path class="cut" d=(path) {} });
    }

    /// Ends it there; what was drawn.
    pub(crate) fn end(mut self, bottom: f64) -> Vec<Markup> {
        self.draw_to(bottom);
        self.drawn
    }

    fn draw_to(&mut self, y: f64) {
        let (top, height) = (self.top, y - self.top);
        self.top = y;
        if height <= 0.0 {
            return;
        }
        let (is, basis) = self.state;
        let width = if is == State::Closed { BAR / 3.0 } else { BAR };
        let (x, y, width, height) = (At(lifeline(self.of) - width / 2.0), At(top), At(width), At(height));
        let class = class(self.state);
        let (language, state) = (self.language, told(self.state).to_string());
        let told = say!(language, "ladder-end", end = language.end(self.of), state = state);
        self.drawn.push(html! {
            g {
                title { (told) }
                rect class={ "bar " (class) } x=(x) y=(y) width=(width) height=(height) rx="2" {}
                @if basis == Basis::Assumed {
                    rect fill="url(#assumed)" x=(x) y=(y) width=(width) height=(height) {}
                }
            }
        });
    }
}

/// What is seen of a state: a stronger ground for it changes nothing unless it was assumed.
const fn looks_like((state, basis): (State, Basis)) -> (u8, bool, bool) {
    (state as u8, matches!(basis, Basis::Assumed), matches!(basis, Basis::Unknown))
}

/// What the bar of a state is in the style sheet.
pub(crate) const fn class((state, basis): (State, Basis)) -> &'static str {
    if matches!(basis, Basis::Unknown) {
        return "state-unknown";
    }
    match state {
        State::Unknown => "state-unknown",
        State::Closed => "state-closed",
        State::SynSent => "state-syn-sent",
        State::SynReceived => "state-syn-received",
        State::Established => "state-established",
        State::FinWait1 => "state-fin-wait-1",
        State::FinWait2 => "state-fin-wait-2",
        State::Closing => "state-closing",
        State::CloseWait => "state-close-wait",
        State::LastAck => "state-last-ack",
        State::TimeWait => "state-time-wait",
    }
}
