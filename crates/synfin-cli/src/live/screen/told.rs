//! What stands in the columns of the tables.

use std::time::Duration;

use synfin::flow::direction::Direction;
use synfin::flow::endpoint::basis::Basis;
use synfin::flow::endpoint::state::State as EndState;
use synfin::flow::key::Socket;
use synfin::report::live::{Column as Named, LiveWords};
use synfin::report::text::brief::brief;
use synfin::report::text::units::{Octets, Span};

use crate::live::screen::columns::Told;
use crate::live::screen::ends::{FOR_BOTH, both_ends, responder_alone};
use crate::live::screen::lately::Gone;
use crate::live::screen::sample::Row;

impl Told {
    /// Whether it is an amount, of which the last digits stand under one another.
    pub(crate) const fn is_amount(self) -> bool {
        matches!(
            self,
            Told::Number
                | Told::Rate
                | Told::RateOf(_)
                | Told::Octets
                | Told::OctetsOf(_)
                | Told::Age
                | Told::Idle
                | Told::Lasted
        )
    }

    /// The head of the column of this width.
    pub(crate) fn head(self, words: LiveWords, room: usize) -> String {
        let of = |column| words.column(column).into_owned();
        match self {
            Told::Number => of(Named::Flow),
            Told::Stage => of(Named::Stage),
            Told::Who if room < FOR_BOTH => format!("→ {}", words.0.end(Direction::Responder)),
            Told::Who => of(Named::Who),
            Told::KnownAs | Told::Name => of(Named::KnownAs),
            Told::Outcome | Told::OutcomeInBrief => of(Named::Outcome),
            Told::Rate => of(Named::Rate),
            Told::RateOf(end) => format!("{} {}", arrow(end), of(Named::Rate)),
            Told::Octets => of(Named::Octets),
            Told::OctetsOf(end) => format!("{} {}", arrow(end), of(Named::Octets)),
            Told::States => of(Named::States),
            Told::Age => of(Named::Age),
            Told::Idle => of(Named::Idle),
            Told::Lasted => of(Named::Lasted),
            Told::Why => of(Named::Why),
        }
    }
}

impl Row {
    /// What is told of it there; nothing where there is nothing.
    pub(crate) fn tell(&self, told: Told, words: LiveWords, room: usize) -> String {
        match told {
            Told::Number => self.number.to_string(),
            Told::Stage if self.is_over => words.over().into_owned(),
            Told::Stage => words.0.stage(self.stage).to_owned(),
            Told::Who => both_ends(self.originator, self.responder, room),
            Told::KnownAs => brief(&self.known_as, room),
            Told::Name => name(&self.known_as, self.responder, room),
            Told::Outcome => words.so_far(self.outcome).into_owned(),
            Told::OutcomeInBrief => words.so_far_in_brief(self.outcome).into_owned(),
            Told::Rate => self.rates.map(|_| per_second(self.rate())).unwrap_or_default(),
            Told::RateOf(end) => self.rates.map(|rates| per_second(rates[end as usize])).unwrap_or_default(),
            Told::Octets => Octets(self.all_octets()).to_string(),
            Told::OctetsOf(end) => Octets(self.octets[end as usize]).to_string(),
            Told::States => self.states.map(state).join(" / "),
            Told::Age => seconds(self.age),
            Told::Idle => format!("{} s", self.idle.as_secs()),
            Told::Lasted | Told::Why => String::new(),
        }
    }
}

impl Gone {
    /// What is told of it there; nothing where there is nothing.
    pub(crate) fn tell(&self, told: Told, words: LiveWords, room: usize) -> String {
        match told {
            Told::Number => self.number.to_string(),
            Told::Who => both_ends(self.originator, self.responder, room),
            Told::KnownAs => brief(&self.known_as, room),
            Told::Name => name(&self.known_as, self.responder, room),
            Told::Outcome => words.0.outcome(self.outcome).to_owned(),
            Told::OutcomeInBrief => words.0.outcome_in_brief(self.outcome).to_owned(),
            Told::Octets => Octets(self.octets.iter().sum()).to_string(),
            Told::OctetsOf(end) => Octets(self.octets[end as usize]).to_string(),
            Told::Lasted => Span(self.duration).to_string(),
            Told::Why => brief(self.why, room),
            Told::Stage | Told::Rate | Told::RateOf(_) | Told::States | Told::Age | Told::Idle => {
                String::new()
            }
        }
    }
}

/// What came over the wire cannot steer the terminal.
fn name(known_as: &str, responder: Socket, room: usize) -> String {
    if known_as.is_empty() { responder_alone(responder, room) } else { brief(known_as, room) }
}

/// The way of what an end sends.
const fn arrow(end: Direction) -> &'static str {
    match end {
        Direction::Originator => "→",
        Direction::Responder => "←",
    }
}

fn state((state, basis): (EndState, Basis)) -> String {
    let doubt = if basis == Basis::Assumed { "?" } else { "" };
    format!("{}{doubt}", state.name())
}

fn per_second(rate: f64) -> String {
    format!("{}/s", Octets(rate.round() as u64))
}

/// A time to the second, as nobody reads more of what changes all the time.
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        seconds @ ..60 => format!("{seconds} s"),
        seconds => Span(Duration::from_secs(seconds)).to_string(),
    }
}
