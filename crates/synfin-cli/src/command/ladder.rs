//! `synfin ladder`: the picture of one connection.

use synfin::dissect::registry::Registry;
use synfin::observation::Observation;
use synfin::picture::artist::Artist;
use synfin::picture::format::PictureFormat;
use synfin::picture::ladder::Ladder;

use crate::arguments::ladder::LadderArguments;
use crate::command::carry_out::carry_out;
use crate::command::{chart, one_flow};
use crate::exit::Exit;
use crate::output::look;

pub(crate) fn run(arguments: &LadderArguments) -> Exit {
    let formats = PictureFormat::ALL.map(PictureFormat::name);
    let format = match chart::format(arguments.format, &arguments.page, PictureFormat::of_ending, &formats) {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    let LadderArguments { input: reading, page, rows, which, .. } = arguments;
    carry_out(reading, page, |input, out, faults| {
        let mut artist = Artist::new(usize::from(*rows));
        let watch = |segment: &Observation<'_>| artist.watch(segment);
        let summary = one_flow::read(reading, &Registry::new(), which, "draw", input, faults, watch)?;
        let ladder = chart::named(artist.draw(&summary), &reading.files, Ladder::with_source);
        Ok(format.write(out, look(page), &ladder)?)
    })
}
