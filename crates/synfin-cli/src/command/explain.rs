//! `synfin explain`: the story of one connection.

use synfin::analyzer::Analyzer;
use synfin::flow_summary::FlowSummary;
use synfin::story::interest::Interest;
use synfin::story::teller::Storyteller;

use crate::arguments::SegmentsArguments;
use crate::command::spool::Spooled;
use crate::command::{carry_out, report_format};
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::output::look;

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
        let mut analyzer = Analyzer::new(arguments.input.analyzer_options());
        let mut teller = Storyteller::default();
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
                teller.hear(&segment);
            }
            look_for(analyzer);
            Ok(())
        })?;
        analyzer.finish();
        look_for(&mut analyzer);
        let Some(summary) = summary else {
            let opened = analyzer.flow_books().opened;
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
    let mut analyzer = Analyzer::new(arguments.input.analyzer_options());
    let mut best: Option<FlowSummary> = None;
    let mut look_at = |analyzer: &mut Analyzer| {
        while let Some(flow) = analyzer.pop_ended() {
            if best.as_ref().is_none_or(|best| Interest::of(&flow) > Interest::of(best)) {
                best = Some(flow);
            }
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
    if let (Some(best), 2..) = (&best, opened) {
        let number = best.number();
        anstream::eprintln!(
            "synfin: connection {number} of {opened} has most to tell; choose another with --flow N"
        );
    }
    Ok(best.map(|best| best.number()))
}
