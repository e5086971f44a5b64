//! What pictures have in common.

use std::path::{Path, PathBuf};

use synfin::chart::format::ChartFormat;

use crate::arguments::chart::ChartArguments;
use crate::arguments::page::PageArguments;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::fit_output::is_a_form;

/// The format that was asked for, or that the output's name tells; says so, with all there are, if it tells none.
pub(crate) fn format<F: Default>(
    asked: Option<F>,
    page: &PageArguments,
    of_ending: impl FnOnce(&str) -> Option<F>,
    all: &[&str],
) -> Result<F, Exit> {
    if let (None, Some(form)) = (&asked, page.named_as(all)) {
        let mut faults = Faults::default();
        faults.could_not(is_a_form(form));
        return Err(faults.tell());
    }
    let ending = page.file().and_then(Path::extension);
    match (asked, ending) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(F::default()),
        (None, Some(ending)) => of_ending(&ending.to_string_lossy()).ok_or_else(|| {
            let mut faults = Faults::default();
            let formats = all.join(", ");
            faults.could_not(format_args!(
                "the name of the output does not tell its form: give --format, one of {formats}"
            ));
            faults.tell()
        }),
    }
}

/// That of a picture with axes.
pub(crate) fn format_with_axes(writing: &ChartArguments) -> Result<ChartFormat, Exit> {
    let formats = ChartFormat::ALL.map(ChartFormat::name);
    format(writing.format, &writing.page, ChartFormat::of_ending, &formats)
}

/// A picture that tells of which files it is, without their folders: those are nobody's business who gets it. Standard input has no name.
pub(crate) fn named<P>(picture: P, files: &[PathBuf], with_source: impl FnOnce(P, &str) -> P) -> P {
    let name = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned());
    let named = files.iter().filter(|file| file.as_path() != Path::new("-"));
    let names = named.filter_map(name).collect::<Vec<_>>().join(", ");
    if names.is_empty() { picture } else { with_source(picture, &names) }
}
