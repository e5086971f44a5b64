//! `synfin flows`: what became of each connection.

use synfin::analyzer::Analyzer;
use synfin::in_order::InOrder;

use crate::arguments::FlowsArguments;
use crate::command::carry_out_report;
use crate::exit::Exit;
use crate::output::look;

pub(crate) fn run(arguments: &FlowsArguments) -> Exit {
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        let mut analyzer = Analyzer::new(arguments.input.analyzer_options());
        let mut in_order = InOrder::default();
        let mut report = arguments.output.format.flows(out, look(&arguments.output.page))?;
        let mut write_ended = |analyzer: &mut Analyzer| {
            while let Some(flow) = analyzer.pop_ended() {
                in_order.push(flow);
                while let Some(flow) = in_order.pop() {
                    report.row(&flow)?;
                }
            }
            Ok(())
        };
        input.read(&mut analyzer, faults, |analyzer, _| write_ended(analyzer))?;
        analyzer.finish();
        write_ended(&mut analyzer)?;
        Ok(report.finish()?)
    })
}
