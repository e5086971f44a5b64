//! What every subcommand that reads captures does before and after its work.

use std::cell::Cell;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use synfin::report::text::safe::Safe;

use crate::arguments::input::InputArguments;
use crate::arguments::output::OutputArguments;
use crate::arguments::page::PageArguments;
use crate::bpf;
use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe, said_plainly};
use crate::fit_output::is_nothing_for_output;
use crate::input::{Input, Source, Stop};
use crate::interrupt::{ENDED_BY_INTERRUPT, INTERRUPTED, Interrupt};
use crate::output::Output;
use crate::progress::Bar;

/// What every subcommand that tells a table or a report does; columns are nothing for a terminal.
pub(crate) fn carry_out_report(
    input: &InputArguments,
    output: &OutputArguments,
    work: impl FnOnce(&Input<'_>, &mut Output, &mut Faults) -> Result<(), Stop>,
) -> Exit {
    if let Some(exit) = is_nothing_for_output(output) {
        return exit;
    }
    carry_out(input, &output.page, work)
}

/// What every subcommand does: looks for the files, opens the output, works, and says what went wrong, in this order.
pub(crate) fn carry_out(
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
pub(crate) struct Reading<'a> {
    pub(crate) files: &'a [PathBuf],
    pub(crate) threads: usize,
    pub(crate) bpf: Option<&'a str>,
}

/// The same of these files.
pub(crate) fn carry_out_of(
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
    let sources = files.iter().enumerate().map(|(index, file)| Source::new(index, file)).collect();
    let tally = Cell::default();
    let bar = Bar::default();
    let input = Input { sources, threads, bpf, tally: &tally, interrupt: &interrupt, bar: &bar };
    if !input.look_for_files(&mut faults) {
        return faults.tell();
    }
    if input.sources.iter().filter(|source| source.is_standard_input()).count() > 1 {
        faults.could_not("standard input is named more than once, and can be read only once");
        return faults.tell();
    }
    if input.sources.iter().any(Source::is_standard_input) && io::stdin().is_terminal() {
        faults.could_not(
            "standard input is a terminal, from which no capture comes: pipe one, as in tcpdump -w - | synfin -",
        );
        return faults.tell();
    }
    if let Some(path) = page.file().filter(|path| input.reads(path)) {
        let path = Safe(path.display());
        faults.could_not(format_args!("{path} is an input: it would be replaced by what is told of it"));
        return faults.tell();
    }
    let mut out = match Output::open(page, input.is_live(), &interrupt, &bar) {
        Ok(out) => out,
        Err(error) => {
            faults.could_not(format_args!("cannot write: {}", cannot_be_made(page.file(), &error)));
            return faults.tell();
        }
    };
    let done = work(&input, &mut out, &mut faults).and_then(|()| Ok(out.finish()?));
    interrupt.forget_aside(|_| true);
    if done.is_ok() {
        faults.others_were_read(files.len());
    }
    match done {
        Ok(()) | Err(Stop::NothingRead | Stop::NotFound) => {
            if let Some(expression) = bpf {
                faults.left_out(expression, &tally.get());
            }
            let exit = faults.tell();
            if !(input.ends_by_interrupt() && interrupt.is_set()) {
                return exit;
            }
            anstream::eprintln!("{ENDED_BY_INTERRUPT}");
            exit.worst(Exit::Interrupted)
        }
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
        io::ErrorKind::IsADirectory => {
            let output = Safe(output.unwrap_or(Path::new(".")).display());
            format!("{output} is a folder: name a file in it, as in -o {output}/NAME")
        }
        _ => said_plainly(error),
    }
}
