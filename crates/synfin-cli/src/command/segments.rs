//! `synfin segments`: what each segment does.

use std::io;
use std::mem;
use std::num::NonZeroUsize;

use synfin::accounts::Accounts;
use synfin::analyzer::Analyzer;
use synfin::capture::burst::MOST;
use synfin::column::segments::Segments;
use synfin::observation::Observation;
use synfin::report::table_writer::TableWriter;

use crate::arguments::tables::SegmentsTableArguments;
use crate::command::carry_out::carry_out_report;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::fault::refused;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::together::start;

pub(crate) fn run(asked: &SegmentsTableArguments) -> Exit {
    let arguments = &asked.report;
    if let Some(exit) = refused(asked.filter.rows.objection(&arguments.dissect)) {
        return exit;
    }
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| match input.threads() {
        NonZeroUsize::MIN => alone(asked, input, out, faults),
        threads if asked.filter.is_empty() => together(asked, threads, input, out, faults),
        threads => chosen_together(asked, threads, input, out, faults),
    })
}

fn alone(
    asked: &SegmentsTableArguments,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let arguments = &asked.report;
    let mut analyzer =
        Analyzer::new(arguments.input.analyzer_options()).dissecting(&arguments.dissect.or_all());
    let mut report = arguments.output.format().segments(out, look(&arguments.output.page))?;
    let mut memory = Vec::with_capacity(MOST);
    let mut begun = Begun::default();
    input.read_some(&mut analyzer, faults, |analyzer, records| {
        let mut rows = emptied(mem::take(&mut memory));
        records.observe(analyzer, |analyzer, segment| {
            // Nothing is told of connections that leave; they must not pile up.
            while analyzer.pop_ended().is_some() {}
            let Some(segment) = segment else { return Ok(()) };
            if asked.flow.is_some_and(|flow| flow != segment.flow()) {
                return Ok(());
            }
            let told = analyzer.with_fields(segment);
            begun.with(&told, &mut *report);
            if !asked.filter.is_empty() && !asked.filter.takes(&told) {
                return Ok(());
            }
            begun.told += 1;
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
        report.rows(&rows)?;
        memory = emptied(rows);
        Ok(())
    })?;
    end(asked, &analyzer.accounts(), faults);
    begun.end(asked, faults);
    Ok(report.finish()?)
}

/// No rows, in the memory of others, which may borrow from what is gone by the time these come.
fn emptied<'n>(mut rows: Vec<Observation<'_>>) -> Vec<Observation<'n>> {
    rows.clear();
    // Items of the same size are collected where they lie.
    rows.into_iter().map_while(|_| None).collect()
}

fn together(
    asked: &SegmentsTableArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let arguments = &asked.report;
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let look = look(&arguments.output.page);
    let mut rows = arguments.output.format().segments_together(out, look, asked.flow)?;
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        rows.write(analyzer.observe(batches))?;
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    end(asked, &analyzer.accounts(), faults);
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
    let arguments = &asked.report;
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let mut report = arguments.output.format().segments(out, look(&arguments.output.page))?;
    let mut begun = Begun::default();
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        for segment in analyzer.observe(batches).observations(asked.flow) {
            begun.with(&segment, &mut *report);
            if asked.filter.takes(&segment) {
                begun.told += 1;
                report.row(&segment)?;
            }
        }
        while analyzer.pop_ended().is_some() {}
        Ok(())
    })?;
    end(asked, &analyzer.accounts(), faults);
    begun.end(asked, faults);
    Ok(report.finish()?)
}

/// What came before the filter, and what behind it.
#[derive(Debug, Default)]
struct Begun {
    /// Segments of the connections that are told.
    came: u64,
    /// Those that the filter takes.
    told: u64,
}

impl Begun {
    /// Counts a segment; whatever the filter takes, seconds count from the first one.
    fn with(&mut self, segment: &Observation<'_>, report: &mut dyn TableWriter<Segments>) {
        if self.came == 0 {
            report.count_from(segment.time());
        }
        self.came += 1;
    }

    /// Says so where the filter took none.
    fn end(&self, asked: &SegmentsTableArguments, faults: &mut Faults) {
        if self.told > 0 || self.came == 0 || asked.filter.is_empty() {
            return;
        }
        let of_flow = asked.flow.map(|flow| format!(" of connection {flow}")).unwrap_or_default();
        faults.remark(match self.came {
            1 => format!("the only segment{of_flow} is not one that was asked for"),
            came => format!("none of {came} segments{of_flow} is one that was asked for"),
        });
    }
}

/// Says so when the connection that was asked for is none of those that there are, and when some were told early.
fn end(asked: &SegmentsTableArguments, accounts: &Accounts<'_>, faults: &mut Faults) {
    let opened = accounts.flow_books.opened;
    if let Some(flow) = asked.flow.filter(|flow| *flow >= opened) {
        faults.no_connection(flow, opened);
    }
    if asked.flow.is_none() && accounts.books.frames == 0 && faults.is_clean() {
        faults.remark("there is no TCP segment");
    }
    faults.of_accounts(accounts);
}
