//! Whether an output can hold what a subcommand tells.

use std::io::{self, IsTerminal as _};

use synfin::report::format::Format;

use crate::arguments::output::OutputArguments;
use crate::exit::Exit;
use crate::fault::Faults;
use crate::table_format::TableFormat;

/// The format of a subcommand that does not tell a table; says so if it was asked for as one.
pub(crate) fn report_format(output: &OutputArguments, subcommand: &str) -> Result<Format, Exit> {
    output.format().report().ok_or_else(|| {
        let mut faults = Faults::default();
        let formats = Format::ALL.map(Format::name).join(", ");
        let format = output.format().name();
        faults.could_not(format_args!("{subcommand} tells no table that {format} could hold: use {formats}"));
        faults.tell()
    })
}

/// Says so when the output does not tell its format, or when columns would go to a terminal.
pub(crate) fn is_nothing_for_output(output: &OutputArguments) -> Option<Exit> {
    let mut faults = Faults::default();
    let named_as = output.page.named_as(&TableFormat::ALL.map(TableFormat::name));
    if let Some(form) = named_as.filter(|_| !output.is_format_asked()) {
        faults.could_not(is_a_form(form));
        return Some(faults.tell());
    }
    let Some(format) = output.format_told() else {
        let formats = TableFormat::ALL.map(TableFormat::name).join(", ");
        faults.could_not(format_args!(
            "the name of the output does not tell its format: give --format, one of {formats}"
        ));
        return Some(faults.tell());
    };
    if format.report().is_some() || output.page.file().is_some() || !io::stdout().is_terminal() {
        return None;
    }
    let format = format.name();
    faults.could_not(format_args!("{format} is no text for a terminal: give -o FILE, or a pipe"));
    Some(faults.tell())
}

/// What is said where the name of a form stands for that of a file.
pub(crate) fn is_a_form(form: &str) -> String {
    format!("-o names a file, and --format {form} asks for that form; a file of this name is -o ./{form}")
}
