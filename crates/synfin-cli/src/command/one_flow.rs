//! Reading one connection of a capture: the one that was asked for, or the one with most to tell.

use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;
use synfin::dissect::registry::Registry;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;
use synfin::story::interest::Choice;

use crate::arguments::InputArguments;
use crate::command::spool::Spooled;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::together::start;

/// Gives every segment of connection `flow` to `hear`, and returns its summary. Without a number, the connection with most to
/// tell is taken. Notes a fault, in which `verb` says what cannot be done, if there is no such connection.
pub(crate) fn read(
    arguments: &InputArguments,
    dissectors: &Registry,
    flow: Option<u64>,
    verb: &str,
    input: &Input<'_>,
    faults: &mut Faults,
    hear: impl FnMut(&Observation<'_>),
) -> Result<FlowSummary, Stop> {
    // To choose takes one reading, to tell another; standard input can be read only once.
    let spooled = if flow.is_none() { Some(Spooled::new(input)?) } else { None };
    let input = spooled.as_ref().map_or(input, |spooled| &spooled.input);
    let flow = match flow {
        Some(flow) => flow,
        // What is wrong with the input is told by the second reading.
        None => choose(arguments, input)?.unwrap_or_default(),
    };
    let mut summary = None;
    let look_for = |ended: FlowSummary| {
        if ended.number() == flow {
            summary = Some(ended);
        }
    };
    let opened = read_all((arguments, dissectors), input, faults, Some(flow), hear, look_for)?;
    summary.ok_or_else(|| {
        match opened {
            0 => faults.could_not(format_args!("there is no TCP connection to {verb}")),
            opened => faults.no_connection(flow, opened),
        }
        Stop::NotFound
    })
}

/// The number of the connection with most to tell; says so if there are several.
fn choose(arguments: &InputArguments, input: &Input<'_>) -> Result<Option<u64>, Stop> {
    let mut choice = Choice::default();
    let look_at = |flow: FlowSummary| choice.consider(flow);
    let nobody = Registry::new();
    let opened = match read_all((arguments, &nobody), input, &mut Faults::default(), None, |_| {}, look_at) {
        Err(Stop::NothingRead) => 0,
        opened => opened?,
    };
    if let (Some(number), 2..) = (choice.number(), opened) {
        anstream::eprintln!(
            "synfin: of connections 0 to {}, number {number} has most to tell; choose another with --flow N",
            opened - 1
        );
    }
    Ok(choice.number())
}

/// Reads all; `hear` gets every segment of one connection, if one is told, and `look_at` every connection that has left. How many
/// began.
fn read_all(
    (arguments, dissectors): (&InputArguments, &Registry),
    input: &Input<'_>,
    faults: &mut Faults,
    flow: Option<u64>,
    mut hear: impl FnMut(&Observation<'_>),
    mut look_at: impl FnMut(FlowSummary),
) -> Result<u64, Stop> {
    let options = arguments.analyzer_options();
    let threads = input.threads();
    if threads == NonZeroUsize::MIN {
        let mut analyzer = Analyzer::new(options).dissecting(dissectors);
        input.read(&mut analyzer, faults, |analyzer, segment| {
            if let Some(segment) = segment.filter(|segment| Some(segment.flow()) == flow) {
                hear(&analyzer.with_fields(segment));
            }
            core::iter::from_fn(|| analyzer.pop_ended()).for_each(&mut look_at);
            Ok(())
        })?;
        analyzer.finish();
        core::iter::from_fn(|| analyzer.pop_ended()).for_each(&mut look_at);
        faults.evicted(&analyzer.accounts());
        return Ok(analyzer.flow_books().opened);
    }
    let mut analyzer = start(options, threads)?.dissecting(dissectors);
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        let told = analyzer.observe(batches);
        if flow.is_some() {
            let segments =
                told.map(vec![(); told.len()], |piece, ()| piece.observations(flow).collect::<Vec<_>>());
            segments.iter().flatten().for_each(&mut hear);
        }
        core::iter::from_fn(|| analyzer.pop_ended()).for_each(&mut look_at);
        Ok(())
    })?;
    analyzer.finish();
    core::iter::from_fn(|| analyzer.pop_ended()).for_each(&mut look_at);
    faults.evicted(&analyzer.accounts());
    Ok(analyzer.accounts().flow_books.opened)
}
