//! `synfin segments`: what each segment does.

use std::io;
use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;

use crate::arguments::{OutputArguments, SegmentsArguments};
use crate::command::carry_out_report;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::together::start;

pub(crate) fn run(arguments: &SegmentsArguments) -> Exit {
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| match input.threads() {
        NonZeroUsize::MIN => alone(arguments, input, out, faults),
        threads => together(arguments, threads, input, out, faults),
    })
}

fn alone(
    arguments: &SegmentsArguments,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer = Analyzer::new(arguments.input.analyzer_options());
    let mut report = arguments.output.format.segments(out, look(&arguments.output.page))?;
    input.read_bursts(&mut analyzer, faults, |analyzer, burst| {
        let mut rows = Vec::with_capacity(burst.len());
        analyzer.observe_burst(burst, |analyzer, segment| {
            // Nothing is told of connections that leave; they must not pile up.
            while analyzer.pop_ended().is_some() {}
            rows.extend(segment.filter(|segment| arguments.flow.is_none_or(|flow| flow == segment.flow())));
            io::Result::Ok(())
        })?;
        report.rows(&rows)
    })?;
    look_for_flow(arguments, analyzer.flow_books().opened, faults);
    Ok(report.finish()?)
}

fn together(
    arguments: &SegmentsArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer = start(arguments.input.analyzer_options(), threads)?;
    let OutputArguments { format, page } = &arguments.output;
    let mut rows = format.segments_together(out, look(page), arguments.flow)?;
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        rows.write(analyzer.observe(batches))?;
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    look_for_flow(arguments, analyzer.accounts().flow_books.opened, faults);
    Ok(rows.finish()?)
}

/// Says so when the connection that was asked for is none of so many.
fn look_for_flow(arguments: &SegmentsArguments, opened: u64, faults: &mut Faults) {
    if let Some(flow) = arguments.flow.filter(|flow| *flow >= opened) {
        faults.could_not(format_args!("no connection {flow}: there are {opened}"));
    }
}
