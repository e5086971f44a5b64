//! `synfin segments`: what each segment does.

use synfin::analyzer::Analyzer;

use crate::arguments::SegmentsArguments;
use crate::command::carry_out_report;
use crate::exit::Exit;
use crate::output::look;

pub(crate) fn run(arguments: &SegmentsArguments) -> Exit {
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        let mut analyzer = Analyzer::new(arguments.input.analyzer_options());
        let mut report = arguments.output.format.segments(out, look(&arguments.output.page))?;
        input.read(&mut analyzer, faults, |analyzer, segment| {
            // Nothing is told of connections that leave; they must not pile up.
            while analyzer.pop_ended().is_some() {}
            match segment {
                Some(segment) if arguments.flow.is_none_or(|flow| flow == segment.flow()) => {
                    report.row(&segment)
                }
                _ => Ok(()),
            }
        })?;
        let opened = analyzer.flow_books().opened;
        if let Some(flow) = arguments.flow.filter(|flow| *flow >= opened) {
            faults.could_not(format_args!("no connection {flow}: there are {opened}"));
        }
        Ok(report.finish()?)
    })
}
