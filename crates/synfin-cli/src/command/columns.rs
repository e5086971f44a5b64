//! `synfin columns`: what the tables mean.

use synfin::report::meaning::{self, Subject};

use crate::arguments::columns::ColumnsArguments;
use crate::command::carry_out::{Reading, carry_out_of};
use crate::exit::Exit;
use crate::fit_output::report_format;
use crate::output::look;

pub(crate) fn run(arguments: &ColumnsArguments) -> Exit {
    let format = match report_format(&arguments.output, "columns") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    let subjects = if arguments.subjects.is_empty() { &Subject::ALL[..] } else { &arguments.subjects };
    let page = &arguments.output.page;
    carry_out_of(&Reading::default(), page, |_, out, _| {
        Ok(meaning::write(format, out, look(page), subjects)?)
    })
}
