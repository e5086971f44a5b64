//! What stands between the lifelines in one row.

use synfin_flow::direction::Direction;
use synfin_flow::endpoint::basis::Basis;
use synfin_flow::endpoint::state::State;
use synfin_flow::stage::Stage;
use synfin_flow::step::Step;
use synfin_flow::time::Moment;

use crate::picture::message::Message;
use crate::picture::run::{Folded, Run};

/// Both ends' states and on what grounds they are told, the originator's first.
pub type States = [(State, Basis); 2];

/// A part of the connection's life, drawn as a band across the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// The handshake.
    Handshake,
    /// Data and what keeps it flowing.
    Data,
    /// The close, from the first FIN on.
    Close,
    /// A reset and what follows it.
    Reset,
}

impl Band {
    /// Every band, in the order of a life.
    pub const ALL: [Band; 4] = [Band::Handshake, Band::Data, Band::Close, Band::Reset];

    /// The word that stands over it.
    pub const fn name(self) -> &'static str {
        match self {
            Band::Handshake => "handshake",
            Band::Data => "data",
            Band::Close => "close",
            Band::Reset => "reset",
        }
    }

    /// The band of a segment. `before` is that of the segment before it, `closing` whether a close has begun: then one direction
    /// may go on with data for long, which is still part of the close.
    pub fn of(step: Step, before: Option<Band>, closing: bool) -> Band {
        let stray = matches!(step, Step::SynDuplicate | Step::SynAckInvalid | Step::ChallengeAck);
        match step.stage() {
            Stage::Open if !stray => Band::Handshake,
            Stage::Close => Band::Close,
            Stage::Reset => Band::Reset,
            Stage::Transfer if !stray => {
                if closing {
                    Band::Close
                } else {
                    Band::Data
                }
            }
            Stage::Open | Stage::Transfer | Stage::Outside => before.unwrap_or(Band::Data),
        }
    }
}

/// What stands between the lifelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// One segment.
    Message(Message),
    /// Segments in a row.
    Run(Run),
    /// Octets that were not captured before what came behind them.
    Missing {
        /// The end that should have sent them.
        from: Direction,
        /// How many; not more than 2^31.
        octets: u64,
        /// The segment that shows it.
        shown_by: u64,
        /// When that was captured.
        time: Moment,
    },
}

/// One row between the lifelines, and what it leaves the ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What stands there.
    pub content: Content,
    /// The band in which it stands.
    pub band: Band,
    /// Both ends' states after it.
    pub states: States,
}

impl Entry {
    /// When it begins.
    pub const fn first_time(&self) -> Moment {
        match &self.content {
            Content::Message(message) => message.time,
            Content::Run(run) => run.first_time,
            Content::Missing { time, .. } => *time,
        }
    }

    /// When it ends.
    pub const fn last_time(&self) -> Moment {
        match &self.content {
            Content::Run(run) => run.last_time,
            Content::Message(_) | Content::Missing { .. } => self.first_time(),
        }
    }

    /// Whether it may disappear in a run.
    pub(crate) fn is_ordinary(&self) -> bool {
        match &self.content {
            Content::Message(message) => message.is_ordinary(),
            Content::Run(run) => run.folded != Folded::Middle,
            Content::Missing { .. } => false,
        }
    }

    /// Takes the entry that follows, and is a run from now on.
    pub(crate) fn absorb(&mut self, next: &Entry, folded: Folded) {
        let mut run = match &self.content {
            Content::Run(run) => *run,
            content => counted(content, Run::new(folded, self.frame(), self.first_time())),
        };
        run.folded = folded;
        self.content = Content::Run(counted(&next.content, run));
        self.states = next.states;
    }

    /// The frame with which it begins.
    const fn frame(&self) -> u64 {
        match &self.content {
            Content::Message(message) => message.frame,
            Content::Run(run) => run.first_frame,
            Content::Missing { shown_by, .. } => *shown_by,
        }
    }
}

/// A run with this counted too.
fn counted(content: &Content, mut run: Run) -> Run {
    match content {
        Content::Message(message) => run.add(message),
        Content::Run(next) => run.join(next),
        Content::Missing { from, octets, .. } => {
            let missing = &mut run.missing[*from as usize];
            *missing = missing.saturating_add(*octets);
        }
    }
    run
}
