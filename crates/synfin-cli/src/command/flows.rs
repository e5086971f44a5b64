//! `synfin flows`: what became of each connection.

use std::io;
use std::iter;
use std::num::NonZeroUsize;

use synfin::analyzer::Analyzer;
use synfin::column::flows::Flows;
use synfin::flow_summary::FlowSummary;
use synfin::in_order::InOrder;
use synfin::parallel::analyzer::ParallelAnalyzer;
use synfin::parallel::flow_rows::FlowRows;
use synfin::report::format::Format;
use synfin::report::table_writer::TableWriter;

use crate::arguments::FlowsArguments;
use crate::arguments::tables::FlowsTableArguments;
use crate::command::{carry_out_report, selected_flows};
use crate::exit::Exit;
use crate::fault::Faults;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::table_format::TableFormat;
use crate::together::start;

pub(crate) fn run(asked: &FlowsTableArguments) -> Exit {
    let arguments = &asked.plain;
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        if !asked.filter.is_empty() || !asked.order.is_empty() {
            return selected_flows::run(asked, input, out, faults);
        }
        match (input.threads(), arguments.output.format()) {
            (NonZeroUsize::MIN, _) => alone(arguments, input, out, faults),
            (threads, TableFormat::Report(format)) => {
                together(arguments, threads, format, input, out, faults)
            }
            (threads, _) => columns_together(arguments, threads, input, out, faults),
        }
    })
}

fn alone(
    arguments: &FlowsArguments,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer =
        Analyzer::new(arguments.input.analyzer_options()).dissecting(&arguments.dissect.or_all());
    let mut in_order = InOrder::default();
    let mut report = arguments.output.format().flows(out, look(&arguments.output.page))?;
    let mut write_ended = |analyzer: &mut Analyzer| {
        write_in_order(iter::from_fn(|| analyzer.pop_ended()), &mut in_order, &mut *report)
    };
    input.read(&mut analyzer, faults, |analyzer, _| write_ended(analyzer))?;
    analyzer.finish();
    write_ended(&mut analyzer)?;
    faults.evicted(&analyzer.accounts());
    Ok(report.finish()?)
}

fn together(
    arguments: &FlowsArguments,
    threads: NonZeroUsize,
    format: Format,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let mut rows = FlowRows::new(format, look(&arguments.output.page));
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        analyzer.observe(batches);
        rows.write(analyzer, out)
    })?;
    analyzer.finish();
    rows.write(&mut analyzer, out)?;
    faults.evicted(&analyzer.accounts());
    Ok(rows.finish(out)?)
}

/// Columns are written by one thread.
fn columns_together(
    arguments: &FlowsArguments,
    threads: NonZeroUsize,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let mut analyzer =
        start(arguments.input.analyzer_options(), threads)?.dissecting(&arguments.dissect.or_all());
    let mut in_order = InOrder::default();
    let mut report = arguments.output.format().flows(out, look(&arguments.output.page))?;
    let mut write_ended = |analyzer: &mut ParallelAnalyzer| {
        write_in_order(iter::from_fn(|| analyzer.pop_ended()), &mut in_order, &mut *report)
    };
    input.read_together(&mut analyzer, faults, |analyzer, batches| {
        analyzer.observe(batches);
        write_ended(analyzer)
    })?;
    analyzer.finish();
    write_ended(&mut analyzer)?;
    faults.evicted(&analyzer.accounts());
    Ok(report.finish()?)
}

/// Writes what has left as far as its turn has come.
fn write_in_order(
    ended: impl Iterator<Item = FlowSummary>,
    in_order: &mut InOrder,
    report: &mut dyn TableWriter<Flows>,
) -> io::Result<()> {
    for flow in ended {
        in_order.push(flow);
        while let Some(flow) = in_order.pop() {
            report.row(&flow)?;
        }
    }
    Ok(())
}
