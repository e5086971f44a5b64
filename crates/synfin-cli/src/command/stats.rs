//! `synfin stats`: counts of everything, and books that balance.

use synfin::analyzer::Analyzer;

use crate::arguments::FlowsArguments;
use crate::command::{carry_out_report, report_format};
use crate::exit::Exit;
use crate::output::look;

pub(crate) fn run(arguments: &FlowsArguments) -> Exit {
    let format = match report_format(&arguments.output, "stats") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        let mut analyzer = Analyzer::new(arguments.input.analyzer_options());
        // An outcome is counted when its connection is taken out.
        input.read(&mut analyzer, faults, |analyzer, _| {
            while analyzer.pop_ended().is_some() {}
            Ok(())
        })?;
        analyzer.finish();
        while analyzer.pop_ended().is_some() {}
        if !analyzer.balance() {
            faults.could_not("the books do not balance: this is a fault of the program");
        }
        Ok(format.stats(out, look(&arguments.output.page), &analyzer)?)
    })
}
