//! `synfin flows` where not all are told, or in another order.

use std::io;

use synfin::column::flows::Flows;
use synfin::filter::order::Ordered;
use synfin::flow::time::Moment;
use synfin::flow::verdict::Verdict;
use synfin::flow_summary::FlowSummary;
use synfin::in_order::InOrder;
use synfin::report::table_writer::TableWriter;

use crate::arguments::tables::FlowsTableArguments;
use crate::command::all_flows::{FlowListener, read};
use crate::command::chosen::Chosen;
use crate::command::chosen_flows::none_of;
use crate::fault::Faults;
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
    let FlowsTableArguments { report: asked, filter, order } = arguments;
    let max_flows = asked.input.analyzer_options().max_flows.get();
    let mut report = asked.output.format().flows(&mut *out, look(&asked.output.page))?;
    let mut selected = Selected {
        chosen: Chosen::new(filter),
        in_order: InOrder::default(),
        ordered: (!order.is_empty()).then(|| order.keeper(max_flows)),
        report: &mut *report,
        told: 0,
    };
    let opened = read(&asked.input, &asked.dissect.or_all(), input, faults, &mut selected)?;
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
    if told == 0 && opened > 0 {
        faults.remark(none_of(opened));
        if asked.output.format() == TableFormat::default() {
            // There are connections, whatever is said of a table without rows.
            return Ok(());
        }
    }
    Ok(report.finish()?)
}

/// Writes what is asked for as soon as its place is known.
struct Selected<'a> {
    chosen: Chosen<'a>,
    in_order: InOrder,
    ordered: Option<Ordered>,
    report: &'a mut dyn TableWriter<Flows>,
    /// Rows that were written.
    told: u64,
}

impl FlowListener for Selected<'_> {
    fn wants_segments(&self) -> bool {
        self.chosen.wants_segments()
    }

    fn segment(&mut self, _: Moment, flow: u64, verdict: &Verdict) {
        self.chosen.segment(flow, verdict);
    }

    fn flow(&mut self, flow: FlowSummary) -> io::Result<()> {
        if let Some(ordered) = &mut self.ordered {
            if self.chosen.take(&flow) {
                ordered.push(flow);
            }
            return Ok(());
        }
        self.in_order.push(flow);
        while let Some(flow) = self.in_order.pop() {
            if self.chosen.take(&flow) {
                self.report.row(&flow)?;
                self.told += 1;
            }
        }
        Ok(())
    }
}
