//! `synfin explain`: the story of one connection.

use synfin::observation::Observation;
use synfin::story::teller::Storyteller;

use crate::arguments::explain::ExplainArguments;
use crate::command::carry_out::carry_out_report;
use crate::command::one_flow;
use crate::exit::Exit;
use crate::fault::refused;
use crate::fit_output::report_format;
use crate::output::look;

pub(crate) fn run(arguments: &ExplainArguments) -> Exit {
    let ExplainArguments { report: asked, which } = arguments;
    let format = match report_format(&asked.output, "explain") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    if let Some(exit) = refused(which.filter.rows.objection(&asked.dissect)) {
        return exit;
    }
    carry_out_report(&asked.input, &asked.output, |input, out, faults| {
        let look = look(&asked.output.page);
        let mut teller = Storyteller::new(format.language(look));
        let dissectors = asked.dissect.or_all();
        let hear = |segment: &Observation<'_>| teller.hear(segment);
        let summary = one_flow::read(&asked.input, &dissectors, which, "explain", input, faults, hear)?;
        let story = teller.tell(&summary);
        Ok(format.story(out, look, &summary, &story)?)
    })
}
