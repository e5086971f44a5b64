//! Connections that have left lately.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use synfin::flow::direction::Direction;
use synfin::flow::key::Socket;
use synfin::flow::outcome::Outcome;
use synfin::flow_summary::FlowSummary;
use synfin::report::live::LiveWords;

/// How long a connection that has left is shown.
pub(crate) const LINGER: Duration = Duration::from_secs(30);
/// Most of them that are kept.
const MOST: usize = 200;

/// A connection that has left.
#[derive(Clone, Debug)]
pub(crate) struct Gone {
    pub(crate) number: u64,
    pub(crate) originator: Socket,
    pub(crate) responder: Socket,
    pub(crate) known_as: String,
    pub(crate) outcome: Outcome,
    /// Why it is followed no more, where its outcome does not say it.
    pub(crate) why: &'static str,
    /// From its first segment to its last.
    pub(crate) duration: Duration,
    /// Octets of IP packets, from the originator and from the responder.
    pub(crate) octets: [u64; 2],
    at: Instant,
}

impl Gone {
    fn new(flow: &FlowSummary, words: LiveWords, room: usize, at: Instant) -> Gone {
        Gone {
            number: flow.number(),
            originator: flow.socket(Direction::Originator),
            responder: flow.socket(Direction::Responder),
            known_as: words.known_as(flow, room),
            outcome: flow.outcome(),
            why: words.why_left(flow),
            duration: flow.duration(),
            octets: Direction::BOTH.map(|end| flow.tally(end).ip_bytes),
            at,
        }
    }
}

/// Those that have left lately, the latest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lately {
    gone: VecDeque<Gone>,
    /// How many there are, those included that there is no room for.
    left: VecDeque<(Instant, u64)>,
}

impl Lately {
    /// One has left now; there are so many columns for what it is known as.
    pub(crate) fn push(&mut self, flow: &FlowSummary, words: LiveWords, room: usize, now: Instant) {
        self.gone.push_front(Gone::new(flow, words, room, now));
        self.gone.truncate(MOST);
        // Counted by the second, so that no flood of them takes memory.
        match self.left.back_mut() {
            Some((at, count)) if now.duration_since(*at) < Duration::from_secs(1) => *count += 1,
            _ => self.left.push_back((now, 1)),
        }
    }

    /// Forgets those that have been shown for long enough.
    pub(crate) fn forget(&mut self, now: Instant) {
        while self.gone.back().is_some_and(|gone| now.duration_since(gone.at) >= LINGER) {
            self.gone.pop_back();
        }
        while self.left.front().is_some_and(|(at, _)| now.duration_since(*at) >= LINGER) {
            self.left.pop_front();
        }
    }

    /// Those that are kept, the latest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Gone> {
        self.gone.iter()
    }

    /// How many are kept.
    pub(crate) fn len(&self) -> usize {
        self.gone.len()
    }

    /// How many have left, those included that are not kept.
    pub(crate) fn count(&self) -> u64 {
        self.left.iter().map(|(_, count)| count).sum()
    }
}
