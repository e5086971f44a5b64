//! `synfin explain`: the story of one connection.

use synfin::observation::Observation;
use synfin::story::teller::Storyteller;

use crate::arguments::ExplainArguments;
use crate::command::carry_out::carry_out_report;
use crate::command::one_flow;
use crate::exit::Exit;
use crate::fault::refused;
use crate::fit_output::report_format;
use crate::output::look;

pub(crate) fn run(arguments: &ExplainArguments) -> Exit {
    let format = match report_format(&arguments.output, "explain") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    if let Some(exit) = refused(arguments.which.filter.rows.objection(&arguments.dissect)) {
        return exit;
    }
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        let look = look(&arguments.output.page);
        let mut teller = Storyteller::new(format.language(look));
        let ExplainArguments { input: reading, which, .. } = arguments;
        let dissectors = arguments.dissect.or_all();
        let hear = |segment: &Observation<'_>| teller.hear(segment);
        let summary = one_flow::read(reading, &dissectors, which, "explain", input, faults, hear)?;
        let story = teller.tell(&summary);
        Ok(format.story(out, look, &summary, &story)?)
    })
}
