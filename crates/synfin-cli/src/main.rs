//! The command `synfin`.

mod arguments;
mod command;
mod exit;
mod fault;
mod input;
mod interrupt;
mod output;
mod progress;
mod table_format;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::exit::Exit;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output and are no failure; a closed pipe is none either.
            let _ = error.print();
            return if error.use_stderr() { Exit::CouldNotRun } else { Exit::AllRead }.into();
        }
    };
    command::run(&arguments).into()
}
