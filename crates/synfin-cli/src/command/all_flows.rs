//! Reading a capture for the sake of its connections.

use std::io;
use std::iter;
use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;
use synfin::dissect::registry::Registry;
use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;

use crate::arguments::input::InputArguments;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::together::start;

/// What wants to know of all connections of a capture.
pub(crate) trait FlowListener {
    /// Whether it wants to know of their segments, too.
    fn wants_segments(&self) -> bool;

    /// Takes what a segment told.
    fn segment(&mut self, time: Moment, flow: u64, verdict: &Verdict);

    /// The connection of which it wants to know all, if there is one.
    fn hears_of(&self) -> Option<u64> {
        None
    }

    /// Takes a segment of that connection, with what dissectors told.
    fn hear(&mut self, segment: &Observation<'_>) {
        let _ = segment;
    }

    /// Takes a connection that has left.
    fn flow(&mut self, flow: FlowSummary) -> io::Result<()>;
}

/// Reads all, with as many threads as were asked for; tells how many connections there were.
pub(crate) fn read(
    arguments: &InputArguments,
    dissectors: &Registry,
    input: &Input<'_>,
    faults: &mut Faults,
    listener: &mut impl FlowListener,
) -> Result<u64, Stop> {
    let options = arguments.analyzer_options();
    let (wants_segments, hears_of) = (listener.wants_segments(), listener.hears_of());
    let threads = input.threads();
    if threads == NonZeroUsize::MIN {
        let mut analyzer = Analyzer::new(options).dissecting(dissectors);
        input.read(&mut analyzer, faults, |analyzer, segment| {
            if let Some(segment) = segment {
                if wants_segments {
                    listener.segment(segment.time(), segment.flow(), segment.verdict());
                }
                if hears_of == Some(segment.flow()) {
                    listener.hear(&analyzer.with_fields(segment));
                }
            }
            iter::from_fn(|| analyzer.pop_ended()).try_for_each(|flow| listener.flow(flow))
        })?;
        analyzer.finish();
        iter::from_fn(|| analyzer.pop_ended()).try_for_each(|flow| listener.flow(flow))?;
        faults.of_accounts(&analyzer.accounts());
        return Ok(analyzer.flow_books().opened);
    }
    let mut analyzer = start(options, threads)?.dissecting(dissectors);
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        let told = if hears_of.is_some() {
            analyzer.observe(batches)
        } else {
            analyzer.observe_without_fields(batches)
        };
        if wants_segments {
            told.seen().for_each(|(time, seen)| listener.segment(time, seen.flow, &seen.verdict));
        }
        if hears_of.is_some() {
            let pieces = vec![(); told.len()];
            let segments = told.map(pieces, |piece, ()| piece.observations(hears_of).collect::<Vec<_>>());
            segments.iter().flatten().for_each(|segment| listener.hear(segment));
        }
        iter::from_fn(|| analyzer.pop_ended()).try_for_each(|flow| listener.flow(flow))
    })?;
    analyzer.finish();
    iter::from_fn(|| analyzer.pop_ended()).try_for_each(|flow| listener.flow(flow))?;
    faults.of_accounts(&analyzer.accounts());
    Ok(analyzer.accounts().flow_books.opened)
}
