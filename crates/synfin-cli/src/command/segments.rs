//! `synfin segments`: what each segment does.

use std::io;
use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;
use synfin::parallel::segment_rows::SegmentRows;
use synfin::report::format::Format;

use crate::arguments::SegmentsArguments;
use crate::command::carry_out_report;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::table_format::TableFormat;
use crate::together::start;

pub(crate) fn run(arguments: &SegmentsArguments) -> Exit {
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        match (input.threads(), arguments.output.format) {
            (NonZeroUsize::MIN, _) => alone(arguments, input, out, faults),
            (threads, TableFormat::Report(format)) => {
                together(arguments, threads, format, input, out, faults)
            }
            (threads, _) => columns_together(arguments, threads, input, out, faults),
        }
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
    format: Format,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer = start(arguments.input.analyzer_options(), threads)?;
    let mut rows = SegmentRows::new(format, look(&arguments.output.page), arguments.flow);
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        rows.write(analyzer.observe(batches), out)?;
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    look_for_flow(arguments, analyzer.accounts().flow_books.opened, faults);
    Ok(rows.finish(out)?)
}

/// Columns are written by one thread.
fn columns_together(
    arguments: &SegmentsArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer = start(arguments.input.analyzer_options(), threads)?;
    let mut report = arguments.output.format.segments(out, look(&arguments.output.page))?;
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        for segment in analyzer.observe(batches).observations(arguments.flow) {
            report.row(&segment)?;
        }
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    look_for_flow(arguments, analyzer.accounts().flow_books.opened, faults);
    Ok(report.finish()?)
}

/// Says so when the connection that was asked for is none of so many.
fn look_for_flow(arguments: &SegmentsArguments, opened: u64, faults: &mut Faults) {
    if let Some(flow) = arguments.flow.filter(|flow| *flow >= opened) {
        faults.could_not(format_args!("no connection {flow}: there are {opened}"));
    }
}
