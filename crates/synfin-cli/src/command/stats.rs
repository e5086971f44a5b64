//! `synfin stats`: counts of everything, and books that balance.

use std::num::NonZeroUsize;

use synfin::accounts::Accounts;
use synfin::analyzer::{Analyzer, AnalyzerOptions};

use crate::arguments::report::ReportArguments;
use crate::command::carry_out::carry_out_report;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::fit_output::report_format;
use crate::output::look;
use crate::together::start;

pub(crate) fn run(arguments: &ReportArguments) -> Exit {
    let format = match report_format(&arguments.output, "stats") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        let tell = |accounts: Accounts<'_>, faults: &mut Faults| {
            faults.evicted(&accounts);
            if !accounts.balance() {
                faults.could_not("the books do not balance: this is a fault of the program");
            }
            let inputs = Some(faults.inputs());
            Ok(format.stats(out, look(&arguments.output.page), &Accounts { inputs, ..accounts })?)
        };
        faults.results_tell_left_out();
        let options = AnalyzerOptions { count_anomalies: true, ..arguments.input.analyzer_options() };
        let dissectors = arguments.dissect.or_none();
        // An outcome is counted when its connection is taken out.
        let threads = input.threads();
        if threads == NonZeroUsize::MIN {
            let mut analyzer = Analyzer::new(options).dissecting(&dissectors);
            input.read(&mut analyzer, faults, |analyzer, _| {
                while analyzer.pop_ended().is_some() {}
                Ok(())
            })?;
            if input.bpf.is_some() {
                analyzer.leave_out(input.tally.get().left_out);
            }
            analyzer.finish();
            while analyzer.pop_ended().is_some() {}
            tell(analyzer.accounts(), faults)
        } else {
            let mut analyzer = start(options, threads)?.dissecting(&dissectors);
            input.read_together(&mut analyzer, faults, |analyzer, batches| {
                analyzer.observe_without_fields(batches);
                while analyzer.pop_ended().is_some() {}
                Ok(())
            })?;
            if input.bpf.is_some() {
                analyzer.leave_out(input.tally.get().left_out);
            }
            analyzer.finish();
            while analyzer.pop_ended().is_some() {}
            tell(analyzer.accounts(), faults)
        }
    })
}
