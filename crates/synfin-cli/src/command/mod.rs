//! The subcommands.

mod all_flows;
mod chart;
mod chosen;
mod columns;
mod copy;
mod explain;
mod flows;
mod generate;
mod ladder;
mod live;
mod one_flow;
mod overview;
mod segments;
mod selected_flows;
mod sequence;
mod spool;
mod stats;

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use synfin::report::format::Format;
use synfin::report::text::safe::Safe;

use crate::arguments::{Arguments, Command, InputArguments, OutputArguments, PageArguments};
use crate::bpf;
use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe};
use crate::input::{Input, Source, Stop};
use crate::interrupt::{INTERRUPTED, Interrupt};
use crate::output::Output;
use crate::table_format::TableFormat;

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

/// The format of a subcommand that does not tell a table; says so if it was asked for as one.
fn report_format(output: &OutputArguments, subcommand: &str) -> Result<Format, Exit> {
    output.format().report().ok_or_else(|| {
        let mut faults = Faults::default();
        let formats = Format::ALL.map(Format::name).join(", ");
        let format = output.format().name();
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
    if let Some(exit) = is_nothing_for_output(output) {
        return exit;
    }
    carry_out(input, &output.page, work)
}

/// Says so when the output does not tell its format, or when columns would go to a terminal.
pub(crate) fn is_nothing_for_output(output: &OutputArguments) -> Option<Exit> {
    let mut faults = Faults::default();
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

/// What every subcommand does: looks for the files, opens the output, works, and says what went wrong, in this order.
fn carry_out(
    input: &InputArguments,
    page: &PageArguments,
    work: impl FnOnce(&Input<'_>, &mut Output, &mut Faults) -> Result<(), Stop>,
) -> Exit {
    carry_out_of(
        &Reading { files: &input.files, threads: input.threads, bpf: input.bpf.bpf.as_deref() },
        page,
        work,
    )
}

/// What is read, and how: nothing at all, where there are no files.
#[derive(Clone, Copy, Debug, Default)]
struct Reading<'a> {
    files: &'a [PathBuf],
    threads: usize,
    bpf: Option<&'a str>,
}

/// The same of these files.
fn carry_out_of(
    reading: &Reading<'_>,
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
    let Reading { files, threads, bpf } = *reading;
    if let Some(Err(what)) = bpf.map(bpf::check) {
        faults.could_not(what);
        return faults.tell();
    }
    let sources = files.iter().map(|file| Source::new(file)).collect();
    let input = Input { sources, threads, bpf, interrupt: &interrupt };
    if !input.look_for_files(&mut faults) {
        return faults.tell();
    }
    if input.sources.iter().filter(|source| source.is_standard_input()).count() > 1 {
        faults.could_not("standard input is named more than once, and can be read only once");
        return faults.tell();
    }
    if let Some(path) = page.file().filter(|path| input.reads(path)) {
        let path = Safe(path.display());
        faults.could_not(format_args!("{path} is an input: it would be replaced by what is told of it"));
        return faults.tell();
    }
    let mut out = match Output::open(page, input.is_live(), &interrupt) {
        Ok(out) => out,
        Err(error) => {
            faults.could_not(format_args!("cannot write: {}", cannot_be_made(page.file(), &error)));
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

/// Why an output cannot be begun, and what to try.
fn cannot_be_made(output: Option<&Path>, error: &io::Error) -> String {
    let folder = output.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = Safe(folder.unwrap_or(Path::new(".")).display());
    match error.kind() {
        io::ErrorKind::NotFound => format!("there is no folder {folder}; make it first, or choose another"),
        io::ErrorKind::PermissionDenied => format!("permission denied in {folder}; choose another folder"),
        io::ErrorKind::NotADirectory => format!("{folder} is no folder; choose another"),
        _ => said_plainly(error),
    }
}

/// An error of the system without the names of files that nobody asked for: that of the file aside.
pub(crate) fn said_plainly(error: &io::Error) -> String {
    error.get_ref().and_then(|inner| inner.source()).map_or_else(|| error.to_string(), ToString::to_string)
}
