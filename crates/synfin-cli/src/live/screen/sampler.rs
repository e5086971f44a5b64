//! Takes samples, and compares each with the one before.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use synfin::analyzer::Analyzer;
use synfin::flow::class::Class;
use synfin::flow::direction::Direction;
use synfin::flow::outcome::Ended;
use synfin::flow::stage::Stage;
use synfin::flow::time::Moment;
use synfin::flow_summary::FlowSummary;
use synfin::report::live::{Held, LiveWords};

use crate::live::audience::Tally;
use crate::live::screen::sample::{Row, Sample, Totals};

/// Most connections of a class in a sample, those that spoke last; so a sample takes the same, however many are held.
const MOST_ROWS: usize = 500;

/// Takes samples, and knows the one before.
#[derive(Debug, Default)]
pub(crate) struct Sampler {
    before: Option<Before>,
}

/// What is kept of a sample.
#[derive(Debug)]
struct Before {
    at: Instant,
    frames: u64,
    octets: u64,
    segments: [u64; Stage::ALL.len()],
    /// Octets of both directions, by number of the connection.
    flows: HashMap<u64, [u64; 2]>,
}

impl Sampler {
    /// What there is to show now, with so many columns for what a connection is known as.
    pub(crate) fn sample(
        &mut self,
        analyzer: &Analyzer,
        tally: &Tally,
        words: LiveWords,
        room: usize,
        now: Instant,
    ) -> Sample {
        let took = now.duration_since(tally.began);
        // Before the first sample nothing had come.
        let before = self.before.take().unwrap_or_else(|| Before {
            at: tally.began,
            frames: 0,
            octets: 0,
            segments: [0; Stage::ALL.len()],
            flows: HashMap::new(),
        });
        let between = now.duration_since(before.at);
        let per_second = |now: u64, before: u64| rate(now.saturating_sub(before), between);
        let rows: Vec<Row> = Class::ALL
            .into_iter()
            .flat_map(|class| analyzer.held(class).take(MOST_ROWS).map(move |flow| (class, flow)))
            .map(|(class, flow)| Row {
                known_as: words.known_as(&flow, room),
                ..row(class, &flow, tally.clock, &before.flows, between)
            })
            .collect();
        let books = analyzer.books();
        let mut segments = [0; Stage::ALL.len()];
        for (slot, (_, count)) in segments.iter_mut().zip(analyzer.census().stages()) {
            *slot = count;
        }
        let totals = Totals {
            took,
            frames: books.frames,
            frames_per_second: per_second(books.frames, before.frames),
            tcp: books.tcp,
            octets: tally.octets,
            octets_per_second: per_second(tally.octets, before.octets),
            drops: tally.drops,
            segments_per_second: std::array::from_fn(|at| per_second(segments[at], before.segments[at])),
            held: held(analyzer),
            made_place: made_place(analyzer),
            outcomes: analyzer.census().outcomes().filter(|(_, count)| *count > 0).collect(),
        };
        let flows = rows.iter().map(|row| (row.number, row.octets)).collect();
        self.before = Some(Before { at: now, frames: books.frames, octets: tally.octets, segments, flows });
        Sample { rows, totals }
    }
}

/// How many connections of which kind are held.
fn held(analyzer: &Analyzer) -> Held {
    let mut held = Held::default();
    for class in Class::ALL {
        let slot = match class {
            Class::Unanswered | Class::HalfOpen => &mut held.opening,
            Class::OneSided | Class::Established => &mut held.open,
            Class::Closing => &mut held.closing,
            Class::Finished => &mut held.over,
        };
        *slot += analyzer.count_held(class);
    }
    held
}

/// How many connections made place for others before they were over.
fn made_place(analyzer: &Analyzer) -> u64 {
    let left = analyzer.census().outcomes_of(Ended::Evicted);
    left.filter(|(outcome, _)| !outcome.is_over()).map(|(_, count)| count).sum()
}

/// What is told of a connection, without what it is known as.
fn row(
    class: Class,
    flow: &FlowSummary,
    clock: Moment,
    before: &HashMap<u64, [u64; 2]>,
    between: Duration,
) -> Row {
    let octets = Direction::BOTH.map(|end| flow.tally(end).ip_bytes);
    let age = clock.since(flow.first_time());
    // What has begun since the sample before had nothing then.
    let before = before.get(&flow.number()).copied().or_else(|| (age <= between).then_some([0, 0]));
    let rates = before.map(|before| [0, 1].map(|at| rate(octets[at].saturating_sub(before[at]), between)));
    Row {
        number: flow.number(),
        originator: flow.socket(Direction::Originator),
        responder: flow.socket(Direction::Responder),
        stage: stage_of(class, flow),
        is_over: class == Class::Finished,
        outcome: flow.outcome(),
        known_as: String::new(),
        states: Direction::BOTH.map(|end| flow.state(end)),
        octets,
        rates,
        age,
        idle: clock.since(flow.last_time()),
    }
}

/// The stage in which a connection is, or was when it ended, as one can tell from its class.
fn stage_of(class: Class, flow: &FlowSummary) -> Stage {
    match class {
        Class::Unanswered | Class::HalfOpen => Stage::Open,
        Class::OneSided | Class::Established => Stage::Transfer,
        Class::Finished if flow.reset_by().is_some() => Stage::Reset,
        Class::Closing | Class::Finished => Stage::Close,
    }
}

fn rate(count: u64, time: Duration) -> f64 {
    let seconds = time.as_secs_f64();
    if seconds > 0.0 { count as f64 / seconds } else { 0.0 }
}
