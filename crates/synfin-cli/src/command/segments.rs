//! `synfin segments`: what each segment does.

use std::num::NonZeroUsize;

use synfin::accounts::Accounts;
use synfin::analyzer::Analyzer;
use synfin::observation::Observation;
use synfin::parallel::segment_rows::SegmentRows;
use synfin::report::format::Format;

use crate::arguments::SegmentsArguments;
use crate::arguments::tables::SegmentsTableArguments;
use crate::command::carry_out_report;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::filter::segment_filter::takes;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::table_format::TableFormat;
use crate::together::start;

pub(crate) fn run(asked: &SegmentsTableArguments) -> Exit {
    let arguments = &asked.plain;
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        match (input.threads(), arguments.output.format()) {
            (NonZeroUsize::MIN, _) => alone(asked, input, out, faults),
            (threads, TableFormat::Report(format)) if asked.filter.is_empty() => {
                together(arguments, threads, format, input, out, faults)
            }
            (threads, _) => rows_of_one(asked, threads, input, out, faults),
        }
    })
}

fn alone(
    asked: &SegmentsTableArguments,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let arguments = &asked.plain;
    let mut analyzer =
        Analyzer::new(arguments.input.analyzer_options()).dissecting(&arguments.dissect.or_all());
    let mut report = arguments.output.format().segments(out, look(&arguments.output.page))?;
    input.read(&mut analyzer, faults, |analyzer, segment| {
        // Nothing is told of connections that leave; they must not pile up.
        while analyzer.pop_ended().is_some() {}
        match segment {
            Some(segment) if is_asked_for(asked, &segment) => report.row(&segment),
            _ => Ok(()),
        }
    })?;
    end(arguments, &analyzer.accounts(), faults);
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
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let mut rows = SegmentRows::new(format, look(&arguments.output.page), arguments.flow);
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        rows.write(analyzer.observe(batches), out)?;
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    end(arguments, &analyzer.accounts(), faults);
    Ok(rows.finish(out)?)
}

/// Columns are written by one thread, and so is what was chosen out of many rows.
fn rows_of_one(
    asked: &SegmentsTableArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let arguments = &asked.plain;
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let mut report = arguments.output.format().segments(out, look(&arguments.output.page))?;
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        for segment in analyzer.observe(batches).observations(arguments.flow) {
            if takes(&asked.filter, &segment) {
                report.row(&segment)?;
            }
        }
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    end(arguments, &analyzer.accounts(), faults);
    Ok(report.finish()?)
}

fn is_asked_for(asked: &SegmentsTableArguments, segment: &Observation<'_>) -> bool {
    asked.plain.flow.is_none_or(|flow| flow == segment.flow())
        && (asked.filter.is_empty() || takes(&asked.filter, segment))
}

/// Says so when the connection that was asked for is none of those that there are, and when some were told early.
fn end(arguments: &SegmentsArguments, accounts: &Accounts<'_>, faults: &mut Faults) {
    let opened = accounts.flow_books.opened;
    if let Some(flow) = arguments.flow.filter(|flow| *flow >= opened) {
        faults.no_connection(flow, opened);
    }
    faults.evicted(accounts);
}
