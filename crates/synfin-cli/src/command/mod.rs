//! The subcommands.

mod all_flows;
mod chart;
mod columns;
mod explain;
mod flows;
mod ladder;
mod one_flow;
mod overview;
mod segments;
mod selected_flows;
mod sequence;
mod spool;
mod stats;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use synfin::report::format::Format;
use synfin::report::text::safe::Safe;

use crate::arguments::{Arguments, Command, InputArguments, OutputArguments, PageArguments};
use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe};
use crate::input::{Input, Source, Stop};
use crate::interrupt::{INTERRUPTED, Interrupt};
use crate::output::Output;

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
    carry_out_of(&input.files, input.threads, page, work)
}

/// The same of these files, which may be none.
fn carry_out_of(
    files: &[PathBuf],
    threads: usize,
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
    let sources = files.iter().map(|file| Source::new(file)).collect();
    let input = Input { sources, threads, interrupt: &interrupt };
    if !input.look_for_files(&mut faults) {
        return faults.tell();
    }
    if let Some(path) = page.output.as_deref().filter(|path| input.reads(path)) {
        let path = Safe(path.display());
        faults.could_not(format_args!("{path} is an input: it would be replaced by what is told of it"));
        return faults.tell();
    }
    let mut out = match Output::open(page, input.is_live(), &interrupt) {
        Ok(out) => out,
        Err(error) => {
            faults.could_not(format_args!("cannot write: {}", said_plainly(&error)));
            return faults.tell();
        }
    };
    let done = work(&input, &mut out, &mut faults).and_then(|()| Ok(out.finish()?));
    interrupt.set_aside(None);
    match done {
        Ok(()) | Err(Stop::NothingRead | Stop::NotFound) => faults.tell(),
        // Nobody wants the rest, so nothing of it is a failure.
        Err(Stop::Output(error)) if is_closed_pipe(&error) => Exit::AllRead,
        Err(Stop::Output(error)) => {
            faults.could_not(format_args!("cannot write: {}", said_plainly(&error)));
            faults.tell()
        }
        Err(Stop::Threads(error)) => {
            faults.could_not(format_args!("cannot start threads: {error}; --threads 1 needs none"));
            faults.tell()
        }
        Err(Stop::Interrupted) => {
            anstream::eprintln!("{INTERRUPTED}");
            Exit::Interrupted
        }
    }
}

/// An error of the system without the names of files that nobody asked for: that of the file aside.
fn said_plainly(error: &io::Error) -> String {
    error.get_ref().and_then(|inner| inner.source()).map_or_else(|| error.to_string(), ToString::to_string)
}
