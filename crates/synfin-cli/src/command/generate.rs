//! `synfin man` and `synfin completions`.

use std::fs;
use std::io::{self, Write};
use std::iter;
use std::path::Path;

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use clap_mangen::Man;
use synfin::report::text::safe::Safe;

use crate::arguments::Arguments;
use crate::arguments::generate::{CompletionsArguments, ManArguments};
use crate::exit::Exit;
use crate::fault::{Faults, is_closed_pipe};

/// Prints the page of the command, or writes all pages to a folder.
pub(crate) fn man(arguments: &ManArguments) -> Exit {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    match &arguments.folder {
        None => printed(&page(&command).1),
        Some(folder) => match written(folder, &command) {
            Ok(()) => Exit::AllRead,
            Err(error) => {
                let mut faults = Faults::default();
                faults.could_not(format_args!("cannot write to {}: {error}", Safe(folder.display())));
                faults.tell()
            }
        },
    }
}

/// Prints the completions for a shell.
pub(crate) fn completions(arguments: &CompletionsArguments) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "synfin", &mut text);
    printed(&text)
}

fn printed(text: &[u8]) -> Exit {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if !is_closed_pipe(&error) => {
            let mut faults = Faults::default();
            faults.could_not(format_args!("cannot write: {error}"));
            faults.tell()
        }
        _ => Exit::AllRead,
    }
}

fn written(folder: &Path, command: &Command) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    iter::once(command).chain(command.get_subcommands()).try_for_each(|command| {
        let (name, text) = page(command);
        fs::write(folder.join(name), text)
    })
}

/// One page, and the name of its file. The examples stand as they are: as flowing text they would run together.
fn page(command: &Command) -> (String, Vec<u8>) {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let man =
        Man::new(command.clone()).manual("synfin").source(concat!("synfin ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    let rendered = (|| {
        man.render_title(&mut page)?;
        man.render_name_section(&mut page)?;
        synopsis(command, &mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
        if command.has_subcommands() {
            man.render_subcommands_section(&mut page)?;
        }
        behind(&after, &mut page)
    })();
    // Memory takes all that is written to it.
    (man.get_filename(), rendered.map_or_else(|_: io::Error| Vec::new(), |()| page))
}

/// How it is called, each option with its value; the library's own leaves the values out.
fn synopsis(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    write!(page, ".SH SYNOPSIS\n\\fB{}\\fR", escaped(name))?;
    let shown = || command.get_arguments().filter(|argument| !argument.is_hide_set());
    for option in shown().filter(|argument| !argument.is_positional()) {
        write!(page, " {}", asked_for(option, option.is_required_set()))?;
    }
    for file in shown().filter(|argument| argument.is_positional()) {
        write!(page, " {}", asked_for(file, file.is_required_set()))?;
    }
    if command.has_subcommands() {
        write!(page, "\n.br\n\\fB{}\\fR \\fICOMMAND\\fR", escaped(name))?;
    }
    writeln!(page)
}

/// An argument as the synopsis has it: its names, its value, and whether it may be left out or given again.
fn asked_for(argument: &Arg, is_required: bool) -> String {
    let short = argument.get_short().map(|short| format!("\\fB\\-{short}\\fR"));
    let long = argument.get_long().map(|long| format!("\\fB\\-\\-{}\\fR", escaped(long)));
    let names: Vec<_> = short.into_iter().chain(long).collect();
    let values = argument.get_value_names().filter(|_| argument.get_action().takes_values());
    let values = values.into_iter().flatten().map(|value| format!("\\fI{}\\fR", escaped(value)));
    let names = (!names.is_empty()).then(|| names.join("|"));
    let told = names.into_iter().chain(values).collect::<Vec<_>>().join(" ");
    let again = if matches!(argument.get_action(), ArgAction::Append) { "..." } else { "" };
    if is_required { format!("{told}{again}") } else { format!("[{told}]{again}") }
}

/// What stands below the help: the examples, and paragraphs of notes.
fn behind(after: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let mut heading = ".SH NOTES";
    for part in after.split("\n\n").filter(|part| !part.is_empty()) {
        if let Some(examples) = part.strip_prefix("Examples:\n") {
            writeln!(page, ".SH EXAMPLES\n.nf\n{}\n.fi", escaped(examples))?;
        } else {
            writeln!(page, "{heading}\n{}", escaped(part))?;
            heading = ".PP";
        }
    }
    Ok(())
}

/// Text that says to roff what it says to people.
fn escaped(text: &str) -> String {
    let line = |line: &str| {
        let line = line.trim().replace('\\', "\\e").replace('-', "\\-");
        if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
