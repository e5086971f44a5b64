//! The subcommands.

mod explain;
mod flows;
mod ladder;
mod one_flow;
mod segments;
mod spool;
mod stats;

use std::io::{self, IsTerminal as _};

use synfin::report::format::Format;

use crate::arguments::{Arguments, Command, InputArguments, OutputArguments, PageArguments};
use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe};
use crate::input::{Input, Source, Stop};
use crate::interrupt::Interrupt;
use crate::output::Output;

/// Runs what the command line asks for.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    match &arguments.command {
        None => flows::run(&arguments.flows),
        Some(Command::Flows(arguments)) => flows::run(arguments),
        Some(Command::Segments(arguments)) => segments::run(arguments),
        Some(Command::Explain(arguments)) => explain::run(arguments),
        Some(Command::Ladder(arguments)) => ladder::run(arguments),
        Some(Command::Stats(arguments)) => stats::run(arguments),
    }
}

/// The format of a subcommand that does not tell a table; says so if it was asked for as one.
fn report_format(output: &OutputArguments, subcommand: &str) -> Result<Format, Exit> {
    output.format.report().ok_or_else(|| {
        let mut faults = Faults::default();
        let formats = Format::ALL.map(Format::name).join(", ");
        let format = output.format.name();
        faults.could_not(format_args!("{subcommand} tells no table that {format} could hold: use {formats}"));
        faults.tell()
    })
}

/// What every subcommand that tells a table or a report does; columns are nothing for a terminal.
fn carry_out_report(
    input: &InputArguments,
    output: &OutputArguments,
    work: impl FnOnce(&Input<'_>, &mut Output, &mut Faults) -> Result<(), Stop>,
) -> Exit {
    if output.format.report().is_none() && output.page.output.is_none() && io::stdout().is_terminal() {
        let mut faults = Faults::default();
        let format = output.format.name();
        faults.could_not(format_args!("{format} is no text for a terminal: give -o FILE, or a pipe"));
        return faults.tell();
    }
    carry_out(input, &output.page, work)
}

/// What every subcommand does: looks for the files, opens the output, works, and says what went wrong, in this order.
fn carry_out(
    input: &InputArguments,
    page: &PageArguments,
    work: impl FnOnce(&Input<'_>, &mut Output, &mut Faults) -> Result<(), Stop>,
) -> Exit {
    let mut faults = Faults::default();
    let interrupt = match Interrupt::listen() {
        Ok(interrupt) => interrupt,
        Err(error) => {
            faults.could_not(format_args!("cannot listen for Ctrl-C: {error}"));
            return faults.tell();
        }
    };
    let sources = input.files.iter().map(|file| Source::new(file)).collect();
    let input = Input { sources, threads: input.threads, interrupt: &interrupt };
    if !input.look_for_files(&mut faults) {
        return faults.tell();
    }
    let mut out = match Output::open(page) {
        Ok(out) => out,
        Err(error) => {
            faults.could_not(format_args!("cannot write: {error}"));
            return faults.tell();
        }
    };
    match work(&input, &mut out, &mut faults).and_then(|()| Ok(out.finish()?)) {
        Ok(()) | Err(Stop::NothingRead | Stop::NotFound) => faults.tell(),
        // Nobody wants the rest, so nothing of it is a failure.
        Err(Stop::Output(error)) if is_closed_pipe(&error) => Exit::AllRead,
        Err(Stop::Output(error)) => {
            faults.could_not(format_args!("cannot write: {error}"));
            faults.tell()
        }
        Err(Stop::Threads(error)) => {
            faults.could_not(format_args!("cannot start threads: {error}; --threads 1 needs none"));
            faults.tell()
        }
        Err(Stop::Interrupted) => {
            anstream::eprintln!("synfin: interrupted; what was printed is not all");
            Exit::Interrupted
        }
    }
}
