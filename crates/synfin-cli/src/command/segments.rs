//! `synfin segments`: what each segment does.

use std::io;
use std::num::NonZeroUsize;

use synfin::accounts::Accounts;
use synfin::analyzer::Analyzer;
use synfin::capture::burst::MOST;
use synfin::observation::Observation;

use crate::arguments::tables::SegmentsTableArguments;
use crate::arguments::{OutputArguments, SegmentsArguments};
use crate::command::carry_out::carry_out_report;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::filter::segment_filter::takes;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::together::start;

pub(crate) fn run(asked: &SegmentsTableArguments) -> Exit {
    let arguments = &asked.plain;
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| match input.threads() {
        NonZeroUsize::MIN => alone(asked, input, out, faults),
        threads if asked.filter.is_empty() => together(arguments, threads, input, out, faults),
        threads => chosen_together(asked, threads, input, out, faults),
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
    input.read_some(&mut analyzer, faults, |analyzer, records| {
        let mut rows = Vec::with_capacity(MOST);
        records.observe(analyzer, |analyzer, segment| {
            // Nothing is told of connections that leave; they must not pile up.
            while analyzer.pop_ended().is_some() {}
            let Some(segment) = segment else { return Ok(()) };
            let told = analyzer.with_fields(segment);
            if !is_asked_for(asked, &told) {
                return Ok(());
            }
            // What dissectors told is there only until they hear of the next segment.
            if !told.fields().is_empty() {
                report.rows(&rows)?;
                rows.clear();
                return report.row(&told);
            }
            rows.push(segment);
            if rows.len() == MOST {
                report.rows(&rows)?;
                rows.clear();
            }
            io::Result::Ok(())
        })?;
        report.rows(&rows)
    })?;
    end(arguments, &analyzer.accounts(), faults);
    Ok(report.finish()?)
}

fn together(
    arguments: &SegmentsArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let OutputArguments { page, .. } = &arguments.output;
    let mut rows = arguments.output.format().segments_together(out, look(page), arguments.flow)?;
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        rows.write(analyzer.observe(batches))?;
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    end(arguments, &analyzer.accounts(), faults);
    Ok(rows.finish()?)
}

/// What is chosen out of many rows is written by one thread.
fn chosen_together(
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
