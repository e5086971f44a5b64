//! `synfin explain`: the story of one connection.

use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;
use synfin::story::interest::Interest;
use synfin::story::teller::Storyteller;

use crate::arguments::SegmentsArguments;
use crate::command::spool::Spooled;
use crate::command::{carry_out, report_format};
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::output::look;
use crate::together::start;

pub(crate) fn run(arguments: &SegmentsArguments) -> Exit {
    let format = match report_format(&arguments.output, "explain") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    carry_out(&arguments.input, &arguments.output, |input, out, faults| {
        // To choose takes one reading, to tell another; standard input can be read only once.
        let spooled = if arguments.flow.is_none() { Some(Spooled::new(input)?) } else { None };
        let input = spooled.as_ref().map_or(input, |spooled| &spooled.input);
        let flow = match arguments.flow {
            Some(flow) => flow,
            // What is wrong with the input is told by the second reading.
            None => choose(arguments, input)?.unwrap_or_default(),
        };
        let mut teller = Storyteller::default();
        let mut summary = None;
        let look_for = |ended: FlowSummary| {
            if ended.number() == flow {
                summary = Some(ended);
            }
        };
        let opened = read(arguments, input, faults, Some(flow), |segment| teller.hear(segment), look_for)?;
        let Some(summary) = summary else {
            faults.could_not(match opened {
                0 => "there is no TCP connection to explain".to_owned(),
                opened => format!("no connection {flow}: there are {opened}"),
            });
            return Ok(());
        };
        let story = teller.tell(&summary);
        Ok(format.story(out, look(&arguments.output), &summary, &story)?)
    })
}

/// The number of the connection with most to tell; says so if there are several.
fn choose(arguments: &SegmentsArguments, input: &Input<'_>) -> Result<Option<u64>, Stop> {
    let mut best: Option<FlowSummary> = None;
    let look_at = |flow: FlowSummary| {
        if best.as_ref().is_none_or(|best| Interest::of(&flow) > Interest::of(best)) {
            best = Some(flow);
        }
    };
    let opened = match read(arguments, input, &mut Faults::default(), None, |_| {}, look_at) {
        Err(Stop::NothingRead) => 0,
        opened => opened?,
    };
    if let (Some(best), 2..) = (&best, opened) {
        let number = best.number();
        anstream::eprintln!(
            "synfin: connection {number} of {opened} has most to tell; choose another with --flow N"
        );
    }
    Ok(best.map(|best| best.number()))
}

/// Reads all; `hear` gets every segment of one connection, if one is told, and `look_at` every connection that has left. How many
/// began.
fn read(
    arguments: &SegmentsArguments,
    input: &Input<'_>,
    faults: &mut Faults,
    flow: Option<u64>,
    mut hear: impl FnMut(&Observation<'_>),
    mut look_at: impl FnMut(FlowSummary),
) -> Result<u64, Stop> {
    let options = arguments.input.analyzer_options();
    if input.threads() == NonZeroUsize::MIN {
        let mut analyzer = Analyzer::new(options);
        input.read(&mut analyzer, faults, |analyzer, segment| {
            segment.filter(|segment| Some(segment.flow()) == flow).iter().for_each(&mut hear);
            core::iter::from_fn(|| analyzer.pop_ended()).for_each(&mut look_at);
            Ok(())
        })?;
        analyzer.finish();
        core::iter::from_fn(|| analyzer.pop_ended()).for_each(&mut look_at);
        return Ok(analyzer.flow_books().opened);
    }
    let mut analyzer = start(options, input.threads())?;
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
    Ok(analyzer.accounts().flow_books.opened)
}
