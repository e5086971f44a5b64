//! `synfin flows`: what became of each connection.

use std::io;
use std::iter;
use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;
use synfin::column::flows::Flows;
use synfin::in_order::InOrder;
use synfin::report::table_writer::TableWriter;

use crate::arguments::report::ReportArguments;
use crate::arguments::tables::FlowsTableArguments;
use crate::command::carry_out::carry_out_report;
use crate::command::selected_flows;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::fault::refused;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::together::start;

pub(crate) fn run(asked: &FlowsTableArguments) -> Exit {
    let arguments = &asked.report;
    if let Some(exit) = refused(asked.filter.rows.objection(&arguments.dissect)) {
        return exit;
    }
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        if !asked.filter.is_empty() || !asked.order.is_empty() {
            return selected_flows::run(asked, input, out, faults);
        }
        match input.threads() {
            NonZeroUsize::MIN => alone(arguments, input, out, faults),
            threads => together(arguments, threads, input, out, faults),
        }
    })
}

/// Connections that are written at once: where columns are written, that takes a fraction of the time.
const AT_ONCE: usize = 32;

fn alone(
    arguments: &ReportArguments,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer =
        Analyzer::new(arguments.input.analyzer_options()).dissecting(&arguments.dissect.or_all());
    let mut in_order = InOrder::default();
    let mut report = arguments.output.format().flows(out, look(&arguments.output.page))?;
    input.read(&mut analyzer, faults, |analyzer, _| write_ended(analyzer, &mut in_order, &mut *report))?;
    analyzer.finish();
    write_ended(&mut analyzer, &mut in_order, &mut *report)?;
    faults.of_accounts(&analyzer.accounts());
    Ok(report.finish()?)
}

fn together(
    arguments: &ReportArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let mut rows = arguments.output.format().flows_together(out, look(&arguments.output.page))?;
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        analyzer.observe_without_fields(batches);
        rows.write(analyzer)
    })?;
    analyzer.finish();
    rows.write(&mut analyzer)?;
    faults.of_accounts(&analyzer.accounts());
    Ok(rows.finish()?)
}

/// Writes what has left as far as its turn has come.
fn write_ended(
    analyzer: &mut Analyzer,
    in_order: &mut InOrder,
    report: &mut dyn TableWriter<Flows>,
) -> io::Result<()> {
    // Most segments end no connection.
    let Some(first) = analyzer.pop_ended() else { return Ok(()) };
    let mut rows = Vec::with_capacity(AT_ONCE);
    for flow in iter::once(first).chain(iter::from_fn(|| analyzer.pop_ended())) {
        in_order.push(flow);
        while let Some(flow) = in_order.pop() {
            rows.push(flow);
            if rows.len() == AT_ONCE {
                report.rows(&rows)?;
                rows.clear();
            }
        }
    }
    report.rows(&rows)
}
