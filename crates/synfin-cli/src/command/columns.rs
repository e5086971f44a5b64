//! `synfin columns`: what the tables mean.

use synfin::report::meaning;

use crate::arguments::columns::{Asked, ColumnsArguments};
use crate::command::carry_out::{Reading, carry_out_of};
use crate::exit::Exit;
use crate::fit_output::report_format;
use crate::output::look;

pub(crate) fn run(arguments: &ColumnsArguments) -> Exit {
    let format = match report_format(&arguments.output, "columns") {
        Ok(format) => format,
        Err(exit) => return exit,
    };
    let everything = Asked::everything();
    let asked = if arguments.what.is_empty() { &everything } else { &arguments.what };
    let page = &arguments.output.page;
    let look = look(page);
    let lists: Vec<_> = asked.iter().flat_map(|one| one.lists(look.language)).collect();
    carry_out_of(&Reading::default(), page, |_, out, _| Ok(meaning::write(format, out, look, &lists)?))
}
