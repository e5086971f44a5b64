//! One reading of one capture: synfin's analyzer, and what the host wants to know beside its answers.

use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use synfin::analyzer::{Analyzer, AnalyzerOptions};
use synfin::capture::record::Record;
use synfin::capture::timestamp::Timestamp;
use synfin::flow::outcome::Outcome;
use synfin::wire::numbers::LinkType;

use crate::packet::Found;
use crate::told::{Segment, Told};

/// The reading that is under way. The host dissects on one thread; the lock is never waited for.
static SESSION: Mutex<Session> = Mutex::new(Session::IDLE);

/// A frame whose segment is to be observed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    /// From 1.
    pub(crate) number: u32,
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    pub(crate) time: i64,
    pub(crate) found: Found<'a>,
    /// The host's own number of the connection.
    pub(crate) stream: Option<u32>,
}

/// One reading of one capture.
struct Session {
    state: State,
    /// Number of the last frame that was observed: no frame is observed twice, or after a later one.
    last_frame: u32,
    /// What is known of each connection, by its number: twelve octets each, far less than the host itself keeps for one.
    connections: Vec<Connection>,
}

enum State {
    /// Nothing was observed yet.
    Idle,
    Running(Box<Analyzer>),
    /// A panic was contained: what the analyzer holds can no longer be believed.
    Broken,
}

#[derive(Clone, Copy)]
struct Connection {
    /// So far.
    outcome: Outcome,
    /// The `tcp.stream` of its first segment.
    stream: Option<u32>,
}

/// The lock cannot be poisoned: what may panic under it is contained.
fn session() -> MutexGuard<'static, Session> {
    SESSION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins anew: another capture, or the same one read again.
pub(crate) fn begin() {
    let old = std::mem::replace(&mut *session(), Session::IDLE);
    // What panicked once may panic again as it goes.
    let _ = catch_unwind(AssertUnwindSafe(|| drop(old)));
}

/// Tells what the segment of a frame does; none where there is nothing to tell. A panic is contained.
pub(crate) fn observe(frame: &Frame<'_>) -> Option<Told> {
    let mut session = session();
    if frame.number <= session.last_frame || matches!(session.state, State::Broken) {
        return None;
    }
    session.last_frame = frame.number;
    if let Ok(told) = catch_unwind(AssertUnwindSafe(|| session.observe(frame))) {
        told.map(Told::Segment)
    } else {
        session.state = State::Broken;
        Some(Told::Stopped)
    }
}

/// What became of a connection so far.
pub(crate) fn outcome(flow: u64) -> Option<Outcome> {
    let index = usize::try_from(flow).ok()?;
    session().connections.get(index).map(|connection| connection.outcome)
}

impl Session {
    const IDLE: Session = Session { state: State::Idle, last_frame: 0, connections: Vec::new() };

    fn observe(&mut self, frame: &Frame<'_>) -> Option<Segment> {
        let packet = frame.found.packet()?;
        panic_if_planted(frame.number);
        if let State::Idle = self.state {
            self.state = State::Running(Box::new(Analyzer::new(options())));
        }
        let State::Running(analyzer) = &mut self.state else { return None };
        let segment = analyzer.observe(&Record {
            number: u64::from(frame.number),
            time: Timestamp::from_nanoseconds(frame.time),
            link_type: LinkType::RAW,
            fcs_len: 0,
            octets: &packet.octets,
            original_len: packet.on_wire,
            interface: 0,
            file_offset: 0,
        })?;
        let (flow, verdict) = (segment.flow(), *segment.verdict());
        let outcome = analyzer.flow_of(&segment)?.outcome();
        // What makes place for others has its outcome already.
        while analyzer.pop_ended().is_some() {}
        let (ended, began_in) = self.keep(flow, outcome, frame.stream);
        Some(Segment { flow, verdict, outcome: ended, began_in })
    }

    /// Keeps a connection's outcome; returns it where it ends the connection and is new, and the stream that the connection began in
    /// where that is another one.
    fn keep(&mut self, flow: u64, outcome: Outcome, stream: Option<u32>) -> (Option<Outcome>, Option<u32>) {
        let index = usize::try_from(flow).unwrap_or(usize::MAX);
        let ended = outcome.is_over().then_some(outcome);
        let Some(connection) = self.connections.get_mut(index) else {
            // Connections are numbered in the order in which they come, without a gap.
            if index == self.connections.len() {
                self.connections.push(Connection { outcome, stream });
            }
            return (ended, None);
        };
        let before = std::mem::replace(&mut connection.outcome, outcome);
        let began_in = connection.stream.filter(|_| stream.is_some() && stream != connection.stream);
        (ended.filter(|&outcome| outcome != before), began_in)
    }
}

/// synfin's own limits; strangers choose the addresses, so the hash is keyed with what they cannot know.
fn options() -> AnalyzerOptions {
    let secret = RandomState::new();
    AnalyzerOptions { hash_key: [secret.hash_one(0), secret.hash_one(1)], ..AnalyzerOptions::default() }
}

/// For the test with the host that shows what becomes of a bug.
#[cfg(all(feature = "planted-panic", not(test)))]
fn panic_if_planted(frame: u32) {
    let planted = std::env::var("SYNFIN_PANIC_AT").ok().and_then(|number| number.parse().ok());
    assert!(planted != Some(frame), "planted by SYNFIN_PANIC_AT");
}

#[cfg(not(any(test, feature = "planted-panic")))]
const fn panic_if_planted(_frame: u32) {}

#[cfg(test)]
use tests::panic_if_planted;

#[cfg(test)]
mod tests;
