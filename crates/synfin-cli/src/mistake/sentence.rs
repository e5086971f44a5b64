//! What is said in place of what clap says.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, Error};
use synfin::report::text::safe::Safe;

use crate::arguments::Arguments;
use crate::arguments::columns;
use crate::mistake::option::{self, Asked};
use crate::mistake::subcommand;

/// The error as it is to be printed; none where what clap says will do.
pub(crate) fn of(error: &Error, arguments: &[OsString]) -> Option<String> {
    let command = Arguments::command();
    let named =
        arguments.get(1).and_then(|word| word.to_str()).and_then(|word| command.find_subcommand(word));
    // Without one it is the default.
    let is_default = named.is_none();
    let subcommand = named.or_else(|| command.find_subcommand("flows"))?;
    let name = if is_default { "synfin".to_owned() } else { format!("synfin {}", subcommand.get_name()) };
    let asked = Asked { command: &command, subcommand, name: &name };
    let given = text(error.get(ContextKind::InvalidArg));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => option::unknown(&asked, &given, arguments),
        ErrorKind::MissingRequiredArgument => missing(&name, &given, arguments),
        ErrorKind::InvalidValue if text(error.get(ContextKind::InvalidValue)).is_empty() => {
            without_value(subcommand, &given)
        }
        ErrorKind::InvalidValue => one_of(error, &given),
        ErrorKind::ArgumentConflict
            if error.get(ContextKind::PriorArg) == error.get(ContextKind::InvalidArg) =>
        {
            twice(&given)
        }
        ErrorKind::InvalidSubcommand => {
            let word = text(error.get(ContextKind::InvalidSubcommand));
            let meant = subcommand::meant(&word).map(|meant| format!("there is {meant}"));
            let meant = meant.unwrap_or_else(|| "synfin --help lists all".to_owned());
            format!("there is no subcommand {}; {meant}", Safe(word))
        }
        ErrorKind::ValueValidation => not_taken(&asked, error, &given)?,
        _ => return None,
    };
    Some(format!("{what}\n\nFor more information, try '{name} --help'."))
}

/// What clap tells of a kind of context, in one line.
fn text(value: Option<&ContextValue>) -> String {
    match value {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    }
}

/// The first option, without the name of its value: `--flow` of `--flow <N>`.
fn bare(given: &str) -> &str {
    given.split([' ', '=']).next().unwrap_or(given)
}

/// What must be there and is not.
fn missing(name: &str, given: &str, arguments: &[OsString]) -> String {
    let mut what = Vec::new();
    if given.contains("<FILE>") {
        what.push(format!("a capture is to be named, or - for standard input: {name} trace.pcap"));
    }
    if given.contains("--output") {
        what.push(
            "-o OUT.pcapng is to say which file to write, and -o - that it is standard output".to_owned(),
        );
    }
    if given.contains("--interface") {
        let plain = |word: &&str| word.chars().all(|letter| letter.is_ascii_alphanumeric());
        let word = arguments.get(2).and_then(|word| word.to_str()).filter(plain).unwrap_or("eth0");
        what.push(format!(
            "an interface is to be named: synfin live -i {word}; synfin live --list tells which there are"
        ));
    }
    if given.contains("--sort") {
        what.push("--reverse turns the order that --sort COLUMN says: give that too".to_owned());
    }
    if given.contains("<SHELL>") {
        what.push("a shell is to be named: bash, elvish, fish, powershell or zsh".to_owned());
    }
    if what.is_empty() { format!("{given} is to be given") } else { what.join("; ") }
}

/// An option without its value, of which its help says what it is.
fn without_value(subcommand: &Command, given: &str) -> String {
    let help = argument(subcommand, given).and_then(Arg::get_help).map(ToString::to_string);
    let mut what = format!("{given} lacks its value");
    if let Some(help) = help.filter(|help| !help.is_empty()) {
        // A String takes everything.
        let _ = write!(what, ": {help}");
    }
    what
}

/// A value that is none of a few.
fn one_of(error: &Error, given: &str) -> String {
    let valid = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(valid)) => valid.join(", "),
        _ => String::new(),
    };
    format!("{given} takes one of {valid}, and not {}", Safe(text(error.get(ContextKind::InvalidValue))))
}

/// An option that is given twice and holds one value.
fn twice(given: &str) -> String {
    let option = bare(given);
    let instead = match option {
        "--flow" => {
            "it takes one connection; several: synfin segments --where 'flow IN (1, 2)', or synfin cut --flow 1,2"
        }
        "--where" => "join conditions with AND or OR, as in --where \"flow > 3 AND NOT one_sided\"",
        "--bpf" => "join filters with and, or or, as in --bpf 'tcp port 443 or tcp port 80'",
        "--dissect" => "name several with commas between, as in --dissect tls,ssh",
        _ => "once is enough",
    };
    format!("{option} is given more than once; {instead}")
}

/// What is said of a value that cannot be read where a file stands in its place, or a subcommand in that of a list; else clap says
/// it all.
fn not_taken(asked: &Asked<'_>, error: &Error, given: &str) -> Option<String> {
    let value = text(error.get(ContextKind::InvalidValue));
    // The name that is spelt most like it was not meant.
    if asked.subcommand.get_name() == "columns" && !given.starts_with('-') && subcommand::is_one(&value) {
        return Some(format!("{value} has no list of its own; {}", columns::there_are()));
    }
    if !Path::new(&value).is_file() {
        return None;
    }
    let (file, option) = (Safe(value), bare(given));
    Some(if option.starts_with('-') {
        format!("{option} lacks its value: {file}, which stands behind it, is a file")
    } else {
        format!("{} reads no capture: synfin flows {file} does", asked.name)
    })
}

/// The option of which clap speaks.
fn argument<'c>(subcommand: &'c Command, given: &str) -> Option<&'c Arg> {
    let name = bare(given).trim_start_matches('-');
    let is_it = |argument: &&Arg| {
        argument.get_long() == Some(name)
            || argument.get_short().is_some_and(|short| name.chars().eq([short]))
    };
    subcommand.get_arguments().find(is_it)
}
