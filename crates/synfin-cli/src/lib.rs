//! The command `synfin`, to be called by what is to be that command: its own program, and `python -m synfin`.
//!
//! Nothing here is for other programs; they want the crate `synfin`.
#![forbid(unsafe_code)]

mod advice;
mod arguments;
mod awaited;
mod bpf;
mod command;
mod exit;
mod fault;
mod filter;
mod fit_output;
mod input;
mod interrupt;
#[cfg(feature = "live")]
mod live;
mod merged;
mod mistake;
mod no_tcp;
mod output;
mod progress;
mod records;
mod reported;
mod standard_output;
mod subcommand_first;
mod table_format;
mod threads;
mod together;

use std::ffi::OsString;

use anstyle::{AnsiColor, Style};
use clap::{CommandFactory as _, Parser as _};

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::subcommand_first::subcommand_first;

/// Does what the arguments say, of which the first is the program's name, with this process's standard streams; the exit status.
///
/// It listens for Ctrl-C (SIGINT) from when it begins to read, and goes on listening when it has ended.
///
/// ```
/// assert_eq!(synfin_cli::run(["synfin", "--version"].map(Into::into)), 0);
/// assert_eq!(synfin_cli::run(["synfin", "nowhere.pcap"].map(Into::into)), 1);
/// ```
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = subcommand_first(&Arguments::command(), arguments.into_iter().collect());
    let exit = match Arguments::try_parse_from(&arguments) {
        Ok(arguments) => command::dispatch::run(&arguments),
        Err(error) => not_understood(&error, &arguments),
    };
    exit.status()
}

/// Says what to type instead of what cannot be understood; or help, or the version.
fn not_understood(error: &clap::Error, arguments: &[OsString]) -> Exit {
    let style = match colour_asked(arguments).as_deref() {
        Some("never") => Style::new(),
        _ => AnsiColor::Red.on_default().bold(),
    };
    match mistake::sentence::of(error, arguments) {
        Some(sentence) if colour_asked(arguments).as_deref() == Some("always") => {
            eprintln!("{style}error:{style:#} {sentence}");
        }
        Some(sentence) => anstream::eprintln!("{style}error:{style:#} {sentence}"),
        // Help and version go to standard output and are no failure; a closed pipe is none either.
        None => drop(error.print()),
    }
    if error.use_stderr() { Exit::CouldNotRun } else { Exit::AllRead }
}

/// What `--color` says on a command line that cannot be understood otherwise.
fn colour_asked(arguments: &[OsString]) -> Option<String> {
    let option = "--color";
    let place = arguments.iter().position(|argument| argument.to_string_lossy().starts_with(option))?;
    let written = arguments[place].to_string_lossy();
    let value = match written.strip_prefix("--color=") {
        Some(value) => value.to_owned(),
        None => arguments.get(place + 1)?.to_string_lossy().into_owned(),
    };
    Some(value.to_ascii_lowercase())
}
