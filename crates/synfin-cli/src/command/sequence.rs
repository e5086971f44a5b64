//! `synfin sequence`: the numbers of one connection over time.

use synfin::dissect::registry::Registry;
use synfin::observation::Observation;
use synfin::sequence::drawing::Drawing;
use synfin::sequence::graph::Graph;

use crate::arguments::chart::SequenceArguments;
use crate::command::carry_out::carry_out;
use crate::command::chart::{self, named};
use crate::command::one_flow;
use crate::exit::Exit;
use crate::output::look;

pub(crate) fn run(arguments: &SequenceArguments) -> Exit {
    let format = match chart::format_with_axes(&arguments.writing) {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    let SequenceArguments { input: reading, writing, which } = arguments;
    carry_out(reading, &writing.page, |input, out, faults| {
        let mut graph = Graph::default();
        let watch = |segment: &Observation<'_>| graph.watch(segment);
        let summary = one_flow::read(reading, &Registry::new(), which, "draw", input, faults, watch)?;
        let drawing = named(graph.finish(&summary), &reading.files, Drawing::with_source);
        Ok(drawing.write(out, look(&writing.page), format)?)
    })
}
