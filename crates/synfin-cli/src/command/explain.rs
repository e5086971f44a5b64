//! `synfin explain`: the story of one connection.

use synfin::observation::Observation;
use synfin::story::teller::Storyteller;

use crate::arguments::SegmentsArguments;
use crate::command::carry_out::carry_out_report;
use crate::command::one_flow;
use crate::exit::Exit;
use crate::fit_output::report_format;
use crate::output::look;

pub(crate) fn run(arguments: &SegmentsArguments) -> Exit {
    let format = match report_format(&arguments.output, "explain") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    carry_out_report(&arguments.input, &arguments.output, |input, out, faults| {
        let look = look(&arguments.output.page);
        let mut teller = Storyteller::new(format.language(look));
        let SegmentsArguments { input: reading, flow, .. } = arguments;
        let dissectors = arguments.dissect.or_all();
        let hear = |segment: &Observation<'_>| teller.hear(segment);
        let summary = one_flow::read(reading, &dissectors, *flow, "explain", input, faults, hear)?;
        let story = teller.tell(&summary);
        Ok(format.story(out, look, &summary, &story)?)
    })
}
