//! Reading one connection of a capture: the one that was asked for, or the one with most to tell.

use synfin::analyzer::Analyzer;
use synfin::flow_summary::FlowSummary;
use synfin::observation::Observation;
use synfin::story::interest::Choice;

use crate::arguments::InputArguments;
use crate::command::spool::Spooled;
use crate::fault::Faults;
use crate::input::{Input, Stop};

/// Gives every segment of connection `flow` to `hear`, and returns its summary. Without a number, the connection with most to
/// tell is taken. Notes a fault, in which `verb` says what cannot be done, if there is no such connection.
pub(crate) fn read(
    arguments: &InputArguments,
    flow: Option<u64>,
    verb: &str,
    input: &Input<'_>,
    faults: &mut Faults,
    mut hear: impl FnMut(&Observation<'_>),
) -> Result<FlowSummary, Stop> {
    // To choose takes one reading, to tell another; standard input can be read only once.
    let spooled = if flow.is_none() { Some(Spooled::new(input)?) } else { None };
    let input = spooled.as_ref().map_or(input, |spooled| &spooled.input);
    let flow = match flow {
        Some(flow) => flow,
        // What is wrong with the input is told by the second reading.
        None => choose(arguments, input)?.unwrap_or_default(),
    };
    let mut analyzer = Analyzer::new(arguments.analyzer_options());
    let mut summary = None;
    let mut look_for = |analyzer: &mut Analyzer| {
        while let Some(ended) = analyzer.pop_ended() {
            if ended.number() == flow {
                summary = Some(ended);
            }
        }
    };
    input.read(&mut analyzer, faults, |analyzer, segment| {
        if let Some(segment) = segment.filter(|segment| segment.flow() == flow) {
            hear(&segment);
        }
        look_for(analyzer);
        Ok(())
    })?;
    analyzer.finish();
    look_for(&mut analyzer);
    summary.ok_or_else(|| {
        let opened = analyzer.flow_books().opened;
        faults.could_not(match opened {
            0 => format!("there is no TCP connection to {verb}"),
            opened => format!("no connection {flow}: there are {opened}"),
        });
        Stop::NotFound
    })
}

/// The number of the connection with most to tell; says so if there are several.
fn choose(arguments: &InputArguments, input: &Input<'_>) -> Result<Option<u64>, Stop> {
    let mut analyzer = Analyzer::new(arguments.analyzer_options());
    let mut choice = Choice::default();
    let mut look_at = |analyzer: &mut Analyzer| {
        while let Some(flow) = analyzer.pop_ended() {
            choice.consider(flow);
        }
    };
    let read = input.read(&mut analyzer, &mut Faults::default(), |analyzer, _| {
        look_at(analyzer);
        Ok(())
    });
    if let Err(Stop::Interrupted | Stop::Output(_)) = &read {
        read?;
    }
    analyzer.finish();
    look_at(&mut analyzer);
    let opened = analyzer.flow_books().opened;
    if let (Some(number), 2..) = (choice.number(), opened) {
        anstream::eprintln!(
            "synfin: connection {number} of {opened} has most to tell; choose another with --flow N"
        );
    }
    Ok(choice.number())
}
