//! Which subcommand does what was asked for.

use crate::arguments::{Arguments, Command};
use crate::command::{
    columns, copy, explain, flows, generate, ladder, live, overview, segments, sequence, stats,
};
use crate::exit::Exit;

/// Runs what the command line asks for.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    match &arguments.command {
        None => flows::run(&arguments.flows),
        Some(Command::Flows(arguments)) => flows::run(arguments),
        Some(Command::Segments(arguments)) => segments::run(arguments),
        Some(Command::Explain(arguments)) => explain::run(arguments),
        Some(Command::Ladder(arguments)) => ladder::run(arguments),
        Some(Command::Overview(arguments)) => overview::run(arguments),
        Some(Command::Sequence(arguments)) => sequence::run(arguments),
        Some(Command::Columns(arguments)) => columns::run(arguments),
        Some(Command::Stats(arguments)) => stats::run(arguments),
        Some(Command::Annotate(arguments)) => copy::annotate(arguments),
        Some(Command::Cut(arguments)) => copy::cut(arguments),
        Some(Command::Man(arguments)) => generate::man(arguments),
        Some(Command::Completions(arguments)) => generate::completions(arguments),
        Some(Command::Live(arguments)) => live::run(arguments),
    }
}
