//! `synfin ladder`: the picture of one connection.

use std::path::{Path, PathBuf};

use synfin::dissect::registry::Registry;
use synfin::observation::Observation;
use synfin::picture::artist::Artist;
use synfin::picture::format::PictureFormat;

use crate::arguments::LadderArguments;
use crate::command::{carry_out, one_flow};
use crate::exit::Exit;
use crate::fault::Faults;
use crate::output::look;

pub(crate) fn run(arguments: &LadderArguments) -> Exit {
    let format = match format(arguments) {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    let LadderArguments { input: reading, page, rows, flow, .. } = arguments;
    carry_out(reading, page, |input, out, faults| {
        let mut artist = Artist::new(usize::from(*rows));
        let watch = |segment: &Observation<'_>| artist.watch(segment);
        let summary = one_flow::read(reading, &Registry::new(), *flow, "draw", input, faults, watch)?;
        let ladder = artist.draw(&summary);
        let names = names(&reading.files);
        let ladder = if names.is_empty() { ladder } else { ladder.with_source(&names) };
        Ok(format.write(out, look(page), &ladder)?)
    })
}

/// The format that was asked for, or that the output's name tells; says so if it tells none.
fn format(arguments: &LadderArguments) -> Result<PictureFormat, Exit> {
    let ending = arguments.page.file().and_then(Path::extension);
    match (arguments.format, ending) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(PictureFormat::default()),
        (None, Some(ending)) => PictureFormat::of_ending(&ending.to_string_lossy()).ok_or_else(|| {
            let mut faults = Faults::default();
            let formats = PictureFormat::ALL.map(PictureFormat::name).join(", ");
            faults.could_not(format_args!(
                "the name of the output does not tell its form: give --format, one of {formats}"
            ));
            faults.tell()
        }),
    }
}

/// The names of the files, without their folders; standard input has none. Folders are nobody's business who
/// gets the picture.
fn names(files: &[PathBuf]) -> String {
    let name = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned());
    let named = files.iter().filter(|file| file.as_path() != Path::new("-"));
    named.filter_map(name).collect::<Vec<_>>().join(", ")
}
