//! `synfin flows` where not all are told, or in another order.

use std::io::{self, Write as _};

use synfin::column::flows::Flows;
use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;
use synfin::in_order::InOrder;
use synfin::report::table_writer::TableWriter;

use crate::arguments::flow_filter::FlowFilterArguments;
use crate::arguments::tables::FlowsTableArguments;
use crate::command::all_flows::{FlowListener, read};
use crate::fault::Faults;
use crate::filter::flow_filter::takes;
use crate::filter::order::Ordered;
use crate::filter::told_of_flows::ToldOfFlows;
use crate::input::{Input, Stop};
use crate::output::{Output, look};
use crate::table_format::TableFormat;

/// Tells those that were asked for, in the order that was asked for.
pub(crate) fn run(
    arguments: &FlowsTableArguments,
    input: &Input<'_>,
    out: &mut Output,
    faults: &mut Faults,
) -> Result<(), Stop> {
    let FlowsTableArguments { plain, filter, order } = arguments;
    let max_flows = plain.input.analyzer_options().max_flows.get();
    let mut report = plain.output.format().flows(&mut *out, look(&plain.output.page))?;
    let mut selected = Selected {
        filter,
        came: ToldOfFlows::new(&filter.steps, &filter.notes),
        in_order: InOrder::default(),
        ordered: (!order.is_empty()).then(|| order.keeper(max_flows)),
        report: &mut *report,
        told: 0,
    };
    let opened = read(&plain.input, &plain.dissect.or_all(), input, faults, &mut selected)?;
    let mut told = selected.told;
    if let Some(ordered) = selected.ordered.take() {
        let left_out = ordered.left_out();
        if left_out > 0 && !order.is_cut() {
            let are = if left_out == 1 { "connection is" } else { "connections are" };
            faults.could_not(format_args!(
                "{left_out} {are} not told: {max_flows} at most can be sorted; give --top N, or a larger --max-flows"
            ));
        }
        for flow in ordered.into_flows() {
            report.row(&flow)?;
            told += 1;
        }
    }
    if told == 0 && opened > 0 && plain.output.format() == TableFormat::default() {
        drop(report);
        match opened {
            1 => writeln!(out, "the only TCP connection is not one that was asked for")?,
            opened => writeln!(out, "none of {opened} TCP connections is one that was asked for")?,
        }
        return Ok(out.flush()?);
    }
    Ok(report.finish()?)
}

/// Writes what is asked for as soon as its place is known.
struct Selected<'a> {
    filter: &'a FlowFilterArguments,
    came: ToldOfFlows,
    in_order: InOrder,
    ordered: Option<Ordered>,
    report: &'a mut dyn TableWriter<Flows>,
    /// Rows that were written.
    told: u64,
}

impl FlowListener for Selected<'_> {
    fn wants_segments(&self) -> bool {
        self.came.is_needed()
    }

    fn segment(&mut self, _: Moment, flow: u64, verdict: &Verdict) {
        self.came.segment(flow, verdict);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if let Some(ordered) = &mut self.ordered {
            if self.came.take(flow.number()) && takes(self.filter, &flow) {
                ordered.push(flow);
            }
            return Ok(());
        }
        self.in_order.push(flow);
        while let Some(flow) = self.in_order.pop() {
            if self.came.take(flow.number()) && takes(self.filter, &flow) {
                self.report.row(&flow)?;
                self.told += 1;
            }
        }
        Ok(())
    }
}
